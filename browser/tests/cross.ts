/** What the Python tests ask of this implementation: seal here what they open, and open here what they sealed. */

import { Decrypter } from "age-encryption";

import type { Access } from "../src/access";
import { fromBase64, toBase64, toHex } from "../src/bytes";
import type { Json, JsonObject } from "../src/canonical";
import { jcs } from "../src/canonical";
import { signCard } from "../src/cards";
import { type Document, documentHash, signDocument } from "../src/documents";
import { Master, openKeyFile, parseKeyFile } from "../src/keys";
import { readPackage } from "../src/manifest";
import { COMPARTMENTS, type Compartment, type Opening } from "../src/opening";
import { makeRelease } from "../src/release";
import { type Recipients, sealBid } from "../src/seal";
import { makeSessionRelease, type SessionCompartment } from "../src/session";
import { openCompartment } from "../src/unseal";

interface SealInput {
  master: string;
  opening: Opening;
  bidder: string;
  notice: string;
  access: Access;
  recipients: Recipients;
  files: Record<Compartment, { name: string; type: string; data: string }[]>;
  sheet: JsonObject;
  supersedes: string | null;
}

interface OpenInput {
  package: string;
  compartment: Compartment;
  shares: Record<string, { salt: string; share: string }>;
}

interface ReleaseInput {
  master: string;
  opening: Opening;
  guardian: string;
  compartment: Compartment;
  closing: string;
  epoch: number;
  packages: string[];
}

interface SessionReleaseInput extends ReleaseInput {
  compartment: SessionCompartment;
  session: string;
}

const master = (secret: string) => new Master(fromBase64(secret));

function bidsOf(packages: string[], about: { compartment: Compartment; guardian: string }) {
  return Promise.all(packages.map(async (bytes) => {
    const { head } = await readPackage(new Blob([fromBase64(bytes)]));
    return { manifest: head.manifest, envelope: head.envelopes[about.compartment][about.guardian] ?? "" };
  }));
}

export const acts = {
  async seal({ master: secret, files, ...bid }: SealInput) {
    const chosen = Object.fromEntries(COMPARTMENTS.map((compartment) => [
      compartment, (files[compartment] ?? []).map(({ name, type, data }) => new File([fromBase64(data)], name, { type })),
    ])) as unknown as Record<Compartment, File[]>;
    const sealed = await sealBid(master(secret), { ...bid, files: chosen });
    return { package: toBase64(new Uint8Array(await sealed.package.arrayBuffer())), hash: sealed.hash };
  },

  async open({ package: bytes, compartment, shares }: OpenInput) {
    const { head, ciphertexts } = await readPackage(new Blob([fromBase64(bytes)]));
    const ciphertext = new Uint8Array(await ciphertexts[compartment].arrayBuffer());
    const inner = await openCompartment(head.manifest.document, compartment, ciphertext, new Map(Object.entries(shares)));
    return { header: inner.header, files: inner.files.map(toBase64) };
  },

  async release({ master: secret, packages, ...about }: ReleaseInput) {
    return makeRelease(master(secret), about, await bidsOf(packages, about));
  },

  async sessionRelease({ master: secret, packages, ...about }: SessionReleaseInput) {
    return makeSessionRelease(master(secret), about, await bidsOf(packages, about));
  },

  async card({ master: secret, ...about }: { master: string } & Parameters<typeof signCard>[1]) {
    const { act: _, ...card } = about as typeof about & { act: string };
    return signCard(master(secret), card);
  },

  async keyfile({ master: secret, words, origin }: { master: string; words: string; origin: string }) {
    return master(secret).keyFile(words, { origin, holder: "org-1", label: "label" }, 10);
  },

  async unwrap({ file, words, origin }: { file: Json; words: string; origin: string }) {
    return { public: (await openKeyFile(parseKeyFile(JSON.stringify(file), origin), words)).publicKey };
  },

  /** The library alone, without our own passphrase identity. */
  async age({ wrapped, words }: { wrapped: string; words: string }) {
    const decrypter = new Decrypter();
    decrypter.addPassphrase(words);
    return { plain: toBase64(await decrypter.decrypt(fromBase64(wrapped))) };
  },

  async sign({ master: secret, document }: { master: string; document: Document }) {
    return { signed: signDocument(master(secret), document), hash: documentHash(document) };
  },

  async canonical({ values }: { values: Json[] }) {
    return { bytes: values.map((value) => toHex(jcs(value))) };
  },
};
