/** RFC 6962 trees: roots, inclusion and consistency proofs (docs/protocol.md 6). */

import { type Bytes, equal } from "./bytes";
import { sha256 } from "./canonical";

const LEAF = new Uint8Array([0]);
const NODE = new Uint8Array([1]);

export function leafHash(entry: Uint8Array): Bytes {
  return sha256(LEAF, entry);
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Bytes {
  return sha256(NODE, left, right);
}

/** The root over entries (not yet leaf-hashed); the empty tree has the digest of nothing. */
export function rootOf(entries: readonly Uint8Array[]): Bytes {
  if (entries.length === 0) return sha256();
  return subtreeRoot(entries.map(leafHash));
}

function subtreeRoot(hashes: readonly Bytes[]): Bytes {
  if (hashes.length === 1) return hashes[0] as Bytes;
  const split = largestPowerBelow(hashes.length);
  return nodeHash(subtreeRoot(hashes.slice(0, split)), subtreeRoot(hashes.slice(split)));
}

/** Says whether `proof` leads from the entry at `index` to `root` of the tree with `size` entries (RFC 9162 2.1.3.2). */
export function verifyInclusion(
  entry: Uint8Array, at: { index: number; size: number; root: Uint8Array; proof: readonly Uint8Array[] },
): boolean {
  const { index, size, root, proof } = at;
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  let fn = index;
  let sn = size - 1;
  let hash = leafHash(entry);
  for (const sibling of proof) {
    if (sn === 0 || sibling.length !== 32) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sibling, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && equal(hash, root);
}

/** Says whether the tree of `first` entries is the beginning of the tree of `second` entries (RFC 9162 2.1.4.2). */
export function verifyConsistency(
  first: { size: number; root: Uint8Array }, second: { size: number; root: Uint8Array }, proof: readonly Uint8Array[],
): boolean {
  if (first.size > second.size || first.size < 0) return false;
  if (first.size === second.size) return proof.length === 0 && equal(first.root, second.root);
  if (first.size === 0) return proof.length === 0;
  const path = isPowerOfTwo(first.size) ? [first.root, ...proof] : [...proof];
  const [start, ...rest] = path;
  if (!start || path.some((hash) => hash.length !== 32)) return false;
  let fn = first.size - 1;
  let sn = second.size - 1;
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  let [old, now] = [start, start];
  for (const hash of rest) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      [old, now] = [nodeHash(hash, old), nodeHash(hash, now)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      now = nodeHash(now, hash);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && equal(old, first.root) && equal(now, second.root);
}

/** Integer halving beyond 32 bits. */
function half(value: number): number {
  return Math.floor(value / 2);
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value));
}

function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

/** Where a tile lies: `tile/<level>/<index>[.p/<width>]`, the index in groups of three digits (C2SP tlog-tiles). */
export function tilePath(level: number, index: number, width = 256): string {
  return `tile/${level}/${indexPath(index)}${partOf(width)}`;
}

/** Where a bundle of facts lies, spelt as tiles are. */
export function factsPath(index: number, width = 256): string {
  return `facts/${indexPath(index)}${partOf(width)}`;
}

function partOf(width: number): string {
  return width === 256 ? "" : `.p/${width}`;
}

function indexPath(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/.{3}/g) as string[];
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join("/");
}
