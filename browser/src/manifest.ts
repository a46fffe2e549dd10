/** The bid's manifest and the package's head (docs/protocol.md 4): what the bidder signs, and how a package is laid out. */

import { concat, fromBase64, readU32be, toHex, u32be, utf8 } from "./bytes";
import { type Access, groupsOf } from "./access";
import { jcs, sha256 } from "./canonical";
import { documentHash, openDocument, type Signed } from "./documents";
import { checkRecipient } from "./keys";
import { checkedOpening, COMPARTMENTS, type Compartment, type Opening } from "./opening";
import { digestText, fields, isIdentifier, parseCanonical } from "./strict";

export interface EnvelopeEntry {
  group: string;
  guardian: string;
  sha256: string;
  commitment: string;
}

export interface CompartmentEntry {
  sha256: string;
  size: number;
  recipient: string;
  envelopes: EnvelopeEntry[];
}

export interface Manifest {
  type: "bid-manifest/v1";
  suite: typeof SUITE;
  opening: Opening;
  bidder: string;
  nonce: string;
  notice: string;
  access: Access;
  compartments: Record<Compartment, CompartmentEntry>;
  supersedes: string | null;
}

export interface Withdrawal {
  type: "bid-withdrawal/v1";
  opening: Opening;
  bidder: string;
  manifest: string;
  nonce: string;
}

/** The head of a package: the signed manifest and the envelopes (base64) by compartment and guardian. */
export interface Head {
  manifest: Signed<Manifest>;
  envelopes: Record<Compartment, Record<string, string>>;
}

export const SUITE = "age-x25519+shamir-gf256+ed25519";
export const MAX_MANIFEST_BYTES = 16 * 1024;
export const MAX_HEAD_BYTES = 256 * 1024;
const MAGIC = utf8("qinglian-bid-package/v1\n");

/** The bytes before the ciphertexts. Throws when manifest or head outgrow their bounds. */
export function packagePrefix(head: Head) {
  if (jcs(head.manifest).length > MAX_MANIFEST_BYTES) throw new Error("the manifest is larger than 16 KiB: too many guardians");
  const bytes = jcs(head);
  if (bytes.length > MAX_HEAD_BYTES) throw new Error("the package's head is larger than 256 KiB: too many guardians");
  return concat(MAGIC, u32be(bytes.length), bytes);
}

/** Reads and checks a package's head and total size; returns where each ciphertext lies. */
export async function readPackage(file: Blob) {
  const start = new Uint8Array(await file.slice(0, MAGIC.length + 4).arrayBuffer());
  if (toHex(start.subarray(0, MAGIC.length)) !== toHex(MAGIC)) throw new Error("this is no sealed bid (*.qlbid)");
  const size = readU32be(start, MAGIC.length);
  if (size > MAX_HEAD_BYTES) throw new Error("the package's head is larger than 256 KiB");
  const bytes = new Uint8Array(await file.slice(start.length, start.length + size).arrayBuffer());
  const head = readHead(bytes);
  let at = start.length + size;
  const ciphertexts = {} as Record<Compartment, Blob>;
  for (const compartment of COMPARTMENTS) {
    const end = at + head.manifest.document.compartments[compartment].size;
    ciphertexts[compartment] = file.slice(at, end);
    at = end;
  }
  if (at !== file.size) throw new Error(`the package has ${file.size} bytes, its manifest says ${at}`);
  return { head, ciphertexts };
}

/** Checks a head's bytes: canonical, signed, and exactly the envelopes that the manifest names. */
export function readHead(bytes: Uint8Array): Head {
  const head = fields(parseCanonical(bytes, MAX_HEAD_BYTES, "head"), ["manifest", "envelopes"], "head") as unknown as Head;
  checkManifest(head.manifest);
  fields(head.envelopes, COMPARTMENTS, "head.envelopes");
  for (const compartment of COMPARTMENTS) {
    const entries = head.manifest.document.compartments[compartment].envelopes;
    const row = fields(head.envelopes[compartment], entries.map(({ guardian }) => guardian), `head.envelopes.${compartment}`);
    for (const { guardian, sha256: named } of entries) {
      if (toHex(sha256(fromBase64(row[guardian] as string))) !== named) throw new Error(`the envelope for ${guardian} is not the manifest's`);
    }
  }
  return head;
}

const MANIFEST = ["type", "suite", "opening", "bidder", "nonce", "notice", "access", "compartments", "supersedes"];

/** Checks signature, size and shape; returns the manifest and the hash that names it. */
export function checkManifest(signed: unknown): { manifest: Manifest; hash: string; key: string } {
  if (jcs(signed).length > MAX_MANIFEST_BYTES) throw new Error("the manifest is larger than 16 KiB");
  const { document: manifest, key } = openDocument<Manifest>(signed, "bid-manifest/v1");
  fields(manifest, MANIFEST, "manifest");
  if (manifest.suite !== SUITE) throw new Error(`unknown suite ${String(manifest.suite)}`);
  checkedOpening(manifest.opening);
  if (!isIdentifier(manifest.bidder) || fromBase64(manifest.nonce).length !== 16) throw new Error("manifest: bidder or nonce is malformed");
  digestText(manifest.notice, "manifest.notice");
  if (manifest.supersedes !== null) digestText(manifest.supersedes, "manifest.supersedes");
  const expected = groupsOf(manifest.access).flatMap((group) => group.guardians.map((guardian) => `${group.name}/${guardian}`));
  fields(manifest.compartments, COMPARTMENTS, "manifest.compartments");
  for (const compartment of COMPARTMENTS) checkCompartment(manifest.compartments[compartment], expected, compartment);
  return { manifest, hash: documentHash(manifest), key };
}

function checkCompartment(entry: CompartmentEntry, expected: string[], compartment: Compartment): void {
  fields(entry, ["sha256", "size", "recipient", "envelopes"], compartment);
  digestText(entry.sha256, compartment);
  if (!Number.isSafeInteger(entry.size) || entry.size < 1) throw new Error(`${compartment}: a ciphertext has a size`);
  checkRecipient(entry.recipient);
  for (const envelope of entry.envelopes) {
    fields(envelope, ["group", "guardian", "sha256", "commitment"], compartment);
    digestText(envelope.sha256, compartment);
    digestText(envelope.commitment, compartment);
  }
  const named = entry.envelopes.map(({ group, guardian }) => `${group}/${guardian}`);
  if (named.join() !== expected.join()) throw new Error(`the envelopes of ${compartment} are not those of the access structure`);
}
