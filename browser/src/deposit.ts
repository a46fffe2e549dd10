/** Deposits of seeds (docs/protocol.md 10): what a party withholds, the guardians can reveal. The same bytes as trust/deposit.py. */

import { Decrypter, Encrypter } from "age-encryption";

import { type Access, splitSecret } from "./access";
import { type Bytes, fromBase64, randomBytes, toBase64, toHex } from "./bytes";
import { jcs, type JsonObject } from "./canonical";
import { type Signed, signDocument } from "./documents";
import type { Master } from "./keys";
import { type Lot, seedCommitment } from "./lots";
import type { Opening } from "./opening";
import { shareCommitment } from "./seal";
import { fields, parseCanonical } from "./strict";

export type Party = "tenderer" | "centre" | "supervisor";

/** A lot and the party whose seed it is. */
export interface PartyLot extends Lot {
  party: Party;
}

export interface Deposit extends PartyLot {
  type: "seed-deposit/v1";
  commitment: string;
  access: Access;
  envelopes: Record<string, string>;
  commitments: Record<string, string>;
}

/** Salt and share are null when the guardian's envelope does not open or fit. */
export interface SeedRelease extends PartyLot {
  type: "seed-release/v1";
  guardian: string;
  salt: string | null;
  share: string | null;
}

const MOST_ENVELOPE_BYTES = 8192;

/** Splits the seed over the guardians and locks each share to its guardian's recipient for lots. Throws when one has none. */
export async function makeDeposit(seed: Bytes, lot: PartyLot, access: Access, recipients: Record<string, string>): Promise<Deposit> {
  const { purpose, scope, party } = lot;
  const envelopes: Record<string, string> = {};
  const commitments: Record<string, string> = {};
  for (const [guardian, share] of await splitSecret(seed, access)) {
    const recipient = recipients[guardian];
    if (!recipient) throw new Error(`deposit: ${guardian} has no card with a recipient for lots`);
    const salt = randomBytes(32);
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    const inside = { purpose, scope, party, guardian, salt: toBase64(salt), share: toBase64(share) };
    envelopes[guardian] = toBase64(await encrypter.encrypt(jcs(inside)));
    commitments[guardian] = shareCommitment(salt, share);
  }
  const commitment = toHex(seedCommitment(seed, lot, party));
  return { type: "seed-deposit/v1", purpose, scope, party, commitment, access, envelopes, commitments };
}

/** Opens a guardian's envelope. Throws when it does not open or does not fit the deposit: its party's doing. */
export async function openDepositShare(identity: string, deposit: Deposit, guardian: string): Promise<{ salt: string; share: string }> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const inside = parseCanonical(await decrypter.decrypt(fromBase64(deposit.envelopes[guardian] ?? "")), MOST_ENVELOPE_BYTES, "envelope");
  const row = fields(inside, ["purpose", "scope", "party", "guardian", "salt", "share"], "envelope");
  const { salt, share } = row as { salt: string; share: string };
  const ours = row["guardian"] === guardian && toHex(jcs(lotOf(row))) === toHex(jcs(lotOf({ ...deposit })));
  const fits = fromBase64(salt).length === 32 && fromBase64(share).length === 33;
  if (!ours || !fits || shareCommitment(fromBase64(salt), fromBase64(share)) !== deposit.commitments[guardian]) {
    throw new Error(`the share is not the one that the deposit commits ${guardian} to`);
  }
  return { salt, share };
}

/** Signs the guardian's share of a deposit, or that its envelope gives none. */
export async function makeSeedRelease(
  master: Master, deposit: Deposit, about: { guardian: string; opening: Opening; epoch: number },
): Promise<Signed<SeedRelease>> {
  const identity = master.identity(about.opening, "lots", about.epoch);
  const opened = await openDepositShare(identity, deposit, about.guardian).catch(() => ({ salt: null, share: null }));
  const { purpose, scope, party } = deposit;
  return signDocument<SeedRelease>(master, { type: "seed-release/v1", purpose, scope, party, guardian: about.guardian, ...opened });
}

function lotOf(row: Record<string, unknown>): JsonObject {
  return { purpose: row["purpose"], scope: row["scope"], party: row["party"] } as JsonObject;
}
