/** A supervising guardian's check of a roster (docs/protocol.md 11): the roster is the register, no ghosts, no doubles. */

import { Decrypter } from "age-encryption";

import { fromBase64, toHex } from "./bytes";
import { jcs, type JsonObject, sha256 } from "./canonical";
import { type Signed, signDocument, type Signer } from "./documents";
import { rosterLeaf, type RosterEntry, saltedRoot } from "./draw";
import { fields, parseCanonical } from "./strict";
import { Told } from "./told";

export interface RosterRow extends RosterEntry {
  number: number;
  salt: string;
}

/** What the platform shows of a roster: its root and size, the opening locked to each guardian of the group, the register's rows. */
export interface ShownRoster {
  scope: JsonObject;
  root: string;
  size: number;
  opening: Record<string, string>;
  opening_hash: string;
  experts: RosterEntry[];
}

export interface Approval {
  type: "roster-approval/v1";
  scope: JsonObject;
  root: string;
  size: number;
  opening: string;
}

/** Whatever keeps a roster from being the register. Each list names experts. */
export interface RosterVerdict {
  root: string;
  ghosts: RosterRow[];
  altered: { row: RosterRow; known: RosterEntry }[];
  doubles: RosterRow[];
  missing: RosterEntry[];
}

const MOST_BYTES = 16 * 1024 * 1024;
const ROW = ["number", "salt", "expert", "name", "unit", "specialities"];

/** Decrypts the guardian's own opening. Throws unless it is the one that the platform names by hash, of this draw. */
export async function openRoster(identity: string, shown: ShownRoster, guardian: string, scope: JsonObject): Promise<RosterRow[]> {
  const locked = shown.opening[guardian];
  if (!locked) throw new Told("名册没有锁给您这位保管人", "the roster is not locked to you");
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const bytes = await decrypter.decrypt(fromBase64(locked)).catch(() => {
    throw new Told("您的密钥打不开名册", "your key does not open the roster");
  });
  if (toHex(sha256(bytes)) !== shown.opening_hash) throw new Told("打开的名册与公布的哈希不同", "the opened roster has another hash than the published one");
  const { type, scope: named, rows } = fields(parseCanonical(bytes, MOST_BYTES, "roster"), ["type", "scope", "rows"], "roster");
  if (type !== "roster-opening/v1" || !Array.isArray(rows)) throw new Error("this is no roster opening");
  if (!same(named, scope)) throw new Told("名册属于另一次抽取", "the roster is of another draw");
  return rows.map((row) => fields(row, ROW, "roster") as unknown as RosterRow);
}

/** Compares a roster with the register, and computes its root from the rows alone. Throws when rows are not numbered in the order of their leaves. */
export function compareRoster(rows: readonly RosterRow[], register: readonly RosterEntry[]): RosterVerdict {
  const leaves = rows.map((row) => rosterLeaf(fromBase64(row.salt), row));
  const spelt = leaves.map(toHex);
  if (rows.some(({ number }, index) => number !== index + 1) || spelt.some((leaf, index) => index > 0 && leaf <= (spelt[index - 1] as string))) {
    throw new Told("名册的编号与叶子的次序不符", "the roster is not numbered in the order of its leaves");
  }
  const known = new Map(register.map((entry) => [entry.expert, entry]));
  const seen = new Set<string>();
  const verdict: RosterVerdict = { root: saltedRoot(leaves), ghosts: [], altered: [], doubles: [], missing: [] };
  for (const row of rows) {
    const entry = known.get(row.expert);
    if (!entry) verdict.ghosts.push(row);
    else if (!same(entryOf(row), entryOf(entry))) verdict.altered.push({ row, known: entry });
    if (seen.has(row.expert)) verdict.doubles.push(row);
    seen.add(row.expert);
  }
  verdict.missing = register.filter(({ expert }) => !seen.has(expert));
  return verdict;
}

/** The same person under two ids: same name and unit. Not wrong by itself; shown to the eyes. */
export function namesakes(rows: readonly RosterRow[]): RosterRow[] {
  const first = new Map<string, RosterRow>();
  return rows.filter((row) => {
    const name = `${row.name}\n${row.unit}`;
    const isAgain = first.has(name);
    if (!isAgain) first.set(name, row);
    return isAgain;
  });
}

export function isClean({ ghosts, altered, doubles, missing }: RosterVerdict): boolean {
  return [ghosts, altered, doubles, missing].every((list) => list.length === 0);
}

/** Signs that the roster with this root is the register. */
export function signApproval(signer: Signer, about: Omit<Approval, "type">): Signed<Approval> {
  const { scope, root, size, opening } = about;
  return signDocument<Approval>(signer, { type: "roster-approval/v1", scope, root, size, opening });
}

function entryOf({ expert, name, unit, specialities }: RosterEntry): RosterEntry {
  return { expert, name, unit, specialities };
}

function same(a: unknown, b: unknown): boolean {
  return toHex(jcs(a)) === toHex(jcs(b));
}
