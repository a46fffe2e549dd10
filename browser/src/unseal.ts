/** Opening one compartment from released shares (docs/protocol.md 5 and 8). Faults are named, never guessed. */

import { Decrypter } from "age-encryption";

import { type Access, combineShares, groupsOf } from "./access";
import { type Bytes, fromBase64, toHex } from "./bytes";
import { sha256 } from "./canonical";
import { type Inner, readPadded } from "./inner";
import { identityOf, recipientOf } from "./keys";
import type { Manifest } from "./manifest";
import { type Compartment, sameOpening } from "./opening";
import { shareCommitment } from "./seal";

/** guardian -> what it released for this bid and compartment. */
export type Released = ReadonlyMap<string, { salt: string; share: string }>;

/** Why a compartment did not open, and by whose fault: `bidder`, `guardian:<id>`, or nobody's yet. */
export class SealFault extends Error {
  constructor(readonly reason: string, readonly fault: string, message: string) {
    super(message);
  }
}

/** Opens one compartment: shares against commitments, groups, XOR, recipient, decryption, header. Throws SealFault. */
export async function openCompartment(
  manifest: Manifest, compartment: Compartment, ciphertext: Uint8Array, released: Released,
): Promise<Inner> {
  const entry = manifest.compartments[compartment];
  const { valid, wrong } = checkedShares(manifest, compartment, released);
  requireThresholds(valid, wrong, manifest.access);
  const secret = await secretOf(valid, manifest.access, entry.recipient);
  if (ciphertext.length !== entry.size || toHex(sha256(ciphertext)) !== entry.sha256) {
    throw new SealFault("ciphertext_mismatch", "", "the ciphertext is not the one that the manifest names");
  }
  const inner = readInner(await decrypt(ciphertext, secret));
  const { header } = inner;
  const own = header.bidder === manifest.bidder && header.nonce === manifest.nonce && header.compartment === compartment;
  if (!own || !sameOpening(header.opening, manifest.opening)) {
    throw new SealFault("foreign_inner", "bidder", "the header names another opening, compartment, bidder or nonce");
  }
  return inner;
}

/** Sorts shares by whether they match the manifest's commitments; one that does not counts as not given. */
export function checkedShares(manifest: Manifest, compartment: Compartment, released: Released) {
  const valid = new Map<string, Bytes>();
  const wrong = new Set<string>();
  for (const { guardian, commitment } of manifest.compartments[compartment].envelopes) {
    const given = released.get(guardian);
    if (!given) continue;
    const share = fromBase64(given.share);
    if (shareCommitment(fromBase64(given.salt), share) === commitment && share.length === 33) valid.set(guardian, share);
    else wrong.add(guardian);
  }
  return { valid, wrong };
}

async function secretOf(shares: Map<string, Bytes>, access: Access, recipient: string): Promise<Bytes> {
  for (const choice of choicesOf(shares, access)) {
    const secret = await combineShares(choice, access).catch(() => undefined);
    if (secret && recipientOf(secret) === recipient) return secret;
  }
  throw new SealFault("recipient_mismatch", "bidder", "the shares match their commitments, but do not give the manifest's key");
}

/** A group short of its threshold is the fault of a member whose share was wrong, else of nobody yet (the bidder's of its own lock). */
function requireThresholds(valid: Map<string, Bytes>, wrong: Set<string>, access: Access): void {
  for (const { name, threshold, guardians } of groupsOf(access)) {
    const present = guardians.filter((guardian) => valid.has(guardian)).length;
    if (present >= threshold) continue;
    const liar = guardians.find((guardian) => wrong.has(guardian));
    if (liar) {
      throw new SealFault("share_mismatch", name === "bidder" ? "bidder" : `guardian:${liar}`, `the share of ${liar} does not match its commitment`);
    }
    if (name === "bidder") throw new SealFault("lock_not_released", "bidder", "the bidder did not release its own lock");
    throw new SealFault("share_missing", "", `group ${name}: ${present} of ${threshold} shares`);
  }
}

const MAX_CHOICES = 64;

/** The subsets of threshold size of every group, in the group's order, at most 64 of them. */
function choicesOf(shares: Map<string, Bytes>, access: Access): Map<string, Bytes>[] {
  let choices: string[][] = [[]];
  for (const group of groupsOf(access)) {
    const present = group.guardians.filter((guardian) => shares.has(guardian));
    const subsets = subsetsOf(present, group.threshold);
    choices = choices.flatMap((choice) => subsets.map((subset) => [...choice, ...subset]));
  }
  return choices.slice(0, MAX_CHOICES).map((choice) => new Map(choice.map((guardian) => [guardian, shares.get(guardian) as Bytes])));
}

function subsetsOf(items: string[], size: number): string[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, index) => subsetsOf(items.slice(index + 1), size - 1).map((rest) => [item, ...rest])).slice(0, MAX_CHOICES);
}

async function decrypt(ciphertext: Uint8Array, secret: Bytes): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identityOf(secret));
  return decrypter.decrypt(ciphertext).catch(() => {
    throw new SealFault("not_decryptable", "bidder", "the ciphertext does not open with the manifest's key");
  });
}

function readInner(padded: Uint8Array): Inner {
  try {
    return readPadded(padded);
  } catch (error) {
    throw new SealFault("malformed_inner", "bidder", (error as Error).message);
  }
}
