/** Reading JSON that strangers hand in: what Python's strict reader refuses is refused here (trust/strict.py). */

import { equal, textOf } from "./bytes";
import { jcs, type Json } from "./canonical";

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],]|-?\d[\d.eE+-]*/g;

/** Parses JSON; refuses a key that appears twice in one object, floats, and what has no canonical form. */
export function parseJson(text: string): Json {
  const value = JSON.parse(text) as Json;
  refuseDuplicatesAndFloats(text);
  jcs(value);
  return value;
}

/** Parses JSON bytes that must be the canonical ones of their value. */
export function parseCanonical(bytes: Uint8Array, limit: number, name: string): Json {
  if (bytes.length > limit) throw new Error(`${name}: ${bytes.length} bytes; at most ${limit} are allowed`);
  const value = parseJson(textOf(bytes));
  if (!equal(jcs(value), bytes)) throw new Error(`${name}: these are not the canonical bytes of their value`);
  return value;
}

/** The object when it has exactly these keys. */
export function fields(value: unknown, names: readonly string[], name: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error(`${name}: an object was expected`);
  if (Object.keys(value).sort().join() !== [...names].sort().join()) throw new Error(`${name}: exactly ${names.join(", ")} were expected`);
  return value as Record<string, unknown>;
}

export function digestText(value: unknown, name: string): string {
  if (typeof value !== "string" || !/^[0-9a-f]{64}$/.test(value)) throw new Error(`${name}: 64 lower-case hex digits were expected`);
  return value;
}

const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,119}$/;

export function isIdentifier(value: unknown): value is string {
  return typeof value === "string" && IDENTIFIER.test(value);
}

/** The text is well-formed JSON by now: a string is a key when it opens an object's member. */
function refuseDuplicatesAndFloats(text: string): void {
  const open: (Set<string> | null)[] = [];
  let before = "";
  for (const [token] of text.matchAll(TOKENS)) {
    const keys = open.at(-1);
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(null);
    else if (token === "}" || token === "]") open.pop();
    else if (token.startsWith('"') && keys && (before === "{" || before === ",")) {
      const key = JSON.parse(token) as string;
      if (keys.has(key)) throw new Error(`the key ${key} appears twice in one object`);
      keys.add(key);
    } else if (/^-?\d/.test(token) && /[.eE]/.test(token)) throw new Error(`${token} is no integer`);
    before = token;
  }
}
