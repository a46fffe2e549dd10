/** A party's seed as a file and as it is kept in the browser: bound to its lot and party by its commitment. */

import { fromHex, toHex } from "./bytes";
import type { Party, PartyLot } from "./deposit";
import { seedCommitment } from "./lots";
import type { JsonObject } from "./canonical";
import { fields, parseJson } from "./strict";
import { Told } from "./told";

export interface SeedFile {
  type: "qinglian-seed/v1";
  purpose: string;
  scope: JsonObject;
  party: Party;
  commitment: string;
  seed: string;
}

export function seedFile(seed: Uint8Array, { purpose, scope, party }: PartyLot): SeedFile {
  const commitment = toHex(seedCommitment(seed, { purpose, scope }, party));
  return { type: "qinglian-seed/v1", purpose, scope, party, commitment, seed: toHex(seed) };
}

/** Reads a seed file. Throws unless its own seed gives its commitment for its lot and party. */
export function parseSeedFile(text: string): SeedFile {
  const file = fields(parseJson(text), ["type", "purpose", "scope", "party", "commitment", "seed"], "seed file") as unknown as SeedFile;
  if (file.type !== "qinglian-seed/v1") throw new Told("这不是种子文件（qinglian-seed/v1）", "this is no seed file (qinglian-seed/v1)");
  if (seedFile(fromHex(file.seed), file).commitment !== file.commitment) throw new Told("文件里的种子与承诺不符", "the file's seed does not fit its commitment");
  return file;
}

/** Throws unless the file is of this commitment. */
export function requireCommitment(file: SeedFile, commitment: string): SeedFile {
  if (file.commitment !== commitment) throw new Told("这个种子不是本方在这次抽取中承诺的那一个", "this seed is not the one that your party committed to here");
  return file;
}
