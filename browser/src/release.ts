/** Releasing shares (docs/protocol.md 5): envelopes are opened and shares checked; nothing is signed before the checks. */

import { Decrypter } from "age-encryption";

import { fromBase64, toHex } from "./bytes";
import { sha256 } from "./canonical";
import { type Signed, signDocument } from "./documents";
import type { Master } from "./keys";
import { checkManifest, type Manifest } from "./manifest";
import { type Compartment, type Opening, sameOpening } from "./opening";
import { shareCommitment } from "./seal";
import { breather } from "./streams";
import { fields, parseCanonical } from "./strict";
import { Told } from "./told";

export interface ReleasedShare {
  manifest: string;
  salt: string;
  share: string;
}

/** Why an envelope holds no share for its guardian (docs/protocol.md 5). */
export type Unopened = "not_decryptable" | "malformed" | "foreign" | "commitment_broken";

/** The envelope is the manifest's, but gives its guardian no share. Any other error is the platform's trouble: nothing is signed then. */
export class EnvelopeFault extends Told {
  constructor(readonly reason: Unopened, zh: string, en: string) {
    super(zh, en);
  }
}

export interface Release {
  type: "release/v1";
  opening: Opening;
  guardian: string;
  compartment: Compartment;
  closing: string;
  shares: ReleasedShare[];
  /** The guardian's own statement; the key stands only when there is such a bid. */
  unopened?: { manifest: string; reason: Unopened }[];
}

/** One bid as a guardian meets it: its signed manifest and the envelope addressed to the guardian (base64). */
export interface Envelope {
  manifest: Signed<Manifest>;
  envelope: string;
}

/** Whose envelopes, of which compartment. */
export interface ToOpen {
  opening: Opening;
  guardian: string;
  compartment: Compartment;
  epoch: number;
}

export interface ToRelease extends ToOpen {
  closing: string;
}

export interface Refused {
  manifest: string;
  fault: EnvelopeFault;
}

/** Opens one envelope with the guardian's identity. Throws EnvelopeFault when it holds no share for us, another error when it is not the manifest's. */
export async function openEnvelope(identity: string, about: Omit<ToOpen, "epoch">, bid: Envelope): Promise<ReleasedShare> {
  const { manifest, hash } = checkManifest(bid.manifest);
  if (!sameOpening(manifest.opening, about.opening)) throw new Told("这份投标文件属于另一次开标", "the bid is of another opening");
  const entry = manifest.compartments[about.compartment].envelopes.find(({ guardian }) => guardian === about.guardian);
  const envelope = fromBase64(bid.envelope);
  if (!entry || toHex(sha256(envelope)) !== entry.sha256) throw new Told("信封不是清单写明的那一个", "the envelope is not the one that the manifest names");
  const content = await decryptEnvelope(identity, envelope);
  const ours = content.compartment === about.compartment && content.guardian === about.guardian;
  if (!ours || !sameOpening(content.opening, about.opening)) throw new EnvelopeFault("foreign", "信封是给另一次开标或另一位保管人的", "the envelope was made for another opening or guardian");
  const commitment = shareCommitment(content.saltBytes, content.shareBytes);
  if (commitment !== entry.commitment) throw new EnvelopeFault("commitment_broken", "信封里的份额与清单的承诺不符", "the share in the envelope breaks the manifest's commitment");
  return { manifest: hash, salt: content.salt, share: content.share };
}

interface EnvelopeContent {
  opening: Opening;
  compartment: Compartment;
  guardian: string;
  salt: string;
  share: string;
  saltBytes: Uint8Array;
  shareBytes: Uint8Array;
}

async function decryptEnvelope(identity: string, envelope: Uint8Array): Promise<EnvelopeContent> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const plain = await decrypter.decrypt(envelope).catch(() => {
    throw new EnvelopeFault("not_decryptable", "信封用这把密钥打不开", "the envelope does not open with this key");
  });
  try {
    return readEnvelope(plain);
  } catch {
    throw new EnvelopeFault("malformed", "信封打开了，里面的格式不对", "the envelope opens, but its inside is malformed");
  }
}

function readEnvelope(plain: Uint8Array): EnvelopeContent {
  const content = fields(parseCanonical(plain, 4096, "envelope"), ["opening", "compartment", "guardian", "salt", "share"], "envelope") as unknown as EnvelopeContent;
  const [saltBytes, shareBytes] = [fromBase64(content.salt), fromBase64(content.share)];
  if (saltBytes.length !== 32 || shareBytes.length !== 33) throw new Error("envelope: a salt has 32 bytes, a share 33");
  return { ...content, saltBytes, shareBytes };
}

/** Opens every envelope: the shares, and the envelopes that hold none. */
export async function openEnvelopes(
  master: Master, about: ToOpen, bids: readonly Envelope[], onProgress: (done: number, total: number) => void = () => undefined,
): Promise<{ shares: ReleasedShare[]; refused: Refused[] }> {
  const identity = master.identity(about.opening, about.compartment, about.epoch);
  const shares: ReleasedShare[] = [];
  const refused: Refused[] = [];
  const breathe = breather();
  for (const [index, bid] of bids.entries()) {
    try {
      shares.push(await openEnvelope(identity, about, bid));
    } catch (error) {
      if (!(error instanceof EnvelopeFault)) throw error;
      refused.push({ manifest: checkManifest(bid.manifest).hash, fault: error });
    }
    onProgress(index + 1, bids.length);
    await breathe();
  }
  return { shares, refused };
}

/** Opens every envelope and signs the release, which names the envelopes that hold no share. A bidder's own lock names none. */
export async function makeRelease(
  master: Master, about: ToRelease, bids: readonly Envelope[], onProgress?: (done: number, total: number) => void,
): Promise<{ release: Signed<Release>; refused: Refused[] }> {
  const { shares, refused } = await openEnvelopes(master, about, bids, onProgress);
  return { release: signRelease(master, about, shares, about.guardian === "bidder" ? [] : refused), refused };
}

export function signRelease(master: Master, about: ToRelease, shares: ReleasedShare[], refused: readonly Refused[] = []): Signed<Release> {
  const { opening, guardian, compartment, closing } = about;
  const unopened = refused.map(({ manifest, fault }) => ({ manifest, reason: fault.reason }));
  return signDocument<Release>(master, {
    type: "release/v1", opening, guardian, compartment, closing, shares, ...(unopened.length > 0 && { unopened }),
  });
}
