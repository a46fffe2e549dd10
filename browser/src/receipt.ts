/** Receipts (docs/protocol.md 4): the platform's signed promise, which its holder checks against the log. */

import { fromBase64, toHex } from "./bytes";
import { factLeaf, type JsonObject } from "./canonical";
import { openDocument } from "./documents";
import { type Opening, sameOpening } from "./opening";
import type { Policy } from "./policy";
import { verifyTlogProof } from "./tlogproof";
import { Told } from "./told";

export interface Receipt {
  type: "bid-receipt/v1";
  origin: string;
  opening: Opening;
  manifest: string;
  arrived_at: string;
  leaf: string;
  fact: JsonObject;
  salt: string;
}

/** Throws unless the receipt is the policy's, and its fact and salt give its leaf. `manifest` is one's own bid's hash. */
export function checkReceipt(signed: unknown, policy: Policy, manifest?: string): Receipt {
  const { document: receipt, key } = openDocument<Receipt>(signed, "bid-receipt/v1");
  if (key !== policy.receipt_key) throw new Told("回执不是公布的回执密钥签的", "the receipt is not signed by the platform's receipt key");
  if (receipt.origin !== policy.origin || receipt.opening.origin !== policy.origin) throw new Told("回执属于另一个平台", "the receipt is of another origin");
  if (manifest !== undefined && receipt.manifest !== manifest) throw new Told("回执写的是另一份投标文件", "the receipt names another bid");
  const body = receipt.fact["body"] as { opening: Opening; manifest: string } | undefined;
  if (!body || body.manifest !== receipt.manifest || !sameOpening(body.opening, receipt.opening)) {
    throw new Told("回执里的事实写的是另一份投标文件", "the receipt's fact names another bid");
  }
  if (receipt.fact["at"] !== receipt.arrived_at) throw new Told("回执的时间与其中事实的不同", "the receipt's hour is not that of its fact");
  const leaf = toHex(factLeaf(fromBase64(receipt.salt), receipt.fact));
  if (leaf !== receipt.leaf) throw new Told("由回执的事实和盐算不出它写的叶子", "the receipt's fact and salt do not give its leaf");
  return receipt;
}

/** Throws unless the proof shows the receipt's leaf in the log; returns index, tree size and cosigners. */
export function checkReceiptProof(receipt: Receipt, proof: string, policy: Policy, need: "quorum" | "log" = "quorum") {
  return verifyTlogProof(proof, factLeaf(fromBase64(receipt.salt), receipt.fact), policy, need);
}
