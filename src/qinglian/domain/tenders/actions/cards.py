"""Guardians hand in their signed cards before the publication; nobody else can, because the card is signed by a bound key."""

from datetime import datetime
from typing import Any

from django.db import transaction

from qinglian.domain.people.models import OrganisationKey
from qinglian.domain.people.queries import key_holder
from qinglian.domain.tenders.access import guardians_of
from qinglian.domain.tenders.actions.steps import locked_section, subject_of
from qinglian.domain.tenders.events import CardReceived
from qinglian.domain.tenders.lifecycle import SECTION
from qinglian.domain.tenders.models import GuardianCard, Section
from qinglian.domain.tenders.queries import access_of, opening_of, section_in
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotValid
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.models import Secrecy
from qinglian.trust.card import check_card
from qinglian.trust.documents import document_hash

_NEXT = Text("请在密钥保管人页面重新制作密钥卡。", "Make the card again on the guardian's page.")


@transaction.atomic
def hand_in_card(signed: Any, *, at: datetime) -> GuardianCard:
    """This will store a guardian's signed card for one section's opening (docs/protocol.md 2) while its notice is being prepared.

    NotValid: malformed, badly signed, another opening, a group or guardian that is not chosen, an epoch that is not newer.
    NotAllowed: the key is not a guardian's bound key. The card's fact is sealed until the notice is published.
    """
    card = _opened(signed)
    key, by = key_holder(signed["key"], at=at)
    section = _section_of(card)
    section = locked_section(section)
    _require_guardian(card, key, by)
    SECTION.require("hand_in_card", state=section.state, by=by)
    _require_fit(card, section)

    row = GuardianCard.objects.create(
        section=section, round=section.round, guardian=key, group=card["group"], epoch=card["epoch"],
        signed=signed, document_hash=document_hash(card), at=at,
    )  # fmt: skip

    event = CardReceived(section=section.number, round=section.round, guardian=card["guardian"], card=row.document_hash)
    append(event, subject=subject_of(section.tender), by=by.id, at=at, secrecy=Secrecy.SEALED)
    return row


def _opened(signed: Any) -> dict[str, Any]:
    try:
        return check_card(signed)
    except ValueError as error:
        raise _refused(Text(f"密钥卡不对：{error}", f"The card does not hold: {error}")) from None


def _section_of(card: dict[str, Any]) -> Section:
    section = section_in(card["opening"]["tender"], card["opening"]["section"])
    if card["opening"] != opening_of(section):
        raise _refused(Text("密钥卡写的是另一次开标。", "The card is of another opening."))
    return section


def _require_guardian(card: dict[str, Any], key: OrganisationKey, by: Actor) -> None:
    if not by.has_role("guardian"):
        raise NotAllowed(
            Text("签署密钥卡的不是保管人的密钥。", "The card is not signed by a guardian's key."),
            rule="guardian_card_valid",
            article="PLT",
            next_step=Text("请用已绑定的保管人密钥签署。", "Sign with a bound guardian's key."),
        )
    if card["guardian"] != key.guardian_id or card["organisation"] != key.organisation_id:
        raise _refused(
            Text("密钥卡写的保管人或单位与密钥不符。", "Guardian or organisation on the card do not fit the key.")
        )


def _require_fit(card: dict[str, Any], section: Section) -> None:
    chosen = guardians_of(access_of(section))
    if chosen.get(card["guardian"]) != card["group"]:
        raise _refused(
            Text(
                "这次开标没有选这位保管人，或者分组不符。",
                "This guardian is not chosen for the opening, or sits in another group.",
            )
        )
    newest = GuardianCard.objects.filter(
        section=section, round=section.round, guardian_id=int(card["guardian"].removeprefix("grd-"))
    )
    if any(row.epoch >= card["epoch"] for row in newest):
        raise _refused(Text("已有同一期或更新的密钥卡。", "A card of this or a later epoch is in."))


def _refused(wrong: Text) -> NotValid:
    return NotValid(wrong, rule="guardian_card_valid", article="PLT", next_step=_NEXT, field="card")
