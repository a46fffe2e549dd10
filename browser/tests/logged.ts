/** A log of one's own for tests: facts with salts, and proofs under a checkpoint that a witness cosigned. */

import { ed25519 } from "@noble/curves/ed25519.js";

import { concat, randomBytes, toBase64, toHex, u64be, utf8 } from "../src/bytes";
import { factLeaf, sha256 } from "../src/canonical";
import { leafHash, rootOf } from "../src/log";
import type { Policy } from "../src/policy";
import { opening } from "./fixtures";

const ORIGIN = opening.origin;
export const WITNESSED_AT = 1_795_570_200;

function signer(name: string, algorithm: number) {
  const secret = randomBytes(32);
  const body = concat(new Uint8Array([algorithm]), ed25519.getPublicKey(secret));
  const id = sha256(utf8(`${name}\n`), body).subarray(0, 4);
  const line = (signature: Uint8Array) => `\u2014 ${name} ${toBase64(concat(id, signature))}\n`;
  return { vkey: `${name}+${toHex(id)}+${toBase64(body)}`, line, sign: (message: Uint8Array) => ed25519.sign(message, secret) };
}

const log = signer(ORIGIN, 1);
const witness = signer("witness.invalid", 4);

export const policy: Policy = {
  type: "policy/v1", origin: ORIGIN, log: log.vkey, receipt_key: "", quorum: 1, guardians: [],
  witnesses: [{ name: "witness.invalid", key: witness.vkey }],
};

/** One fact in a log of its own. */
export function logged<F extends object>(fact: F, cosigned = true): { fact: F; salt: string; proof: string } {
  return loggedAll([fact], cosigned)[0] as { fact: F; salt: string; proof: string };
}

/** Puts facts into a log, in their order; with `cosigned` false no witness has seen it. */
export function loggedAll<F extends object>(facts: readonly F[], cosigned = true) {
  const salted = facts.map((fact) => ({ fact, salt: randomBytes(32) }));
  const leaves = salted.map(({ fact, salt }) => factLeaf(salt, fact));
  const text = `${ORIGIN}\n${leaves.length}\n${toBase64(rootOf(leaves))}\n`;
  const cosignature = witness.line(concat(u64be(WITNESSED_AT), witness.sign(concat(utf8(`cosignature/v1\ntime ${WITNESSED_AT}\n`), utf8(text)))));
  const checkpoint = `${text}\n${log.line(log.sign(utf8(text)))}${cosigned ? cosignature : ""}`;
  return salted.map(({ fact, salt }, index) => ({
    fact, salt: toBase64(salt), proof: ["c2sp.org/tlog-proof@v1", `index ${index}`, ...pathOf(leaves, index).map(toBase64), "", checkpoint].join("\n"),
  }));
}

function pathOf(leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  if (leaves.length === 1) return [];
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split ? [...pathOf(left, index), hashOf(right)] : [...pathOf(right, index - split), hashOf(left)];
}

function hashOf(leaves: readonly Uint8Array[]): Uint8Array {
  return leaves.length === 1 ? leafHash(leaves[0] as Uint8Array) : rootOf(leaves);
}
