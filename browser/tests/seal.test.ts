import { describe, expect, it } from "vitest";

import { fromBase64, toHex } from "../src/bytes";
import { sha256 } from "../src/canonical";
import { bucketOf } from "../src/inner";
import { Master } from "../src/keys";
import { readPackage } from "../src/manifest";
import { COMPARTMENTS, type Compartment } from "../src/opening";
import { makeRelease, type ReleasedShare } from "../src/release";
import { sealBid, type SealedBid } from "../src/seal";
import { openCompartment, SealFault } from "../src/unseal";
import { bid, file, guardians, modeG, modeGB, opening } from "./fixtures";

const CLOSING = "cd".repeat(32);

async function releaseBy(ids: string[], sealed: SealedBid, compartment: Compartment, extra = new Map<string, Master>()) {
  const { head } = await readPackage(sealed.package);
  const released = new Map<string, ReleasedShare>();
  for (const guardian of ids) {
    const master = guardians.get(guardian) ?? (extra.get(guardian) as Master);
    const about = { opening, guardian, compartment, closing: CLOSING, epoch: 0 };
    const envelope = head.envelopes[compartment][guardian] as string;
    const { release, refused } = await makeRelease(master, about, [{ manifest: head.manifest, envelope }]);
    expect(refused).toEqual([]);
    released.set(guardian, release.document.shares[0] as ReleasedShare);
  }
  return released;
}

async function ciphertextOf(sealed: SealedBid, compartment: Compartment) {
  const { ciphertexts } = await readPackage(sealed.package);
  return new Uint8Array(await ciphertexts[compartment].arrayBuffer());
}

describe("seal", () => {
  it("opens every compartment by a quorum of each group", async () => {
    const sealed = await sealBid(Master.random(), bid(modeG));
    for (const compartment of COMPARTMENTS) {
      const released = await releaseBy(["grd-2", "grd-3", "grd-4"], sealed, compartment);
      const inner = await openCompartment(sealed.manifest.document, compartment, await ciphertextOf(sealed, compartment), released);
      expect(inner.files.map((bytes) => new TextDecoder().decode(bytes))).toEqual([`秘密 ${compartment}`]);
      expect(inner.header.sheet).toEqual(compartment === "sheet" ? { price_fen: 1_794_583_100 } : null);
    }
  });

  it("stays shut without the bidder's own lock in mode G+B", async () => {
    const master = Master.random();
    const sealed = await sealBid(master, bid(modeGB));
    const ciphertext = await ciphertextOf(sealed, "sheet");
    const shut = await releaseBy(["grd-1", "grd-3", "grd-4"], sealed, "sheet");
    await expect(openCompartment(sealed.manifest.document, "sheet", ciphertext, shut)).rejects.toMatchObject({
      reason: "lock_not_released", fault: "bidder",
    });
    const all = await releaseBy(["grd-1", "grd-3", "grd-4", "bidder"], sealed, "sheet", new Map([["bidder", master]]));
    const inner = await openCompartment(sealed.manifest.document, "sheet", ciphertext, all);
    expect(inner.header.sheet).toEqual({ price_fen: 1_794_583_100 });
  });

  it("names the guardian whose share breaks its commitment", async () => {
    const sealed = await sealBid(Master.random(), bid(modeG));
    const released = await releaseBy(["grd-1", "grd-3", "grd-4"], sealed, "sheet");
    const share = fromBase64(released.get("grd-3")?.share ?? "");
    released.set("grd-3", { ...(released.get("grd-3") as ReleasedShare), share: toBase64Flipped(share) });
    const opened = openCompartment(sealed.manifest.document, "sheet", await ciphertextOf(sealed, "sheet"), released);
    await expect(opened).rejects.toMatchObject({ reason: "share_mismatch", fault: "guardian:grd-3" });
  });

  it("does not open with a group short of its threshold", async () => {
    const sealed = await sealBid(Master.random(), bid(modeG));
    const released = await releaseBy(["grd-1", "grd-3"], sealed, "sheet");
    await expect(openCompartment(sealed.manifest.document, "sheet", await ciphertextOf(sealed, "sheet"), released)).rejects.toThrow(SealFault);
  });

  it("refuses a bid when a guardian has no card", async () => {
    await expect(sealBid(Master.random(), bid(modeG, { recipients: {} }))).rejects.toThrow("has not handed in a card");
  });

  it("shows neither content nor price in any byte of the package", async () => {
    const sealed = await sealBid(Master.random(), bid(modeG));
    const bytes = Buffer.from(await sealed.package.arrayBuffer());
    expect([bytes.includes("秘密"), bytes.includes("1794583100"), bytes.includes("sheet.pdf")]).toEqual([false, false, false]);
  });

  it("reports progress to its end and seals a file of many pieces", async () => {
    const content = new Uint8Array(3 * 1024 * 1024).fill(7);
    const files = { sheet: [], business: [file("大.pdf", content)], technical: [] };
    const seen: number[] = [];
    const sealed = await sealBid(Master.random(), bid(modeG, { files }), (done, total) => seen.push(done / total));
    expect(seen.at(-1)).toBe(1);
    const ciphertext = await ciphertextOf(sealed, "business");
    const released = await releaseBy(["grd-1", "grd-3", "grd-4"], sealed, "business");
    const inner = await openCompartment(sealed.manifest.document, "business", ciphertext, released);
    expect(toHex(sha256(inner.files[0] as Uint8Array))).toBe(toHex(sha256(content)));
  });

  it("pads to buckets of powers of two, then of whole MiB", () => {
    expect([1, 4096, 4097, 1 << 20, (1 << 20) + 1].map(bucketOf)).toEqual([4096, 4096, 8192, 1 << 20, 2 << 20]);
  });
});

function toBase64Flipped(share: Uint8Array): string {
  const wrong = Uint8Array.from(share);
  wrong[0] = (wrong[0] as number) ^ 1;
  return Buffer.from(wrong).toString("base64");
}
