/** The closing list (docs/protocol.md 5): a salted Merkle root over the manifests in force when the hour struck. */

import { compare, fromBase64, fromHex, toHex, utf8 } from "./bytes";
import { sha256, tag } from "./canonical";
import { rootOf, verifyInclusion } from "./log";
import { checkedOpening, type Opening, sameOpening } from "./opening";
import { digestText, fields } from "./strict";
import { Told } from "./told";

export interface ClosingEntry {
  salt: string;
  manifest: string | null;
}

export interface ClosingList {
  type: "closing-list/v1";
  opening: Opening;
  entries: ClosingEntry[];
}

export function closingLeaf(entry: ClosingEntry) {
  fields(entry, ["salt", "manifest"], "closing list");
  const salt = fromBase64(entry.salt);
  if (salt.length !== 32) throw new Error(`a closing list's salt has 32 bytes, not ${salt.length}`);
  const content = entry.manifest === null ? utf8("padding") : fromHex(digestText(entry.manifest, "closing list"));
  return sha256(tag("closing/v1"), salt, content);
}

/** The hex root. Throws unless the list is padded to a power of two of at least 16, sorted by leaf, each manifest once. */
export function closingRoot(list: ClosingList): string {
  fields(list, ["type", "opening", "entries"], "closing list");
  if (list.type !== "closing-list/v1") throw new Error("this is no closing list");
  checkedOpening(list.opening);
  const size = list.entries.length;
  if (size < 16 || (size & (size - 1)) !== 0) throw new Error(`a closing list has a power of two of entries, at least 16, not ${size}`);
  const manifests = manifestsOf(list);
  if (new Set(manifests).size !== manifests.length) throw new Error("a manifest stands twice in the closing list");
  const leaves = list.entries.map(closingLeaf);
  for (let i = 1; i < size; i++) {
    if (compare(leaves[i - 1] as Uint8Array, leaves[i] as Uint8Array) >= 0) throw new Error("the closing list is not sorted by leaf");
  }
  return toHex(rootOf(leaves));
}

/** Throws unless the list is of this opening and has this root. */
export function verifyClosing(list: ClosingList, opening: Opening, root: string): void {
  if (!sameOpening(list.opening, opening)) throw new Told("截止名单是另一次开标的", "the closing list is of another opening");
  const computed = closingRoot(list);
  if (computed !== root) throw new Told("截止名单算出的根与日志里的不同", `the closing list has root ${computed}, the log says ${root}`);
}

export function manifestsOf(list: ClosingList): string[] {
  return list.entries.flatMap((entry) => entry.manifest ?? []);
}

/** What shows one bidder that its own bid is in the list, and shows no other. */
export interface ClosingProof {
  salt: string;
  index: number;
  size: number;
  hashes: string[];
}

/** Throws unless the proof leads from the manifest to the closing root (hex). */
export function verifyClosingProof(proof: ClosingProof, manifest: string, root: string): void {
  const { salt, index, size, hashes } = proof;
  const at = { index, size, root: fromHex(digestText(root, "root")), proof: hashes.map(fromBase64) };
  if (!verifyInclusion(closingLeaf({ salt, manifest }), at)) throw new Told("证明不能从这份投标文件通到截止名单的根", "the proof does not lead from this bid to the closing list's root");
}
