"""Guardians' cards: handed in by signature, checked against the bound key, the opening, the group and the organisation."""

import pytest

from qinglian.domain.tenders import actions
from qinglian.domain.tenders.models import GuardianCard
from qinglian.domain.tenders.queries import (
    access_of,
    cards_of,
    guardians_for,
    lots_recipients_of,
    missing_cards,
    pinned_guardians,
    recipients_of,
)
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record.models import Fact
from qinglian.trust.documents import sign_document
from tests.factories import people, tenders

pytestmark = pytest.mark.django_db
AT = tenders.AT


@pytest.fixture
def prepared():
    """A draft notice with chosen guardians and no card, its section and its guardians."""
    tender = tenders.created()
    holders = tenders.guardians(tender.tenderer)
    notice = actions.draft_notice(
        tender, typed=tenders.notice_typed(tenders.access_with(holders)), by=tenders.operator(tender), at=AT
    )
    return notice, tender.sections.get(), holders


def test_hand_in_card_is_kept_with_its_recipients_and_a_sealed_fact(prepared):
    notice, section, holders = prepared
    holder = holders["supervision"][0]
    row = actions.hand_in_card(tenders.card(section, holder, group="supervision"), at=AT)
    recipients = dict(row.signed["document"]["recipients"])
    assert lots_recipients_of(section) == {holder.id: recipients.pop("lots")}
    assert recipients_of(section) == {holder.id: recipients}
    assert missing_cards(section, notice.access) == [one.id for one in (holders["supervision"][1], *holders["trade"])]
    fact = Fact.objects.get(kind="card-received/v1")
    assert (fact.secrecy, fact.fact["body"]["card"]) == ("sealed", row.document_hash)


def test_hand_in_card_newer_epoch_replaces_and_older_is_refused(prepared):
    _, section, holders = prepared
    holder = holders["trade"][0]
    for epoch in (0, 2):
        actions.hand_in_card(tenders.card(section, holder, group="trade", epoch=epoch), at=AT)
    assert cards_of(section)[holder.id].epoch == 2
    for epoch in (0, 1, 2):
        with pytest.raises(NotValid):
            actions.hand_in_card(tenders.card(section, holder, group="trade", epoch=epoch), at=AT)


def changed(section, holder, **changes):
    card = tenders.card(section, holder, group="supervision")["document"]
    return sign_document(holder.master, card | changes)


def test_hand_in_card_refuses_what_does_not_fit(prepared):
    _, section, holders = prepared
    holder = holders["supervision"][0]
    opening = tenders.card(section, holder, group="supervision")["document"]["opening"]
    cases = [
        changed(section, holder, group="trade"),
        changed(section, holder, guardian=holders["supervision"][1].id),
        changed(section, holder, organisation=people.centre().pk),
        changed(section, holder, opening=opening | {"round": 2}),
        changed(section, holder, opening=opening | {"origin": "other.invalid"}),
        changed(section, holder, recipients={"sheet": "age1x", "business": "age1x", "technical": "age1x"}),
        changed(section, holder, type="guardian-card/v2"),
        tenders.card(section, holder, group="supervision") | {"signature": "A" * 86 + "=="},
        {"document": None},
        None,
    ]
    for signed in cases:
        with pytest.raises(NotValid) as refusal:
            actions.hand_in_card(signed, at=AT)
        assert refusal.value.rule == "guardian_card_valid"
    assert GuardianCard.objects.count() == 0


def test_hand_in_card_refuses_keys_that_are_no_guardians(prepared):
    _, section, holders = prepared
    holder = holders["supervision"][0]
    card = tenders.card(section, holder, group="supervision")["document"]
    _, bidder_key = people.bidder()
    for owner in (bidder_key, people.master(77)):
        with pytest.raises(NotAllowed):
            actions.hand_in_card(sign_document(owner, card), at=AT)


def test_hand_in_card_refuses_a_guardian_who_is_not_chosen(prepared):
    _, section, _ = prepared
    stranger = people.guardian(people.supervisor_office())
    with pytest.raises(NotValid):
        actions.hand_in_card(tenders.card(section, stranger, group="supervision"), at=AT)


def test_hand_in_card_of_an_unknown_tender_is_not_found(prepared):
    _, section, holders = prepared
    holder = holders["supervision"][0]
    opening = tenders.card(section, holder, group="supervision")["document"]["opening"]
    with pytest.raises(NotFound):
        actions.hand_in_card(changed(section, holder, opening=opening | {"tender": "JC-2026-9999"}), at=AT)


def test_hand_in_card_after_the_publication_is_too_late():
    section = tenders.section()
    card = next(iter(cards_of(section).values()))
    with pytest.raises(NotNow) as refusal:
        actions.hand_in_card(card.signed, at=AT)
    assert refusal.value.rule == "section.hand_in_card"


def test_guardians_for_offers_authorities_centre_and_own_side_alone(prepared):
    notice, _, holders = prepared
    people.guardian(people.organisation(kinds=("tenderer",)))
    offered = {(one.id, one.group) for one in guardians_for(notice.tender, at=AT)}
    assert offered == {(one.id, group) for group, held in holders.items() for one in held}
    assert len(pinned_guardians(AT)) == 5


def test_access_of_follows_the_pending_notice_until_the_publication(prepared):
    notice, section, _ = prepared
    assert access_of(section) == notice.access
