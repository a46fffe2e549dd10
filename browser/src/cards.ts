/** Guardian cards (docs/protocol.md 2): a guardian's signed public recipients for one opening. */

import { type Signed, openDocument, signDocument } from "./documents";
import type { Master } from "./keys";
import { type CardCompartment, ON_A_CARD, type Opening, sameOpening } from "./opening";
import { Told } from "./told";

export interface Card {
  type: "guardian-card/v1";
  opening: Opening;
  group: string;
  guardian: string;
  organisation: string;
  name: string;
  recipients: Record<CardCompartment, string>;
  epoch: number;
}

/** Makes and signs the card of one opening. */
export function signCard(master: Master, about: Omit<Card, "type" | "recipients">): Signed<Card> {
  const recipients = {} as Record<CardCompartment, string>;
  for (const compartment of ON_A_CARD) recipients[compartment] = master.recipient(about.opening, compartment, about.epoch);
  return signDocument<Card>(master, { type: "guardian-card/v1", ...about, recipients });
}

/** Throws unless the card is signed by this key, of this guardian, for this opening. */
export function checkCard(signed: unknown, expected: { opening: Opening; guardian: string; key: string }): Card {
  const { document: card, key } = openDocument<Card>(signed, "guardian-card/v1");
  if (key !== expected.key) throw new Told(`${card.guardian} 的密钥卡是另一把密钥签的`, `the card of ${card.guardian} is signed by another key`);
  if (card.guardian !== expected.guardian || !sameOpening(card.opening, expected.opening)) throw new Told("密钥卡属于另一次开标", "the card is of another opening");
  return card;
}
