/** The sealing kit: everything public that sealing one section's bid needs, saved as one JSON file for use without a network. */

import { groupsOf, type Access } from "./access";
import { fromBase64, toHex } from "./bytes";
import { factLeaf, type JsonObject } from "./canonical";
import { type Card, checkCard } from "./cards";
import type { Signed } from "./documents";
import { type Opening } from "./opening";
import { type Policy, parsePolicy } from "./policy";
import type { Recipients } from "./seal";
import type { SheetField } from "./sheet";
import { Told } from "./told";

export interface SealingKit {
  type: "sealing-kit/v1";
  opening: Opening;
  name: string;
  section_name: string;
  deadline_at: string;
  notice: { leaf: string; salt: string; fact: JsonObject };
  access: Access;
  cards: Signed<Card>[];
  sheet_form: SheetField[];
  price_cap_fen: number | null;
  max_bytes: number;
  policy: Policy;
}

/** Reads a kit and checks that its hour and its access structure are those of the notice that its leaf commits to. */
export function parseKit(value: unknown): SealingKit {
  const kit = value as SealingKit;
  if (kit?.type !== "sealing-kit/v1") throw new Told("这不是密封资料文件（sealing-kit/v1）", "this is no sealing kit (sealing-kit/v1)");
  parsePolicy(kit.policy);
  if (kit.policy.origin !== kit.opening.origin) throw new Told("资料里的核验名单属于另一个平台", "the kit's policy is of another origin");
  if (toHex(factLeaf(fromBase64(kit.notice.salt), kit.notice.fact)) !== kit.notice.leaf) {
    throw new Told("由公告的事实和盐算不出它写的叶子", "the notice's fact and salt do not give its leaf");
  }
  requireNotice(kit);
  return kit;
}

function requireNotice(kit: SealingKit): void {
  const { kind, subject, body } = kit.notice.fact as { kind: string; subject: string; body: JsonObject };
  if (kind !== "notice-published/v1" || subject !== `tender:${kit.opening.tender}`) throw new Told("这条事实不是本项目的公告", "the fact is no notice of this tender");
  const same = JSON.stringify(sorted(body["access"])) === JSON.stringify(sorted(kit.access)) && body["deadline_at"] === kit.deadline_at;
  if (!same) throw new Told("资料里的截止时间或保管人与公告不同，可能被改过", "the kit's deadline or guardians are not those of the notice");
}

/** The recipients from the cards, each checked against the guardian's key that the policy pins. Throws naming the guardian. */
export function recipientsOf(kit: SealingKit): Recipients {
  const recipients: Recipients = {};
  for (const group of groupsOf(kit.access)) {
    for (const guardian of group.guardians) {
      if (guardian !== "bidder") recipients[guardian] = newestCard(kit, guardian, group.name).recipients;
    }
  }
  return recipients;
}

/** The newest card of a guardian, signed by the key that the policy pins for this group. Throws naming the guardian. */
export function newestCard(kit: { opening: Opening; cards: Signed<Card>[]; policy: Policy }, guardian: string, group: string): Card {
  const pinned = kit.policy.guardians.find((one) => one.guardian === guardian);
  if (!pinned) throw new Told(`保管人 ${guardian} 不在公布的核验名单里`, `guardian ${guardian} is not in the pinned policy`);
  if (pinned.group !== group) throw new Told(`保管人 ${guardian} 在名单里属于另一组`, `guardian ${guardian} is pinned for group ${pinned.group}, not ${group}`);
  const cards = kit.cards
    .filter((signed) => signed.document.guardian === guardian)
    .map((signed) => checkCard(signed, { opening: kit.opening, guardian, key: pinned.key }))
    .sort((a, b) => b.epoch - a.epoch);
  if (!cards[0]) throw new Told(`保管人 ${guardian} 没有为本次开标交密钥卡`, `guardian ${guardian} has not handed in a card for this opening`);
  return cards[0];
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]));
}
