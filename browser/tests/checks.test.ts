import { beforeAll, describe, expect, it } from "vitest";

import { signCard } from "../src/cards";
import { checksBeforeSealing, type ToCheck } from "../src/checks";
import { factLeaf } from "../src/canonical";
import { randomBytes, toBase64, toHex } from "../src/bytes";
import { Master } from "../src/keys";
import { parseKit, recipientsOf, type SealingKit } from "../src/kit";
import { speakForTests } from "../src/ui/words";
import { guardians, modeG, opening } from "./fixtures";

const groupOf = (guardian: string) => modeG.groups.find((group) => group.guardians.includes(guardian))?.name ?? "";

function kit(changes: Partial<SealingKit> = {}): SealingKit {
  const deadline_at = "2026-11-25T09:30:00+08:00";
  const fact = { kind: "notice-published/v1", at: deadline_at, by: "per-1", subject: `tender:${opening.tender}`, body: { deadline_at, access: modeG } };
  const salt = randomBytes(32);
  const pinned = [...guardians].map(([guardian, master]) => ({ guardian, name: guardian, organisation: "org-1", group: groupOf(guardian), key: master.publicKey }));
  return {
    type: "sealing-kit/v1", opening, name: "滨江东路", section_name: "一标段", deadline_at, price_cap_fen: 1_864_000_000, max_bytes: 1 << 20,
    notice: { leaf: toHex(factLeaf(salt, fact)), salt: toBase64(salt), fact: fact as never }, access: modeG,
    cards: [...guardians].map(([guardian, master]) => signCard(master, { opening, group: groupOf(guardian), guardian, organisation: "org-1", name: guardian, epoch: 0 })),
    sheet_form: [{ name: "price_fen", label: { zh: "投标总价", en: "Total price" }, kind: "money", unit: "fen", required: true }],
    policy: { type: "policy/v1", origin: opening.origin, log: "", receipt_key: "", witnesses: [], quorum: 0, guardians: pinned },
    ...changes,
  };
}

function about(changes: Partial<ToCheck> = {}): ToCheck {
  const file = { name: "商务.pdf", size: 1000, isPdf: true };
  return {
    kit: kit(), sheet: { price_fen: 1_794_583_100 }, wrong: {}, supersedes: false, now: new Date("2026-11-24T09:00:00+08:00"),
    files: { sheet: [], business: [file], technical: [file] }, ...changes,
  };
}

const outcomes = (changes: Partial<ToCheck>) => checksBeforeSealing(about(changes)).filter(({ outcome }) => outcome !== "met").map(({ outcome, rule }) => [outcome, rule]);

describe("checks before sealing", () => {
  beforeAll(() => speakForTests("zh-CN"));

  it("are all met for a sound bid", () => expect(outcomes({})).toEqual([]));

  it("stop at the deadline's second", () => {
    expect(outcomes({ now: new Date("2026-11-25T09:29:59+08:00") })).toEqual([]);
    expect(outcomes({ now: new Date("2026-11-25T09:30:00+08:00") })).toEqual([["broken", "投标截止"]]);
  });

  it("lead to the field that is empty, and note a price above the cap without forbidding it", () => {
    expect(checksBeforeSealing(about({ wrong: { price_fen: "missing" }, sheet: {} }))[0]).toMatchObject({ outcome: "broken", field: "q-sheet-price_fen" });
    expect(outcomes({ sheet: { price_fen: 1_864_000_001 } })).toEqual([["note", "最高投标限价"]]);
  });

  it("refuse empty and oversized files and note what is no PDF or missing", () => {
    const files = (size: number, isPdf = true) => ({ sheet: [], business: [{ name: "a", size, isPdf }], technical: [] });
    expect(outcomes({ files: files(0) })).toEqual([["broken", "投标文件"], ["note", "投标文件"]]);
    expect(outcomes({ files: files(1 << 20) })).toEqual([["broken", "文件总大小"], ["note", "投标文件"]]);
    expect(outcomes({ files: files(10, false) })).toEqual([["note", "投标文件"], ["note", "投标文件"]]);
  });

  it("stop when a card is not signed by the guardian that the policy pins", () => {
    const swapped = kit();
    const first = swapped.cards[0] as SealingKit["cards"][0];
    const { type: _, recipients: __, ...card } = first.document;
    swapped.cards[0] = signCard(Master.random(), card);
    expect(outcomes({ kit: swapped })).toEqual([["broken", "密钥保管人"]]);
    expect(() => recipientsOf(kit({ cards: [] }))).toThrow("has not handed in a card");
  });
});

describe("kit", () => {
  it("is refused when its hour or its guardians are not those that the notice's leaf commits to", () => {
    expect(parseKit(kit()).name).toBe("滨江东路");
    expect(() => parseKit(kit({ deadline_at: "2026-11-26T09:30:00+08:00" }))).toThrow("not those of the notice");
    expect(() => parseKit(kit({ access: { mode: "G", groups: [modeG.groups[0] as never] } }))).toThrow("not those of the notice");
    const good = kit();
    expect(() => parseKit({ ...good, notice: { ...good.notice, leaf: "00".repeat(32) } })).toThrow("do not give its leaf");
  });
});
