/** C2SP signed notes, checkpoints and witness cosignatures (docs/protocol.md 6). */

import { ed25519 } from "@noble/curves/ed25519.js";

import { type Bytes, concat, equal, fromBase64, readU64be, toHex, utf8 } from "./bytes";
import { sha256 } from "./canonical";

const ED25519 = 1;
const COSIGNATURE_V1 = 4;

export interface Verifier {
  name: string;
  algorithm: number;
  key: Bytes;
  id: Bytes;
}

export interface NoteSignature {
  name: string;
  id: Bytes;
  signature: Bytes;
}

export interface Note {
  text: string;
  signatures: NoteSignature[];
}

export interface Checkpoint {
  origin: string;
  size: number;
  root: Bytes;
}

/** Reads a vkey, `name+hash+base64(algorithm || key)`, and checks its hash. */
export function readVkey(vkey: string): Verifier {
  const [name, hash, ...rest] = vkey.split("+");
  const body = fromBase64(rest.join("+"));
  const algorithm = body[0];
  if (!name || !hash || body.length !== 33 || (algorithm !== ED25519 && algorithm !== COSIGNATURE_V1)) {
    throw new Error(`this is no verifier key: ${vkey}`);
  }
  const id = sha256(utf8(name), utf8("\n"), body).subarray(0, 4) as Bytes;
  if (toHex(id) !== hash) throw new Error(`the hash in the verifier key of ${name} is wrong`);
  return { name, algorithm, key: body.slice(1), id };
}

/** Splits a note into its text (with the last newline) and its signature lines. */
export function parseNote(note: string): Note {
  const split = note.lastIndexOf("\n\n");
  if (split < 0 || !note.endsWith("\n")) throw new Error("a note has a text, an empty line and signature lines");
  const signatures = note.slice(split + 2, -1).split("\n").map(parseSignatureLine);
  return { text: note.slice(0, split + 1), signatures };
}

function parseSignatureLine(line: string): NoteSignature {
  const match = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line);
  if (!match) throw new Error(`this is no signature line: ${line}`);
  const bytes = fromBase64(match[2] as string);
  if (bytes.length < 5) throw new Error("a signature line is too short");
  return { name: match[1] as string, id: bytes.slice(0, 4), signature: bytes.slice(4) };
}

/** The time of this signer's valid signature (0 for a log's, Unix seconds for a witness's); undefined when it did not sign. */
export function signedAt(note: Note, verifier: Verifier): number | undefined {
  for (const { name, id, signature } of note.signatures) {
    if (name !== verifier.name || !equal(id, verifier.id)) continue;
    const time = verifier.algorithm === ED25519 ? verifyLog(note.text, signature, verifier) : verifyWitness(note.text, signature, verifier);
    if (time !== undefined) return time;
  }
  return undefined;
}

function verifyLog(text: string, signature: Bytes, { key }: Verifier): number | undefined {
  return verify(signature, utf8(text), key) ? 0 : undefined;
}

function verifyWitness(text: string, signature: Bytes, { key }: Verifier): number | undefined {
  if (signature.length !== 72) return undefined;
  const time = readU64be(signature);
  const message = concat(utf8(`cosignature/v1\ntime ${time}\n`), utf8(text));
  return verify(signature.slice(8), message, key) ? time : undefined;
}

function verify(signature: Bytes, message: Bytes, key: Bytes): boolean {
  try {
    return signature.length === 64 && ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
}

/** Reads a checkpoint's three lines (origin, size, root); extension lines are refused, as this log writes none. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, root, ...rest] = text.split("\n");
  if (!origin || !size || !root || rest.join() !== "" || rest.length !== 1) throw new Error("a checkpoint has origin, size and root");
  if (!/^(0|[1-9][0-9]{0,15})$/.test(size) || !Number.isSafeInteger(Number(size))) throw new Error(`a tree has no size ${size}`);
  const bytes = fromBase64(root);
  if (bytes.length !== 32) throw new Error("a tree's root has 32 bytes");
  return { origin, size: Number(size), root: bytes };
}
