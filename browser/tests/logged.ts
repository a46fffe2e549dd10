/** A log of one leaf with one witness, made of real keys: what a platform would show of a fact. */

import { ed25519 } from "@noble/curves/ed25519.js";

import { concat, randomBytes, toBase64, toHex, u64be, utf8 } from "../src/bytes";
import { factLeaf, sha256 } from "../src/canonical";
import { rootOf } from "../src/log";
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

/** The fact with a fresh salt and the proof of its leaf, cosigned or not. */
export function logged<F>(fact: F, cosigned = true): { fact: F; salt: string; proof: string } {
  const salt = randomBytes(32);
  return { fact, salt: toBase64(salt), proof: proofOf(factLeaf(salt, fact), cosigned) };
}

function proofOf(leaf: Uint8Array, cosigned: boolean): string {
  const text = `${ORIGIN}\n1\n${toBase64(rootOf([leaf]))}\n`;
  const cosignature = witness.line(concat(u64be(WITNESSED_AT), witness.sign(concat(utf8(`cosignature/v1\ntime ${WITNESSED_AT}\n`), utf8(text)))));
  return `c2sp.org/tlog-proof@v1\nindex 0\n\n${text}\n${log.line(log.sign(utf8(text)))}${cosigned ? cosignature : ""}`;
}
