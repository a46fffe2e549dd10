/** Canonical bytes and digests (docs/protocol.md 1). Everything that is hashed or signed passes through here. */

import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";
import canonicalize from "canonicalize";

import { type Bytes, concat, utf8 } from "./bytes";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** The domain separation line for a name, for example `fact/v1`. */
export function tag(name: string): Bytes {
  return utf8(`qinglian/${name}\n`);
}

/** RFC 8785 bytes. Throws on floats, integers beyond ±2^53-1, undefined and lone surrogates: money is integer fen. */
export function jcs(value: unknown): Bytes {
  refuseForeign(value);
  const text = canonicalize(value);
  if (text === undefined) throw new Error("this value has no canonical form");
  return utf8(text);
}

export function sha256(...parts: Uint8Array[]): Bytes {
  return nobleSha256(concat(...parts)) as Bytes;
}

/** The 32-byte log leaf that commits to a fact under a 32-byte salt. */
export function factLeaf(salt: Uint8Array, fact: unknown): Bytes {
  if (salt.length !== 32) throw new Error(`a fact's salt has 32 bytes, not ${salt.length}`);
  return sha256(tag("fact/v1"), salt, jcs(fact));
}

/** A digest that is fed piece by piece: files of 200 MB pass through it. */
export class Digest {
  readonly #hash = nobleSha256.create();
  size = 0;

  update(bytes: Uint8Array): this {
    this.#hash.update(bytes);
    this.size += bytes.length;
    return this;
  }

  finish(): Bytes {
    return this.#hash.digest() as Bytes;
  }
}

function refuseForeign(value: unknown): void {
  if (value === null || typeof value === "boolean") return;
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw new Error("a string with a lone surrogate has no canonical form");
  } else if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new Error(`${value} is no integer within ±2^53-1; put the unit in the name`);
  } else if (Array.isArray(value)) {
    value.forEach(refuseForeign);
  } else if (typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype) {
    for (const [key, item] of Object.entries(value)) {
      refuseForeign(key);
      refuseForeign(item);
    }
  } else {
    throw new Error(`${typeof value} has no place in a signed document`);
  }
}
