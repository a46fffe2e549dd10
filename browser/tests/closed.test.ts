import { describe, expect, it } from "vitest";

import { compare, randomBytes, toBase64, toHex } from "../src/bytes";
import { type ClosedFact, verifyClosedFact, verifyWholeList } from "../src/closed";
import { type ClosingEntry, closingLeaf, type ClosingList, closingRoot } from "../src/closing";
import { opening } from "./fixtures";
import { logged, policy } from "./witnessed";

function closed(root: string, changes: Partial<ClosedFact["fact"]["body"]> = {}, cosigned = true): ClosedFact {
  const fact = {
    kind: "section-closed/v1", at: "2026-11-25T09:30:00+08:00", by: "timetable", subject: `tender:${opening.tender}`,
    body: { section: opening.section, round: opening.round, root, ...changes },
  };
  return logged([fact], cosigned)[0] as unknown as ClosedFact;
}

function list(manifests: string[]): ClosingList {
  const entries: ClosingEntry[] = Array.from({ length: 16 }, (_, index) => ({ salt: toBase64(randomBytes(32)), manifest: manifests[index] ?? null }));
  entries.sort((a, b) => compare(closingLeaf(a), closingLeaf(b)));
  return { type: "closing-list/v1", opening, entries };
}

describe("before anything is released", () => {
  const manifests = [1, 2, 3].map((byte) => toHex(new Uint8Array(32).fill(byte)));
  const whole = list(manifests);
  const root = closingRoot(whole);

  it("the closing is in a checkpoint that the quorum cosigned", () => {
    expect(verifyClosedFact(closed(root), opening, policy)).toMatchObject({ root, index: 0, size: 1, cosigned: { "witness.invalid": 1_795_570_200 } });
    expect(() => verifyClosedFact(closed(root, {}, false), opening, policy)).toThrow("0 of 1 witnesses");
  });

  it("the closing is of this very opening, and unchanged", () => {
    expect(() => verifyClosedFact(closed(root, { section: "2" }), opening, policy)).toThrow("not the closing of this opening");
    expect(() => verifyClosedFact(closed(root, { round: 2 }), opening, policy)).toThrow("not the closing of this opening");
    const forged = closed(root);
    forged.fact.body.root = "00".repeat(32);
    expect(() => verifyClosedFact(forged, opening, policy)).toThrow("does not lead from this leaf");
    expect(() => verifyClosedFact(closed(root), { ...opening, origin: "other.invalid" }, policy)).toThrow("not the closing of this opening");
  });

  it("the list has the logged root, and the platform shows all of it and nothing else", () => {
    expect(verifyWholeList(whole, opening, root, [...manifests].reverse())).toBe(3);
    expect(() => verifyWholeList(whole, opening, root, manifests.slice(1))).toThrow("3 bids; the platform showed 2");
    expect(() => verifyWholeList(whole, opening, root, [...manifests, "ff".repeat(32)])).toThrow("showed 4");
    expect(() => verifyWholeList(list(manifests), opening, root, manifests)).toThrow("the log says");
    expect(() => verifyWholeList(whole, { ...opening, round: 2 }, root, manifests)).toThrow("another opening");
  });
});
