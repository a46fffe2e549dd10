/** What chance decides inside a formula, from a revealed seed (docs/protocol.md 10): the same places and values as `qinglian.law.evaluation.drawn`. */

import { hmac } from "@noble/hashes/hmac.js";
import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";

import { concat, u64be, utf8 } from "./bytes";
import { tag } from "./canonical";

const SEED_BYTES = 32;
const WORDS = 2n ** 64n;
const MOST_VALUES = 10_000n;
const FIGURE = /^(0|[1-9][0-9]{0,11})\.[0-9]{2}$/;

/** One of low, low + step, ..., high, each as likely as any other. All figures have two decimal places, as terms spell them. */
export function drawValue(seed: Uint8Array, name: string, low: string, high: string, step: string): string {
  const [first, last, grain] = [hundredths(low), hundredths(high), hundredths(step)];
  if (grain === 0n || first > last) throw new Error(`no range: ${low} to ${high} in steps of ${step}`);
  const parts = (last - first) / grain;
  if (parts >= MOST_VALUES || first + parts * grain !== last) throw new Error(`${step} does not divide ${low} to ${high}`);
  return spelt(first + placeBelow(parts + 1n, words(seed, name)) * grain);
}

/** k of the items, ascending (all of them when there are no more). The order in which they are given does not matter. */
export function drawSample(seed: Uint8Array, name: string, items: readonly number[], k: number): number[] {
  const pool = [...items].sort((a, b) => a - b);
  if (new Set(pool).size !== pool.length) throw new Error(`${name}: an item is given twice`);
  const chosen = Math.min(k, pool.length);
  const drawn = words(seed, name);
  for (let place = 0; place < chosen; place++) {
    const other = place + Number(placeBelow(BigInt(pool.length - place), drawn));
    [pool[place], pool[other]] = [pool[other] as number, pool[place] as number];
  }
  return pool.slice(0, chosen).sort((a, b) => a - b);
}

/** A place from 0 to size - 1: the first word below the largest multiple of size, modulo size. */
export function placeBelow(size: bigint, drawn: Iterable<bigint>): bigint {
  const limit = WORDS - (WORDS % size);
  for (const word of drawn) if (word < limit) return word % size;
  throw new Error("the words are used up");
}

/** The words of a name, one after the other: whoever takes the next goes on where the last one stopped. */
function words(seed: Uint8Array, name: string): Iterable<bigint> {
  if (seed.length !== SEED_BYTES) throw new Error(`a seed has ${SEED_BYTES} bytes, not ${seed.length}`);
  const start = concat(tag("drawn/v1"), utf8(name));
  let at = 0;
  const next = () => ({ done: false as const, value: wordAt(seed, concat(start, u64be(at++))) });
  return { [Symbol.iterator]: () => ({ next }) };
}

function wordAt(seed: Uint8Array, message: Uint8Array): bigint {
  const digest = hmac(nobleSha256, seed, message);
  return new DataView(digest.buffer, digest.byteOffset, 8).getBigUint64(0);
}

function hundredths(figure: string): bigint {
  if (!FIGURE.test(figure)) throw new Error(`a figure has two decimal places, not ${figure.slice(0, 40)}`);
  return BigInt(figure.replace(".", ""));
}

function spelt(value: bigint): string {
  return `${value / 100n}.${String(value % 100n).padStart(2, "0")}`;
}
