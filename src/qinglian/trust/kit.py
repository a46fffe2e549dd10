"""The sealing kit (docs/protocol.md 9): everything public that sealing one section's bid needs, checked before it is used."""

from dataclasses import dataclass
from typing import Any

from qinglian.trust.access import BIDDER, checked_access
from qinglian.trust.canonical import fact_leaf
from qinglian.trust.card import check_card
from qinglian.trust.keys import COMPARTMENTS, checked_opening
from qinglian.trust.policy import Policy, read_policy
from qinglian.trust.strict import digest, fields, from_base64, sequence, text, whole

MOST_KIT_BYTES = 4 * 1024 * 1024
_KIT = (
    "type",
    "opening",
    "name",
    "section_name",
    "deadline_at",
    "notice",
    "access",
    "cards",
    "sheet_form",
    "price_cap_fen",
    "max_bytes",
    "policy",
)


@dataclass(frozen=True)
class Kit:
    """A checked kit: what to seal to, under which notice, and the form to fill."""

    opening: dict[str, Any]
    name: str
    section_name: str
    deadline_at: str
    notice: str  # hex leaf
    access: dict[str, Any]
    recipients: dict[str, dict[str, str]]
    sheet_form: list[dict[str, Any]]
    price_cap_fen: int | None
    max_bytes: int


def check_kit(value: Any, *, pinned: Policy | None = None) -> Kit:
    """This will check a kit against its own notice fact and the guardians' keys of the policy (the kit's own when none is pinned).

    ValueError when fact and salt do not give the leaf, when deadline, access or form are not the notice's, or a card is not by its
    guardian's key.
    """
    kit = fields(value, _KIT, name="kit")
    if kit["type"] != "sealing-kit/v1":
        raise ValueError(f"kit: type {kit['type']!r:.40}; sealing-kit/v1 was expected")
    opening, policy = checked_opening(kit["opening"]), pinned or read_policy(kit["policy"])
    if policy.origin != opening["origin"]:
        raise ValueError(f"kit: of the origin {opening['origin']}; the policy's is {policy.origin}")
    _check_notice(kit, opening)
    access = checked_access(kit["access"])
    return Kit(
        opening,
        text(kit["name"], name="kit.name"),
        text(kit["section_name"], name="kit.section_name"),
        kit["deadline_at"],
        kit["notice"]["leaf"],
        access,
        _recipients(kit["cards"], opening, access, policy),
        kit["sheet_form"],
        kit["price_cap_fen"],
        whole(kit["max_bytes"], name="kit.max_bytes"),
    )


def _check_notice(kit: dict[str, Any], opening: dict[str, Any]) -> None:
    notice = fields(kit["notice"], ("leaf", "salt", "fact"), name="kit.notice")
    fact = fields(notice["fact"], ("kind", "at", "by", "subject", "body"), name="kit.notice.fact")
    leaf = fact_leaf(from_base64(notice["salt"], name="kit.notice.salt", size=32), fact)
    if leaf.hex() != digest(notice["leaf"], name="kit.notice.leaf"):
        raise ValueError("kit: the notice's fact and salt do not give its leaf")
    if fact["kind"] != "notice-published/v1" or fact["subject"] != f"tender:{opening['tender']}":
        raise ValueError("kit: its fact is no notice of this tender")
    body = fact["body"]
    section = next((row for row in body["sections"] if row["number"] == opening["section"]), None)
    if section is None or section["round"] != opening["round"]:
        raise ValueError("kit: the notice names no such section and round")
    stated = (body["deadline_at"], body["access"], section["sheet_form"], section["price_cap_fen"])
    if stated != (kit["deadline_at"], kit["access"], kit["sheet_form"], kit["price_cap_fen"]):
        raise ValueError("kit: deadline, guardians, form or cap are not those of the notice")


def _recipients(
    cards: Any, opening: dict[str, Any], access: dict[str, Any], policy: Policy
) -> dict[str, dict[str, str]]:
    """This will return guardian -> compartment -> recipient from the newest card of each, signed by its pinned key."""
    newest: dict[str, dict[str, Any]] = {}
    for signed in sequence(cards, name="kit.cards", most=256):
        card = check_card(signed, opening=opening)
        pinned = policy.guardian(card["guardian"])
        if pinned is None or pinned.key != signed["key"]:
            raise ValueError(f"kit: the card of {card['guardian']} is not signed by the key that the policy pins")
        if card["epoch"] >= newest.get(card["guardian"], {"epoch": 0})["epoch"]:
            newest[card["guardian"]] = card
    recipients = {}
    for group in access["groups"]:
        for guardian in group["guardians"]:
            if guardian == BIDDER:
                continue
            if newest.get(guardian, {}).get("group") != group["name"]:
                raise ValueError(f"kit: {guardian} has no card for group {group['name']}")
            recipients[guardian] = {name: newest[guardian]["recipients"][name] for name in COMPARTMENTS}
    return recipients
