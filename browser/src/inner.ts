/** The sealed content of one compartment (docs/protocol.md 4): header, files, padding to a bucket. */

import { type Bytes, concat, fromBase64, readU32be, readU64be, toHex, u32be, u64be } from "./bytes";
import { Digest, jcs, type JsonObject, sha256 } from "./canonical";
import { checkedOpening, COMPARTMENTS, type Compartment, type Opening } from "./opening";
import { breather, piecesOf } from "./streams";
import { digestText, fields, isIdentifier, parseCanonical } from "./strict";
import { Told } from "./told";

export interface FileEntry {
  name: string;
  size: number;
  sha256: string;
  media_type: string;
}

export interface InnerHeader {
  opening: Opening;
  compartment: Compartment;
  bidder: string;
  nonce: string;
  files: FileEntry[];
  sheet: JsonObject | null;
  machine: JsonObject | null;
}

export interface SourceFile {
  name: string;
  type: string;
  size: number;
  stream(): ReadableStream<Uint8Array>;
}

export interface Inner {
  header: InnerHeader;
  files: Bytes[];
}

const KIB = 1024;
const MIB = 1024 * KIB;

/** 4 KiB times a power of two up to 1 MiB, then whole MiB: a size tells little. */
export function bucketOf(size: number): number {
  if (size > MIB) return Math.ceil(size / MIB) * MIB;
  let bucket = 4 * KIB;
  while (bucket < size) bucket *= 2;
  return bucket;
}

/** Reads a file once to name its hash. Throws when the file changed size while it was read. */
export async function describeFile(file: SourceFile, onBytes: (count: number) => void): Promise<FileEntry> {
  const digest = new Digest();
  const breathe = breather();
  for await (const piece of piecesOf(file.stream())) {
    digest.update(piece);
    onBytes(piece.length);
    await breathe();
  }
  if (digest.size !== file.size) throw new Told(`${file.name} 在读取时变了，请在别的程序里关掉它再选一次`, `${file.name} changed while it was read; close it elsewhere and choose it again`);
  return { name: file.name, size: file.size, sha256: toHex(digest.finish()), media_type: file.type || "application/octet-stream" };
}

/** The padded plaintext in pieces: length, header, files, zeros. */
export async function* paddedPieces(header: InnerHeader, files: readonly SourceFile[]): AsyncGenerator<Bytes> {
  const head = jcs(header);
  const size = 4 + head.length + header.files.reduce((sum, file) => sum + file.size, 0);
  yield concat(u64be(size), u32be(head.length), head);
  for (const file of files) yield* piecesOf(file.stream());
  let zeros = bucketOf(8 + size) - 8 - size;
  for (; zeros > 0; zeros -= 64 * KIB) yield new Uint8Array(Math.min(zeros, 64 * KIB));
}

/** Reads a decrypted compartment back. Throws on any deviation from the shape; the caller calls it `malformed_inner`. */
export function readPadded(padded: Uint8Array): Inner {
  const size = readU64be(padded);
  if (8 + size > padded.length || bucketOf(8 + size) !== padded.length) throw new Error("the padding does not fit the length");
  if (padded.subarray(8 + size).some((byte) => byte !== 0)) throw new Error("the padding holds something");
  const inner = padded.subarray(8, 8 + size);
  const headSize = readU32be(inner);
  const headBytes = inner.subarray(4, 4 + headSize);
  if (headBytes.length !== headSize) throw new Error("the header is cut off");
  const header = checkedHeader(parseCanonical(headBytes, MIB, "header"));
  return { header, files: splitFiles(header, inner.subarray(4 + headSize)) };
}

function splitFiles(header: InnerHeader, rest: Uint8Array): Bytes[] {
  let at = 0;
  const files = header.files.map((entry) => {
    const bytes = new Uint8Array(rest.subarray(at, (at += entry.size)));
    if (bytes.length !== entry.size || toHex(sha256(bytes)) !== entry.sha256) throw new Error(`${entry.name} is not what its header says`);
    return bytes;
  });
  if (at !== rest.length) throw new Error("bytes are left over after the last file");
  return files;
}

function checkedHeader(value: unknown): InnerHeader {
  const header = fields(value, ["opening", "compartment", "bidder", "nonce", "files", "sheet", "machine"], "header") as unknown as InnerHeader;
  checkedOpening(header.opening);
  if (!COMPARTMENTS.includes(header.compartment) || !isIdentifier(header.bidder)) throw new Error("header: compartment or bidder is malformed");
  if (fromBase64(header.nonce).length !== 16) throw new Error("header: a nonce has 16 bytes");
  if (!Array.isArray(header.files) || header.files.length > 1000) throw new Error("header: at most 1,000 files");
  header.files.forEach(checkEntry);
  if (![header.sheet, header.machine].every((part) => part === null || (typeof part === "object" && !Array.isArray(part)))) {
    throw new Error("header: sheet and machine are objects or null");
  }
  if (header.compartment !== "sheet" && header.sheet !== null) throw new Error("only the compartment `sheet` has a sheet");
  return header;
}

function checkEntry(value: FileEntry): void {
  const { name, media_type, size, sha256: digest } = fields(value, ["name", "size", "sha256", "media_type"], "file");
  if (!isName(name, 255) || !isName(media_type, 200)) throw new Error("a file's name or media type is malformed");
  if (!Number.isSafeInteger(size) || (size as number) < 0) throw new Error("a file's size is malformed");
  digestText(digest, "file");
}

/** 1 to `most` characters (code points), no control characters. */
export function isName(value: unknown, most: number): boolean {
  return typeof value === "string" && value !== "" && [...value].length <= most && !/[\x00-\x1f]/.test(value);
}
