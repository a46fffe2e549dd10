/** Lots (docs/protocol.md 10): parties commit to seeds, reveal them together, and nobody alone decides what is drawn. */

import { type Bytes, toHex } from "./bytes";
import { jcs, type JsonObject, sha256, tag } from "./canonical";

const SEED_BYTES = 32;
const PURPOSE = /^[a-z][a-z0-9-]{0,39}$/;

export interface Lot {
  purpose: string;
  scope: JsonObject;
}

/** What binds a party to its seed before anybody reveals; no other party and no other draw can use it. */
export function seedCommitment(seed: Uint8Array, lot: Lot, party: string): Bytes {
  return sha256(tag("seed-commitment/v1"), checkedSeed(seed), jcs({ purpose: checkedPurpose(lot.purpose), scope: lot.scope, party }));
}

/** The seed of a draw from the revealed seeds of its parties, in whatever order they came. */
export function combinedSeed(lot: Lot, seeds: readonly Uint8Array[]): Bytes {
  if (seeds.length === 0) throw new Error("a draw needs at least one seed");
  const spelt = seeds.map((seed) => toHex(checkedSeed(seed))).sort();
  return sha256(tag("seed/v1"), jcs({ purpose: checkedPurpose(lot.purpose), scope: lot.scope, seeds: spelt }));
}

function checkedSeed(seed: Uint8Array): Uint8Array {
  if (seed.length !== SEED_BYTES) throw new Error(`a seed has ${SEED_BYTES} bytes, not ${seed.length}`);
  return seed;
}

function checkedPurpose(purpose: string): string {
  if (!PURPOSE.test(purpose)) throw new Error(`a purpose is a word of lower-case letters, digits and hyphens, not ${purpose.slice(0, 60)}`);
  return purpose;
}
