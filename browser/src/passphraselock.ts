/** age's scrypt recipient, in slices: opening a key file takes seconds, and the page must stay alive and say how far it is. */

import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { scryptAsync } from "@noble/hashes/scrypt.js";
import { base64nopad } from "@scure/base";
import { type Identity, type Recipient, Stanza } from "age-encryption";

import { concat, randomBytes, utf8 } from "./bytes";
import { Told } from "./told";

/** Called with the share that is done, 0 to 1. */
export type OnShare = (share: number) => void;

const LABEL = utf8("age-encryption.org/v1/scrypt");
const NONCE = new Uint8Array(12);
const HIGHEST_WORK = 20; // 1 GiB of memory; more is refused by every age implementation in a browser

/** Locks a file key under a passphrase (work factor: base-2 logarithm). */
export class PassphraseRecipient implements Recipient {
  constructor(readonly passphrase: string, readonly workFactor: number, readonly onShare: OnShare = () => undefined) {}

  async wrapFileKey(fileKey: Uint8Array): Promise<Stanza[]> {
    const salt = randomBytes(16);
    const key = await stretch(this.passphrase, salt, this.workFactor, this.onShare);
    return [new Stanza(["scrypt", base64nopad.encode(salt), String(this.workFactor)], chacha20poly1305(key, NONCE).encrypt(fileKey))];
  }
}

/** Unlocks a file key with a passphrase; null when it is the wrong one. */
export class PassphraseIdentity implements Identity {
  constructor(readonly passphrase: string, readonly onShare: OnShare = () => undefined) {}

  async unwrapFileKey(stanzas: Stanza[]): Promise<Uint8Array | null> {
    const [stanza] = stanzas;
    const [kind, salt, work] = stanza?.args ?? [];
    if (!stanza || stanzas.length !== 1 || kind !== "scrypt" || !salt || !work || !/^[1-9][0-9]?$/.test(work)) {
      throw new Error("the key file is not locked by a passphrase alone");
    }
    if (Number(work) > HIGHEST_WORK) throw new Told(`这份密钥文件的口令强度（${work}）浏览器承受不了，请用命令行工具`, `the key file's work factor ${work} is too high for a browser`);
    const key = await stretch(this.passphrase, base64nopad.decode(salt), Number(work), this.onShare);
    try {
      return chacha20poly1305(key, NONCE).decrypt(stanza.body);
    } catch {
      return null;
    }
  }
}

function stretch(passphrase: string, salt: Uint8Array, work: number, onProgress: OnShare): Promise<Uint8Array> {
  if (salt.length !== 16) throw new Error("a passphrase's salt has 16 bytes");
  const maxmem = 2 ** (HIGHEST_WORK + 10) + 2 ** 20;
  return scryptAsync(utf8(passphrase), concat(LABEL, salt), { N: 2 ** work, r: 8, p: 1, dkLen: 32, asyncTick: 30, maxmem, onProgress });
}
