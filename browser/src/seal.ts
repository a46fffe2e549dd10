/** Sealing a bid (docs/protocol.md 4): files and sheet in, one package out. Nothing in clear leaves this module. */

import { Encrypter } from "age-encryption";

import { type Access, groupsOf, splitSecret } from "./access";
import { type Bytes, concat, randomBytes, toBase64, toHex } from "./bytes";
import { Digest, jcs, type JsonObject, sha256, tag } from "./canonical";
import { documentHash, type Signed, signDocument } from "./documents";
import { describeFile, type InnerHeader, paddedPieces, type SourceFile } from "./inner";
import { type Master, recipientOf } from "./keys";
import {
  type CompartmentEntry, type EnvelopeEntry, type Head, type Manifest, packagePrefix, SUITE, type Withdrawal,
} from "./manifest";
import { COMPARTMENTS, type Compartment, type Opening } from "./opening";
import { breather, Collector, piecesOf, streamOf } from "./streams";
import { Told } from "./told";

/** guardian -> compartment -> `age1...`, from the guardians' cards; the bidder's own is derived. */
export type Recipients = Record<string, Record<Compartment, string>>;

export interface BidToSeal {
  opening: Opening;
  bidder: string;
  notice: string;
  access: Access;
  recipients: Recipients;
  files: Record<Compartment, readonly SourceFile[]>;
  sheet: JsonObject;
  supersedes: string | null;
}

export interface SealedBid {
  package: Blob;
  manifest: Signed<Manifest>;
  hash: string;
}

/** Called with bytes done and bytes in all; every file is read twice, once to hash and once to encrypt. */
export type OnProgress = (done: number, total: number) => void;

/** Seals a bid. Throws when a guardian's recipient is missing or a file changes meanwhile. */
export async function sealBid(master: Master, bid: BidToSeal, onProgress: OnProgress = () => undefined): Promise<SealedBid> {
  const nonce = toBase64(randomBytes(16));
  const count = counter(bid, onProgress);
  const envelopes = {} as Head["envelopes"];
  const entries = {} as Record<Compartment, CompartmentEntry>;
  const ciphertexts: Blob[] = [];
  for (const compartment of COMPARTMENTS) {
    const sealed = await sealCompartment(master, bid, compartment, nonce, count);
    ciphertexts.push(sealed.ciphertext);
    envelopes[compartment] = sealed.envelopes;
    entries[compartment] = sealed.entry;
  }
  const { opening, bidder, notice, access, supersedes } = bid;
  const manifest = signDocument<Manifest>(master, {
    type: "bid-manifest/v1", suite: SUITE, opening, bidder, nonce, notice, access, compartments: entries, supersedes,
  });
  const prefix = packagePrefix({ manifest, envelopes });
  return { package: new Blob([prefix, ...ciphertexts]), manifest, hash: documentHash(manifest.document) };
}

/** The signed withdrawal of a bid, lawful until the deadline (ZTB 29). */
export function withdrawBid(master: Master, bid: { opening: Opening; bidder: string; manifest: string }): Signed<Withdrawal> {
  const { opening, bidder, manifest } = bid;
  return signDocument<Withdrawal>(master, {
    type: "bid-withdrawal/v1", opening, bidder, manifest, nonce: toBase64(randomBytes(16)),
  });
}

async function sealCompartment(
  master: Master, bid: BidToSeal, compartment: Compartment, nonce: string, count: (bytes: number) => void,
) {
  const files = bid.files[compartment];
  const described = [];
  for (const file of files) described.push(await describeFile(file, count));
  const { opening, bidder } = bid;
  const sheet = compartment === "sheet" ? bid.sheet : null;
  const header: InnerHeader = { opening, compartment, bidder, nonce, files: described, sheet, machine: null };
  const secret = randomBytes(32);
  const recipient = recipientOf(secret);
  const { ciphertext, hash } = await encryptStream(paddedPieces(header, files), recipient, count);
  const { envelopes, entries } = await sealEnvelopes(master, bid, compartment, secret);
  const entry = { sha256: hash, size: ciphertext.size, recipient, envelopes: entries };
  return { ciphertext, envelopes, entry };
}

async function encryptStream(plain: AsyncIterable<Bytes>, recipient: string, count: (bytes: number) => void) {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const digest = new Digest();
  const collector = new Collector();
  const breathe = breather();
  for await (const piece of piecesOf(await encrypter.encrypt(streamOf(plain)))) {
    digest.update(piece);
    collector.add(piece);
    count(piece.length);
    await breathe();
  }
  return { ciphertext: collector.finish(), hash: toHex(digest.finish()) };
}

async function sealEnvelopes(master: Master, bid: BidToSeal, compartment: Compartment, secret: Bytes) {
  const shares = await splitSecret(secret, bid.access);
  const envelopes: Record<string, string> = {};
  const entries: EnvelopeEntry[] = [];
  for (const group of groupsOf(bid.access)) {
    for (const guardian of group.guardians) {
      const share = shares.get(guardian) as Bytes;
      const salt = randomBytes(32);
      const content = { opening: bid.opening, compartment, guardian, salt: toBase64(salt), share: toBase64(share) };
      const envelope = await encryptSmall(jcs(content), recipientFor(master, bid, compartment, guardian));
      envelopes[guardian] = toBase64(envelope);
      entries.push({ group: group.name, guardian, sha256: toHex(sha256(envelope)), commitment: shareCommitment(salt, share) });
    }
  }
  return { envelopes, entries };
}

/** The hex commitment to one share (docs/protocol.md 1). */
export function shareCommitment(salt: Uint8Array, share: Uint8Array): string {
  return toHex(sha256(concat(tag("share/v1"), salt, share)));
}

function recipientFor(master: Master, bid: BidToSeal, compartment: Compartment, guardian: string): string {
  if (guardian === "bidder") return master.recipient(bid.opening, compartment);
  const recipient = bid.recipients[guardian]?.[compartment];
  if (!recipient) throw new Told(`保管人 ${guardian} 没有交密钥卡`, `guardian ${guardian} has not handed in a card for ${compartment}`);
  return recipient;
}

async function encryptSmall(plain: Uint8Array, recipient: string): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(plain);
}

function counter(bid: BidToSeal, onProgress: OnProgress): (bytes: number) => void {
  const sizes = COMPARTMENTS.flatMap((compartment) => bid.files[compartment].map((file) => file.size));
  const total = 2 * sizes.reduce((sum, size) => sum + size, 0) + 1;
  let done = 0;
  return (bytes) => {
    done += bytes;
    onProgress(Math.min(done, total), total);
  };
}
