/** Keys (docs/protocol.md 2): one master per owner, everything else derived; the passphrase-wrapped key file. */

import { ed25519, x25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bech32 } from "@scure/base";
import { Decrypter, Encrypter } from "age-encryption";

import { type Bytes, concat, fromBase64, randomBytes, toBase64 } from "./bytes";
import { jcs, tag } from "./canonical";
import type { Signer } from "./documents";
import type { CardCompartment, Opening } from "./opening";
import { type OnShare, PassphraseIdentity, PassphraseRecipient } from "./passphraselock";
import { parseJson } from "./strict";
import { Told } from "./told";

export interface KeyFile {
  type: "qinglian-key/v1";
  origin: string;
  holder: string;
  label: string;
  public: string;
  wrapped: string;
  demo?: true;
}

/** 32 secret bytes of an organisation or guardian. They never leave the owner's machine unwrapped. */
export class Master implements Signer {
  readonly #secret: Bytes;
  readonly #seed: Bytes;
  readonly publicKey: string;

  constructor(secret: Uint8Array) {
    if (secret.length !== 32) throw new Error(`a master has 32 bytes, not ${secret.length}`);
    this.#secret = new Uint8Array(secret);
    this.#seed = derive(this.#secret, tag("sign/v1"));
    this.publicKey = toBase64(ed25519.getPublicKey(this.#seed));
  }

  static random(): Master {
    return new Master(randomBytes(32));
  }

  sign(message: Uint8Array): Uint8Array {
    return ed25519.sign(message, this.#seed);
  }

  /** The X25519 identity for one opening and compartment, written `AGE-SECRET-KEY-1...` (74 characters). */
  identity(opening: Opening, compartment: CardCompartment, epoch = 0): string {
    return identityOf(this.#sealingSecret(opening, compartment, epoch));
  }

  /** The public half of `identity`, written `age1...`. */
  recipient(opening: Opening, compartment: CardCompartment, epoch = 0): string {
    return recipientOf(this.#sealingSecret(opening, compartment, epoch));
  }

  /** The key file: the master under an age passphrase (scrypt). `workFactor` is lowered by tests alone. */
  async keyFile(
    passphrase: string, about: Pick<KeyFile, "origin" | "holder" | "label"> & { demo?: boolean }, workFactor = 18, onShare?: OnShare,
  ) {
    const { demo, ...named } = about;
    if (demo && !about.origin.endsWith(".invalid")) throw new Error("demo keys exist only under an origin that ends in .invalid");
    const encrypter = new Encrypter();
    encrypter.addRecipient(new PassphraseRecipient(passphrase, workFactor, onShare));
    const wrapped = toBase64(await encrypter.encrypt(this.#secret));
    const file: KeyFile = { type: "qinglian-key/v1", ...named, public: this.publicKey, wrapped };
    return demo ? { ...file, demo: true as const } : file;
  }

  #sealingSecret(opening: Opening, compartment: CardCompartment, epoch: number): Bytes {
    const { origin, tender, section, round } = opening;
    return derive(this.#secret, concat(tag("seal/v1"), jcs([origin, tender, section, round, compartment, epoch])));
  }
}

/** Reads a key file's text. Refuses foreign origins and demo keys outside `.invalid`. */
export function parseKeyFile(text: string, origin: string): KeyFile {
  const file = parseJson(text) as unknown as KeyFile;
  if (file.type !== "qinglian-key/v1" || typeof file.wrapped !== "string" || typeof file.public !== "string") {
    throw new Told("这不是密钥文件（qinglian-key/v1）", "this is no key file of type qinglian-key/v1");
  }
  if (file.demo && !origin.endsWith(".invalid")) throw new Told("演示密钥不能用于正式平台", "a demo key is refused outside an origin that ends in .invalid");
  if (file.origin !== origin) throw new Told(`这把密钥属于 ${file.origin}，不是 ${origin}`, `this key belongs to ${file.origin}, not to ${origin}`);
  return file;
}

/** Throws when the passphrase is wrong, or when the file's public key is not the master's. */
export async function openKeyFile(file: KeyFile, passphrase: string, onShare?: OnShare): Promise<Master> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(new PassphraseIdentity(passphrase, onShare));
  const master = new Master(await decrypter.decrypt(fromBase64(file.wrapped)));
  if (master.publicKey !== file.public) throw new Told("密钥文件里的公钥与密钥不符", "the key file's public key is not the one of its master");
  return master;
}

export function identityOf(secret: Uint8Array): string {
  return bech32.encodeFromBytes("AGE-SECRET-KEY-", secret).toUpperCase();
}

export function recipientOf(secret: Uint8Array): string {
  return bech32.encodeFromBytes("age", x25519.getPublicKey(secret));
}

/** The 32 secret bytes of an identity string. Throws when a character was misread: bech32 has a checksum. */
export function secretOf(identity: string): Bytes {
  const { prefix, bytes } = bech32.decodeToBytes(identity.toLowerCase());
  if (prefix !== "age-secret-key-" || bytes.length !== 32) throw new Error("this is no identity (AGE-SECRET-KEY-1...)");
  return bytes as Bytes;
}

/** Throws unless it is `age1...` of an X25519 key, in lower case. */
export function checkRecipient(recipient: unknown): void {
  if (typeof recipient !== "string" || recipient !== recipient.toLowerCase()) throw new Error("this is no age recipient");
  const { prefix, bytes } = bech32.decodeToBytes(recipient);
  if (prefix !== "age" || bytes.length !== 32) throw new Error("this is no age recipient");
}

function derive(secret: Uint8Array, info: Uint8Array): Bytes {
  return hkdf(sha256, secret, undefined, info, 32) as Bytes;
}
