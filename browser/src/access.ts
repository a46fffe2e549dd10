/** Who must agree (docs/protocol.md 3): groups that are all needed, a threshold in each; splitting and combining. */

import { combine as shamirCombine, split as shamirSplit } from "shamir-secret-sharing";

import { type Bytes, randomBytes } from "./bytes";
import { isIdentifier } from "./strict";

export interface Group {
  name: string;
  threshold: number;
  guardians: string[];
}

export interface Access {
  mode: "G" | "G+B" | "B";
  groups: Group[];
}

const MOST_GROUPS = 8;
const MOST_GUARDIANS = 32;

/** The groups of a structure that can be satisfied and whose bidder group fits the mode. Throws otherwise. */
export function groupsOf(access: Access): Group[] {
  const { groups } = access;
  if (!Array.isArray(groups) || groups.length < 1 || groups.length > MOST_GROUPS) throw new Error("an access structure has 1 to 8 groups");
  groups.forEach(checkGroup);
  const guardians = groups.flatMap((group) => group.guardians);
  if (new Set(guardians).size !== guardians.length) throw new Error("a guardian stands in one group, once");
  if (new Set(groups.map(({ name }) => name)).size !== groups.length) throw new Error("a group's name stands twice");
  checkMode(access);
  return groups;
}

function checkGroup({ name, threshold, guardians }: Group): void {
  const sane = Array.isArray(guardians) && guardians.length >= 1 && guardians.length <= MOST_GUARDIANS;
  if (!sane || ![name, ...guardians].every(isIdentifier)) {
    throw new Error(`group ${String(name)}: a name and 1 to 32 guardians' ids were expected`);
  }
  if (!Number.isSafeInteger(threshold) || threshold < 1 || threshold > guardians.length) {
    throw new Error(`group ${name}: threshold ${threshold} of ${guardians.length} cannot be met`);
  }
}

/** G has no bidder's group, G+B ends with it, B has it alone. */
function checkMode({ mode, groups }: Access): void {
  const locked = groups.filter(({ name, guardians }) => name === "bidder" || guardians.includes("bidder"));
  const last = groups.at(-1);
  const isOwnLock = locked.length === 1 && locked[0] === last && last?.name === "bidder" && last.guardians.join() === "bidder";
  const fits = mode === "G" ? locked.length === 0 : isOwnLock && (mode === "B" ? groups.length === 1 : mode === "G+B" && groups.length > 1);
  if (!fits) throw new Error(`mode ${String(mode)} does not fit the groups`);
}

/** Splits a 32-byte secret over the groups; returns guardian -> 33-byte share (32 y bytes, then x = 1..n by position). */
export async function splitSecret(secret: Uint8Array, access: Access): Promise<Map<string, Bytes>> {
  const groups = groupsOf(access);
  const groupSecrets = groups.slice(1).map(() => randomBytes(32));
  groupSecrets.push(groupSecrets.reduce((sum, part) => xor(sum, part), new Uint8Array(secret)));
  const shares = new Map<string, Bytes>();
  for (const [index, group] of groups.entries()) {
    const parts = await splitGroup(groupSecrets[index] as Bytes, group);
    group.guardians.forEach((guardian, position) => shares.set(guardian, parts[position] as Bytes));
  }
  return shares;
}

/** Combines guardian -> share into the secret. Throws when a group has fewer shares than its threshold. */
export async function combineShares(shares: ReadonlyMap<string, Uint8Array>, access: Access): Promise<Bytes> {
  let secret: Bytes = new Uint8Array(32);
  for (const group of groupsOf(access)) {
    const present = group.guardians.flatMap((guardian) => shares.get(guardian) ?? []).slice(0, group.threshold);
    if (present.length < group.threshold) throw new Error(`group ${group.name}: ${present.length} of ${group.threshold} shares`);
    secret = xor(secret, await combineGroup(present, group.threshold));
  }
  return secret;
}

/** The audited library puts shares at random x; asking it for all 255 and taking 1..n keeps its arithmetic and our order. */
async function splitGroup(secret: Bytes, group: Group): Promise<Bytes[]> {
  const count = group.guardians.length;
  if (group.threshold === 1) {
    return Array.from({ length: count }, (_, position) => new Uint8Array([...secret, position + 1]));
  }
  const all = await shamirSplit(secret, 255, group.threshold);
  const byX = new Map(all.map((share) => [share[32] as number, new Uint8Array(share)]));
  return Array.from({ length: count }, (_, position) => byX.get(position + 1) as Bytes);
}

async function combineGroup(shares: Uint8Array[], threshold: number): Promise<Bytes> {
  if (shares.some((share) => share.length !== 33)) throw new Error("a share has 33 bytes");
  if (threshold === 1) return new Uint8Array((shares[0] as Uint8Array).subarray(0, 32));
  return new Uint8Array(await shamirCombine(shares.map((share) => new Uint8Array(share))));
}

function xor(a: Uint8Array, b: Uint8Array): Bytes {
  return new Uint8Array(a.map((byte, index) => byte ^ (b[index] as number)));
}
