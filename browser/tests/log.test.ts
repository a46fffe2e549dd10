import { describe, expect, it } from "vitest";

import { utf8 } from "../src/bytes";
import { leafHash, nodeHash, rootOf, verifyConsistency, verifyInclusion } from "../src/log";

const entries = (size: number) => Array.from({ length: size }, (_, index) => utf8(`entry ${index}`));

/** RFC 6962 2.1.1, written as the definition says. */
function path(index: number, list: Uint8Array[]): Uint8Array[] {
  if (list.length <= 1) return [];
  let split = 1;
  while (split * 2 < list.length) split *= 2;
  return index < split
    ? [...path(index, list.slice(0, split)), rootOf(list.slice(split))]
    : [...path(index - split, list.slice(split)), rootOf(list.slice(0, split))];
}

/** RFC 6962 2.1.2. */
function consistency(first: number, list: Uint8Array[], whole = true): Uint8Array[] {
  if (first === list.length) return whole ? [] : [rootOf(list)];
  let split = 1;
  while (split * 2 < list.length) split *= 2;
  return first <= split
    ? [...consistency(first, list.slice(0, split), whole), rootOf(list.slice(split))]
    : [...consistency(first - split, list.slice(split), false), rootOf(list.slice(0, split))];
}

describe("log", () => {
  it("accepts every inclusion proof up to 40 entries, at its own index only", () => {
    for (let size = 1; size <= 40; size++) {
      const list = entries(size);
      const root = rootOf(list);
      for (let index = 0; index < size; index++) {
        const proof = path(index, list);
        const entry = list[index] as Uint8Array;
        expect(verifyInclusion(entry, { index, size, root, proof })).toBe(true);
        expect(verifyInclusion(entry, { index: index + 1, size, root, proof })).toBe(false);
        expect(verifyInclusion(entry, { index, size, root, proof: [...proof, root] })).toBe(false);
        expect(verifyInclusion(utf8("another"), { index, size, root, proof })).toBe(false);
      }
    }
  });

  it("accepts every consistency proof up to 40 entries, and no forked tree", () => {
    for (let size = 1; size <= 40; size++) {
      const list = entries(size);
      const second = { size, root: rootOf(list) };
      for (let first = 1; first <= size; first++) {
        const proof = consistency(first, list);
        const fork = entries(first).map((entry, index) => (index === 0 ? utf8("swapped") : entry));
        expect(verifyConsistency({ size: first, root: rootOf(list.slice(0, first)) }, second, proof)).toBe(true);
        expect(verifyConsistency({ size: first, root: rootOf(fork) }, second, proof)).toBe(false);
      }
    }
  });

  it("separates leaves from nodes", () => {
    const [a, b] = entries(2) as [Uint8Array, Uint8Array];
    expect(rootOf([a, b])).toEqual(nodeHash(leafHash(a), leafHash(b)));
    expect(rootOf([new Uint8Array([...leafHash(a), ...leafHash(b)])])).not.toEqual(rootOf([a, b]));
  });
});
