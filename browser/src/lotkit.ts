/** What a party's machine checks before it deposits a seed: each recipient stands on a card signed by the key that the policy pins. */

import { type Access, groupsOf } from "./access";
import type { Card } from "./cards";
import type { Signed } from "./documents";
import { newestCard } from "./kit";
import { type Opening, sameOpening } from "./opening";
import type { Policy } from "./policy";
import { Told } from "./told";

/** `GET /api/tenders/<code>/sections/<number>/lot`. */
export interface LotKit {
  opening: Opening;
  access: Access;
  recipients: Record<string, string>;
  cards: Signed<Card>[];
}

/** The recipients for `lots` from the cards alone; what the platform says beside them must be the same. Throws naming the guardian. */
export function lotRecipients(kit: LotKit, opening: Opening, policy: Policy): Record<string, string> {
  if (!sameOpening(kit.opening, opening)) throw new Told("平台给的是另一次开标的保管人", "the platform gave the guardians of another opening");
  const recipients: Record<string, string> = {};
  for (const { name, guardians } of groupsOf(kit.access)) {
    for (const guardian of guardians) {
      const { recipients: own } = newestCard({ opening, cards: kit.cards, policy }, guardian, name);
      if (kit.recipients[guardian] !== own.lots) throw new Told(`平台给的 ${guardian} 的公钥与密钥卡不同`, `the platform's recipient of ${guardian} is not the card's`);
      recipients[guardian] = own.lots;
    }
  }
  return recipients;
}
