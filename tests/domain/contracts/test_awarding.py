"""The award: a second person, after the period, rank one unless one of four causes; notices to all."""

from datetime import timedelta

import pytest

from qinglian.domain.contracts.actions import make_award
from qinglian.domain.contracts.award_causes import CAUSES
from qinglian.domain.contracts.models import Award, Rejection
from qinglian.domain.contracts.queries import award_of, rejection_for, standing_of
from qinglian.domain.evaluation.actions import disclose_session
from qinglian.domain.objections.actions import answer_objection
from qinglian.domain.projects.models import Project
from qinglian.law.actor import ANYONE, Actor
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record import blobs
from qinglian.record.models import Fact
from tests.factories import contracts, people, tenders
from tests.factories.bids import agent_of
from tests.factories.contracts import AFTER
from tests.factories.record import sequence_all

pytestmark = pytest.mark.django_db


@pytest.mark.meets("A-168")
def test_make_award_gives_rank_one_the_notice_and_everybody_else_the_reasons() -> None:
    table = contracts.publicised()
    award = contracts.awarded(table)
    section = table.room.section
    body = Fact.objects.get(kind="award-made/v1").fact["body"]
    assert section.state == "awarded"
    assert (body["rank"], body["cause"], body["number"], body["bidder"]) == (1, None, award.number, award.bidder_id)
    sent = Fact.objects.get(kind="award-notices-sent/v1").fact["body"]
    assert (sent["award"], sent["rejections"]) == (award.notice_blob, 2)
    assert blobs.read(award.notice_blob).startswith(b"%PDF")
    assert blobs.public_path(award.notice_blob).exists()
    assert award_of(section) == award
    standing = standing_of(section, at=AFTER)
    assert standing is not None
    assert standing.report_until_at is not None
    assert standing.contract_until_at is not None
    assert standing.report_until_at > AFTER + timedelta(days=15)


def test_rejection_tells_own_figures_against_the_winners_and_the_arithmetic_to_its_bidder_alone() -> None:
    table = contracts.publicised()
    award = contracts.awarded(table)
    loser, rival = (contracts.bidder_of(table, number)[0] for number in (1, 2, 3) if number != award.number)
    section = table.room.section
    mine = rejection_for(section, bidder=loser.pk, asker=agent_of(loser))
    assert mine is not None
    document = mine.document
    assert (document["type"], document["winner"], document["number"]) == (
        "rejection-notice/v1",
        award.number,
        mine.number,
    )
    assert document["mine"]["total"] < document["winners"]["total"]
    assert document["scores"]["mine"]["number"] == mine.number
    assert any("÷" in line["zh"] for line in document["working"])
    assert document["working"][-1]["zh"].startswith("价格得分：")
    assert rejection_for(section, bidder=loser.pk, asker=agent_of(rival)) is None
    assert rejection_for(section, bidder=loser.pk, asker=ANYONE) is None
    assert rejection_for(section, bidder=award.bidder_id, asker=agent_of(award.bidder)) is None


def test_make_award_refuses_the_first_person_other_roles_and_strangers() -> None:
    table = contracts.publicised()
    section = table.room.section
    first = contracts.candidacy_of(section)
    number = first.rows[0]["number"]
    both = Actor(
        first.published_by,
        organisation=section.tender.tenderer_id,
        roles=frozenset({"buyer_operator", "buyer_reviewer"}),
    )
    stranger = Actor("per-x", organisation="org-x", roles=frozenset({"buyer_reviewer"}))
    for by in (tenders.operator(section.tender), people.verifier(), ANYONE, both, stranger):
        with pytest.raises(NotAllowed):
            make_award(section, number=number, cause="", evidence="", by=by, at=AFTER)
    assert not Award.objects.exists()


def test_make_award_refuses_before_the_period_is_over_and_twice() -> None:
    table = contracts.publicised()
    until = contracts.candidacy_of(table.room.section).until_at
    with pytest.raises(NotNow) as early:
        contracts.awarded(table, at=until - timedelta(seconds=1))
    assert early.value.rule == "publicity_min_days"
    contracts.awarded(table, at=until)
    with pytest.raises(NotNow):
        contracts.awarded(table)
    assert Rejection.objects.count() == 2


def test_make_award_refuses_while_an_objection_waits_and_after_it_was_upheld() -> None:
    table = contracts.publicised()
    objection = contracts.objected(table)
    with pytest.raises(NotNow) as waiting:
        contracts.awarded(table)
    assert waiting.value.rule == "objection_suspends"
    by = tenders.operator(table.room.section.tender)
    answer_objection(objection, answer="情况属实。", upheld=True, by=by, at=AFTER)
    with pytest.raises(NotNow) as held:
        contracts.awarded(table)
    assert held.value.rule == "tender_on_hold"


@pytest.mark.meets("B-027")
def test_make_award_passes_rank_one_over_only_for_a_cause_with_evidence() -> None:
    table = contracts.publicised()
    section = table.room.section
    by = tenders.reviewer(section.tender)
    one, two = (row["number"] for row in contracts.candidacy_of(section).rows[:2])
    refused = [
        (two, "", ""),
        (two, "gave_up", " "),
        (two, "cheaper", "见附件"),
        (one, "gave_up", "见附件"),
        (99, "", ""),
    ]
    for number, cause, evidence in refused:
        with pytest.raises(NotValid) as no:
            make_award(section, number=number, cause=cause, evidence=evidence, by=by, at=AFTER)
        assert no.value.rule == "first_ranked_wins"
    award = make_award(section, number=two, cause="gave_up", evidence="放弃函，2026-12-17", by=by, at=AFTER)
    body = Fact.objects.get(kind="award-made/v1").fact["body"]
    assert (award.rank, body["cause"], body["evidence"]) == (2, "gave_up", "放弃函，2026-12-17")
    assert len(CAUSES) == 4


@pytest.mark.meets("A-168")
def test_make_award_lets_tenderers_without_state_funds_choose_among_the_candidates() -> None:
    table = contracts.publicised()
    section = table.room.section
    Project.objects.update(state_funded=False)
    section = table.room.refresh()
    two = contracts.candidacy_of(section).rows[1]["number"]
    award = make_award(section, number=two, cause="", evidence="", by=tenders.reviewer(section.tender), at=AFTER)
    assert (award.rank, award.cause) == (2, "")


def test_make_award_needs_published_candidates() -> None:
    table = contracts.evaluated()
    section = table.room.refresh()
    with pytest.raises((NotNow, NotFound)):
        make_award(section, number=1, cause="", evidence="", by=tenders.reviewer(section.tender), at=AFTER)


def test_award_lets_the_session_be_disclosed() -> None:
    table = contracts.publicised()
    with pytest.raises(NotNow):
        disclose_session(table.session, at=AFTER)
    contracts.awarded(table)
    sequence_all(AFTER)
    assert disclose_session(table.refresh(), at=AFTER)
