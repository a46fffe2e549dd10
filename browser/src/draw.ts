/** The draw of experts (docs/protocol.md 11): salted leaves, their root, the ranking that follows from the seed. The same bytes as trust/draw.py. */

import { hmac } from "@noble/hashes/hmac.js";
import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";

import { type Bytes, compare, equal, fromHex, toHex } from "./bytes";
import { jcs, type Json, sha256, tag } from "./canonical";
import { rootOf } from "./log";

/** What a leaf of a roster says of one expert. */
export interface RosterEntry {
  expert: string;
  name: string;
  unit: string;
  specialities: string[];
}

const REASONS = [
  "same_unit", "shareholding", "employment", "kin", "declared_interest", "supervising_staff", "workload", "suspended", "unavailable",
];

/** The 32-byte leaf of one expert; without the salt it tells nothing. */
export function rosterLeaf(salt: Uint8Array, { expert, name, unit, specialities }: RosterEntry): Bytes {
  return sha256(tag("roster/v1"), checkedSalt(salt), jcs({ expert, name, unit, specialities }));
}

/** The 32-byte leaf of one exclusion; `leaf` is the hex roster leaf. */
export function exclusionLeaf(salt: Uint8Array, { leaf, reason, evidence }: { leaf: string; reason: string; evidence: Json }): Bytes {
  if (!REASONS.includes(reason)) throw new Error(`exclusion: unknown reason ${reason.slice(0, 40)}`);
  return sha256(tag("exclusion/v1"), checkedSalt(salt), jcs({ leaf, reason, evidence }));
}

/** The hex root over the sorted leaves (of none: the digest of nothing). Throws when a leaf stands twice. */
export function saltedRoot(leaves: readonly Uint8Array[]): string {
  const ordered = [...leaves].sort(compare);
  if (ordered.some((leaf, index) => index > 0 && equal(leaf, ordered[index - 1] as Uint8Array))) throw new Error("a leaf stands twice");
  return toHex(rootOf(ordered));
}

/** Hex leaves in the order of HMAC-SHA-256(seed, leaf), ascending as bytes. */
export function ranking(seed: Uint8Array, leaves: readonly string[]): string[] {
  if (seed.length !== 32) throw new Error(`a seed has 32 bytes, not ${seed.length}`);
  const ranked = leaves.map((leaf) => ({ leaf, rank: hmac(nobleSha256, seed, fromHex(leaf)) }));
  return ranked.sort((a, b) => compare(a.rank, b.rank)).map(({ leaf }) => leaf);
}

function checkedSalt(salt: Uint8Array): Uint8Array {
  if (salt.length !== 32) throw new Error(`a salt has 32 bytes, not ${salt.length}`);
  return salt;
}
