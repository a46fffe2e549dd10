/** What the tests seal with: two groups of two guardians, and a bidder. Real keys, random every time. */

import type { Access } from "../src/access";
import { signCard } from "../src/cards";
import type { SourceFile } from "../src/inner";
import { Master } from "../src/keys";
import { COMPARTMENTS, type Opening } from "../src/opening";
import { type BidToSeal, type Recipients } from "../src/seal";

export const opening: Opening = { origin: "jiangcheng.qinglian.invalid", tender: "JC-2026-0417", section: "1", round: 1 };

export const guardians = new Map(["grd-1", "grd-2", "grd-3", "grd-4"].map((id) => [id, Master.random()]));

export const modeG: Access = {
  mode: "G",
  groups: [
    { name: "supervision", threshold: 1, guardians: ["grd-1", "grd-2"] },
    { name: "trade", threshold: 2, guardians: ["grd-3", "grd-4"] },
  ],
};

export const modeGB: Access = { mode: "G+B", groups: [...modeG.groups, { name: "bidder", threshold: 1, guardians: ["bidder"] }] };

export function recipients(): Recipients {
  return Object.fromEntries(
    [...guardians].map(([guardian, master]) => {
      const card = signCard(master, { opening, group: "trade", guardian, organisation: "org-1", name: "张三", epoch: 0 });
      return [guardian, card.document.recipients];
    }),
  );
}

export function file(name: string, content: string | Uint8Array): SourceFile {
  return new File([content as BlobPart], name, { type: "application/pdf" });
}

export function bid(access: Access, overrides: Partial<BidToSeal> = {}): BidToSeal {
  const files = Object.fromEntries(COMPARTMENTS.map((compartment) => [compartment, [file(`${compartment}.pdf`, `秘密 ${compartment}`)]]));
  return {
    opening, bidder: "org-bidder", notice: "ab".repeat(32), access, recipients: recipients(),
    files: files as unknown as BidToSeal["files"], sheet: { price_fen: 1_794_583_100 }, supersedes: null, ...overrides,
  };
}
