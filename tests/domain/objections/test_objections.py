"""Objections to candidates: by bidders, signed, within the period; a hold stands until the answer."""

from datetime import timedelta

import pytest

from qinglian.domain.objections.actions import answer_objection, raise_objection, withdraw_objection
from qinglian.domain.objections.models import Objection
from qinglian.domain.objections.queries import has_waiting, objection_at, objections_of
from qinglian.domain.tenders.queries import is_held
from qinglian.law.actor import ANYONE, Actor
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record import blobs
from qinglian.record.models import Fact
from qinglian.trust.canonical import jcs, sha256
from tests.factories import contracts, people, tenders
from tests.factories.bids import agent_of
from tests.factories.contracts import PUBLISHED

pytestmark = pytest.mark.django_db
LATER = PUBLISHED + timedelta(hours=1)


@pytest.mark.meets("B-031")
def test_raise_objection_places_a_hold_and_keeps_the_words_until_the_answer() -> None:
    table = contracts.publicised()
    objection = contracts.objected(table)
    section = table.room.section
    body = Fact.objects.get(kind="candidate-objection-raised/v1").fact["body"]
    assert body["text"] == sha256(jcs(objection.signed)).hex()
    assert "在建工程" not in str(body)
    assert not blobs.public_path(body["text"]).exists()
    assert (objection.number, objection.state, is_held(section.tender), has_waiting(section)) == (
        1,
        "waiting",
        True,
        True,
    )
    assert objection.answer_until_at > LATER + timedelta(days=3)
    owner, rival = contracts.bidder_of(table, 3)[0], contracts.bidder_of(table, 1)[0]
    readers = [agent_of(owner), tenders.operator(section.tender), agent_of(rival), ANYONE]
    assert [len(objections_of(section, asker=asker)) for asker in readers] == [1, 1, 0, 0]


def test_raise_objection_is_for_bidders_of_the_section_by_their_own_key() -> None:
    table = contracts.publicised()
    outsider = people.bidder()
    with pytest.raises(NotAllowed):
        raise_objection(contracts.objection(table, outsider), at=LATER)
    organisation, _ = contracts.bidder_of(table, 3)
    with pytest.raises(NotAllowed):
        raise_objection(contracts.objection(table, (organisation, outsider[1])), at=LATER)
    assert not Objection.objects.exists()


def test_raise_objection_refuses_malformed_documents() -> None:
    table = contracts.publicised()
    bidder = contracts.bidder_of(table, 3)
    signed = contracts.objection(table, bidder)
    spoilt = signed | {"document": signed["document"] | {"text": "改了"}}
    more = contracts.objection(table, bidder, also="x")
    empty = contracts.objection(table, bidder, text="  ")
    other = contracts.objection(table, bidder, opening=table.opening | {"round": 2})
    for wrong in (None, {}, spoilt, more, empty, other):
        with pytest.raises(NotValid):
            raise_objection(wrong, at=LATER)
    assert not Objection.objects.exists()


def test_raise_objection_only_within_the_publicity_period() -> None:
    table = contracts.evaluated()
    table.room.refresh()
    with pytest.raises(NotNow) as early:
        contracts.objected(table)
    contracts.publicised(table)
    until = contracts.candidacy_of(table.room.section).until_at
    with pytest.raises(NotNow) as late:
        contracts.objected(table, at=until)
    assert {early.value.article, late.value.article} == {"REG 54"}
    assert contracts.objected(table, at=until - timedelta(seconds=1)).number == 1


@pytest.mark.meets("A-196")
def test_answer_objection_not_upheld_lifts_the_hold_and_publishes_the_words() -> None:
    table = contracts.publicised()
    objection = contracts.objected(table)
    section = table.room.section
    answered = answer_objection(
        objection, answer="经核查，该项目已竣工。", upheld=False, by=tenders.reviewer(section.tender), at=LATER
    )
    body = Fact.objects.get(kind="candidate-objection-answered/v1").fact["body"]
    assert (body["objection"], body["answer"], body["upheld"]) == (1, "经核查，该项目已竣工。", False)
    assert (answered.state, is_held(section.tender), has_waiting(section)) == ("answered", False, False)
    assert blobs.public_path(sha256(jcs(objection.signed)).hex()).exists()
    assert len(objections_of(section, asker=ANYONE)) == 1
    with pytest.raises(NotNow):
        answer_objection(objection, answer="再答", upheld=True, by=tenders.reviewer(section.tender), at=LATER)
    with pytest.raises(NotNow):
        withdraw_objection(contracts.withdrawal(table, contracts.bidder_of(table, 3), 1), at=LATER)


def test_answer_objection_upheld_keeps_the_hold() -> None:
    table = contracts.publicised()
    objection = contracts.objected(table)
    section = table.room.section
    answer_objection(objection, answer="情况属实。", upheld=True, by=tenders.operator(section.tender), at=LATER)
    assert is_held(section.tender)


def test_answer_objection_is_for_the_tenderer_and_needs_words() -> None:
    table = contracts.publicised()
    objection = contracts.objected(table)
    stranger = Actor("per-x", organisation="org-x", roles=frozenset({"buyer_operator"}))
    for by in (stranger, agent_of(contracts.bidder_of(table, 1)[0]), ANYONE):
        with pytest.raises(NotAllowed):
            answer_objection(objection, answer="不成立。", upheld=False, by=by, at=LATER)
    by = tenders.operator(table.room.section.tender)
    with pytest.raises(NotValid):
        answer_objection(objection, answer=" ", upheld=False, by=by, at=LATER)
    objection.refresh_from_db()
    assert objection.state == "waiting"


def test_withdraw_objection_lifts_its_own_hold_alone() -> None:
    table = contracts.publicised()
    contracts.objected(table)
    second = raise_objection(contracts.objection(table, contracts.bidder_of(table, 2)), at=LATER)
    section = table.room.section
    with pytest.raises(NotFound):
        withdraw_objection(contracts.withdrawal(table, contracts.bidder_of(table, 2), 1), at=LATER)
    withdrawn = withdraw_objection(contracts.withdrawal(table, contracts.bidder_of(table, 3), 1), at=LATER)
    assert (withdrawn.state, is_held(section.tender), second.number) == ("withdrawn", True, 2)
    withdraw_objection(contracts.withdrawal(table, contracts.bidder_of(table, 2), 2), at=LATER)
    assert not is_held(section.tender)
    assert Fact.objects.filter(kind="candidate-objection-withdrawn/v1").count() == 2
    with pytest.raises(NotFound):
        objection_at(section, 3)
    with pytest.raises(NotValid):
        withdraw_objection(contracts.withdrawal(table, contracts.bidder_of(table, 2), "2"), at=LATER)  # type: ignore[arg-type]
