import { ed25519 } from "@noble/curves/ed25519.js";
import { describe, expect, it } from "vitest";

import { concat, randomBytes, toBase64, toHex, u64be, utf8 } from "../src/bytes";
import { factLeaf, sha256 } from "../src/canonical";
import { type ClosedFact, verifyClosedFact, verifyWholeList } from "../src/closed";
import { type ClosingEntry, closingLeaf, type ClosingList, closingRoot } from "../src/closing";
import { rootOf } from "../src/log";
import type { Policy } from "../src/policy";
import { compare } from "../src/bytes";
import { opening } from "./fixtures";

const ORIGIN = opening.origin;

function signer(name: string, algorithm: number) {
  const secret = randomBytes(32);
  const body = concat(new Uint8Array([algorithm]), ed25519.getPublicKey(secret));
  const id = sha256(utf8(`${name}\n`), body).subarray(0, 4);
  const line = (signature: Uint8Array) => `\u2014 ${name} ${toBase64(concat(id, signature))}\n`;
  return { vkey: `${name}+${toHex(id)}+${toBase64(body)}`, line, sign: (message: Uint8Array) => ed25519.sign(message, secret) };
}

const log = signer(ORIGIN, 1);
const witness = signer("witness.invalid", 4);
const policy: Policy = {
  type: "policy/v1", origin: ORIGIN, log: log.vkey, receipt_key: "", quorum: 1, guardians: [],
  witnesses: [{ name: "witness.invalid", key: witness.vkey }],
};

function proofOf(leaf: Uint8Array, cosigned = true): string {
  const text = `${ORIGIN}\n1\n${toBase64(rootOf([leaf]))}\n`;
  const time = 1_795_570_200;
  const cosignature = witness.line(concat(u64be(time), witness.sign(concat(utf8(`cosignature/v1\ntime ${time}\n`), utf8(text)))));
  return `c2sp.org/tlog-proof@v1\nindex 0\n\n${text}\n${log.line(log.sign(utf8(text)))}${cosigned ? cosignature : ""}`;
}

function closed(root: string, changes: Partial<ClosedFact["fact"]["body"]> = {}, cosigned = true): ClosedFact {
  const fact = {
    kind: "section-closed/v1", at: "2026-11-25T09:30:00+08:00", by: "timetable", subject: `tender:${opening.tender}`,
    body: { section: opening.section, round: opening.round, root, ...changes },
  };
  const salt = randomBytes(32);
  return { fact, salt: toBase64(salt), proof: proofOf(factLeaf(salt, fact), cosigned) };
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
