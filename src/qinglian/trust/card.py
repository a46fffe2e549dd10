"""Guardian cards (docs/protocol.md 2): a guardian's signed recipients for one opening."""

from typing import Any

from qinglian.trust.documents import open_document, sign_document
from qinglian.trust.keys import ON_A_CARD, Master, age_recipient, checked_opening
from qinglian.trust.strict import fields, identifier, text, whole

_CARD = ("type", "opening", "group", "guardian", "organisation", "name", "recipients", "epoch")


def make_card(
    master: Master, *, opening: dict[str, Any], group: str, guardian: str, organisation: str, name: str, epoch: int = 0
) -> dict[str, Any]:
    """This will sign the guardian's card for one opening; its recipients are derived from the master and the epoch."""
    recipients = {compartment: master.recipient(opening, compartment, epoch) for compartment in ON_A_CARD}
    document = {"type": "guardian-card/v1", "opening": opening, "group": group, "guardian": guardian, "epoch": epoch}
    return sign_document(master, document | {"organisation": organisation, "name": name, "recipients": recipients})


def check_card(signed: Any, *, opening: dict[str, Any] | None = None, key: str | None = None) -> dict[str, Any]:
    """This will return the card when its shape and signature hold and it is of this opening and by this key (ValueError otherwise)."""
    card, signer = open_document(signed, "guardian-card/v1")
    fields(card, _CARD, name="card")
    checked_opening(card["opening"])
    for name in ("group", "guardian", "organisation"):
        identifier(card[name], name=f"card.{name}")
    text(card["name"], name="card.name")
    whole(card["epoch"], name="card.epoch")
    for recipient in fields(card["recipients"], ON_A_CARD, name="card.recipients").values():
        age_recipient(recipient)
    if opening is not None and card["opening"] != opening:
        raise ValueError(f"the card of {card['guardian']} is of another opening")
    if key is not None and signer != key:
        raise ValueError(f"the card of {card['guardian']} is signed by another key than the one expected")
    return card
