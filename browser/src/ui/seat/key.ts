/** The seat's key: made on this machine for one seat of one session, kept in this browser. What is locked bears its signature. */

import { ed25519 } from "@noble/curves/ed25519.js";

import { type Bytes, fromBase64, randomBytes, toBase64 } from "../../bytes";
import type { Signer } from "../../documents";
import { parseJson } from "../../strict";
import { Told } from "../../told";
import { storeOf } from "../stored";

interface Kept { place: string; seed: string }

const store = storeOf<Kept>("qinglian-seats", "seats", "place");

export class SeatKey implements Signer {
  readonly #seed: Bytes;
  readonly publicKey: string;

  constructor(seed: Uint8Array) {
    this.#seed = new Uint8Array(seed);
    this.publicKey = toBase64(ed25519.getPublicKey(this.#seed));
  }

  sign(message: Uint8Array): Uint8Array {
    return ed25519.sign(message, this.#seed);
  }

  /** The key as a file: for moving to another machine in the middle of an evaluation. */
  asFile(place: string): Kept & { type: string } {
    return { type: "qinglian-seat-key/v1", place, seed: toBase64(this.#seed) };
  }
}

/** The key of this seat that this browser keeps, or undefined. */
export async function keptSeatKey(place: string): Promise<SeatKey | undefined> {
  const row = await store.get(place);
  return row && new SeatKey(fromBase64(row.seed));
}

/** Makes a key and keeps it before it is used: a seat is never taken by a key that nobody has. */
export async function newSeatKey(place: string): Promise<SeatKey> {
  const seed = randomBytes(32);
  await store.put({ place, seed: toBase64(seed) });
  return new SeatKey(seed);
}

/** Takes a key file in. Throws Told when it is another seat's. */
export async function importSeatKey(text: string, place: string, publicKey: string): Promise<SeatKey> {
  const file = parseJson(text) as unknown as Kept & { type?: string };
  if (file.type !== "qinglian-seat-key/v1" || file.place !== place) throw new Told("这不是这个席位的密钥文件", "this is no key file of this seat");
  const key = new SeatKey(fromBase64(file.seed));
  if (key.publicKey !== publicKey) throw new Told("这把密钥不是签到时的那一把", "this is not the key that took the seat");
  await store.put({ place, seed: file.seed });
  return key;
}
