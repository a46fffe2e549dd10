/** Signed documents (docs/protocol.md 1): a JSON object with a `type`, a public key, a signature. */

import { ed25519 } from "@noble/curves/ed25519.js";

import { concat, fromBase64, toBase64, toHex } from "./bytes";
import { jcs, type JsonObject, sha256, tag } from "./canonical";
import { Told } from "./told";

export interface Document {
  type: string;
}

export interface Signed<D extends Document = Document> {
  document: D;
  key: string;
  signature: string;
}

export interface Signer {
  readonly publicKey: string;
  sign(message: Uint8Array): Uint8Array;
}

/** Refuses documents without a type: nobody signs a document of another type by accident. */
export function signDocument<D extends Document>(signer: Signer, document: D): Signed<D> {
  if (!document.type) throw new Error("a document that is signed has a type");
  return { document, key: signer.publicKey, signature: toBase64(signer.sign(signedBytes(document))) };
}

/** Throws unless shape, type and signature are right. Says nothing about whose key it is. */
export function openDocument<D extends Document>(signed: unknown, type: string): { document: D; key: string } {
  const { document, key, signature } = shapeOf(signed);
  if (document.type !== type) throw new Error(`expected a document of type ${type}, got ${String(document.type)}`);
  if (!ed25519.verify(fromBase64(signature), signedBytes(document), fromBase64(key), { zip215: false })) {
    throw new Told(`这份文件（${type}）的签名与内容、密钥不符`, `the signature of this ${type} does not fit its content and key`);
  }
  return { document: document as unknown as D, key };
}

/** The hex hash by which a document is named, for example a manifest's. */
export function documentHash(document: Document): string {
  return toHex(sha256(signedBytes(document)));
}

function signedBytes(document: Document | JsonObject) {
  return concat(tag("document/v1"), jcs(document));
}

function shapeOf(signed: unknown): { document: JsonObject; key: string; signature: string } {
  const keys = typeof signed === "object" && signed !== null ? Object.keys(signed).sort().join() : "";
  if (keys !== "document,key,signature") throw new Error("a signed document has document, key and signature, nothing else");
  const { document, key, signature } = signed as { document: unknown; key: unknown; signature: unknown };
  if (typeof document !== "object" || document === null || Array.isArray(document)) throw new Error("the document is no object");
  if (typeof key !== "string" || fromBase64(key).length !== 32) throw new Error("an Ed25519 key has 32 bytes");
  if (typeof signature !== "string" || fromBase64(signature).length !== 64) throw new Error("an Ed25519 signature has 64 bytes");
  return { document: document as JsonObject, key, signature };
}
