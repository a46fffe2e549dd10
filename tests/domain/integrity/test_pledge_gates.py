"""The acts of the centre's posts that wait for the actor's pledge: each is blocked, says so, and goes through once it is signed."""

from datetime import timedelta

import pytest

from qinglian.domain.bids import actions as bid_actions
from qinglian.domain.evaluation import actions as evaluation_actions
from qinglian.domain.people import actions as people_actions
from qinglian.domain.people.models import Person
from qinglian.domain.tenders import actions as tender_actions
from qinglian.law.refusal import NotNow
from tests.factories import bids, evaluation, people, rounds, staff, tenders
from tests.factories.record import sequence_all

pytestmark = pytest.mark.django_db


def late(work_post: str, role: str) -> Person:
    """This will put somebody on the roll whose pledge was due the day it was asked for."""
    found = staff.member("经办甲", work_post=work_post, roles=("staff", role))
    rounds.campaign(staff.party_officer(), due_on=rounds.TODAY)
    return found


def test_publish_notice_waits_for_the_verifiers_pledge() -> None:
    notice = tenders.in_verification()
    who = late("notice_officer", "centre_verifier")
    by = staff.actor(who, at=tenders.PUBLISHED)
    with pytest.raises(NotNow, match="到期未签，不能核验发布公告"):
        tender_actions.publish_notice(notice, by=by, at=tenders.PUBLISHED)
    rounds.signed(who, at=tenders.PUBLISHED)
    assert tender_actions.publish_notice(notice, by=by, at=tenders.PUBLISHED).state == "published"


def test_registers_wait_for_the_verifiers_pledge() -> None:
    filing, _ = people.filed_filing()
    who = late("notice_officer", "centre_verifier")
    by = staff.actor(who, at=tenders.PUBLISHED)
    with pytest.raises(NotNow, match="到期未签，不能核验登记") as refused:
        people_actions.verify_filing(filing, by=by, at=tenders.PUBLISHED)
    assert refused.value.rule == "pledge_signed"
    where = people.organisation()
    proposal = people.key_proposal(where, people.master(77))
    key = people_actions.propose_key(proposal, by=people.registrant(where), at=tenders.PUBLISHED)
    with pytest.raises(NotNow, match="不能绑定密钥"):
        people_actions.bind_key(key, compared="phone", by=by, at=tenders.PUBLISHED)
    rounds.signed(who, at=tenders.PUBLISHED)
    assert people_actions.verify_filing(filing, by=by, at=tenders.PUBLISHED).state == "verified"
    assert people_actions.bind_key(key, compared="phone", by=by, at=tenders.PUBLISHED).state == "bound"


def test_hosting_an_opening_waits_for_the_hosts_pledge() -> None:
    where, at = bids.opened(3), bids.DEADLINE + timedelta(hours=1)
    sequence_all(at)
    who = late("host", "centre_host")
    by = staff.actor(who, at=at)
    with pytest.raises(NotNow, match="不能延长解密时限"):
        bid_actions.extend_window(where.closing, until=at, reason="平台故障", by=by, at=at)
    with pytest.raises(NotNow, match="不能生成开标记录"):
        bid_actions.make_opening_record(where.closing, by=by, at=at)
    record = bid_actions.make_opening_record(where.closing, by=bids.host(), at=at)
    with pytest.raises(NotNow, match="不能签署开标记录"):
        bid_actions.sign_opening_record(record, by=by, at=at)
    rounds.signed(who, at=at)
    assert bid_actions.sign_opening_record(record, by=by, at=at).by == who.pk


def test_open_session_waits_for_the_hosts_pledge() -> None:
    where = evaluation.recorded()
    evaluation.complete_draw(where)
    who = late("host", "centre_host")
    by = staff.actor(who, at=evaluation.AT)
    with pytest.raises(NotNow, match="不能主持评标"):
        evaluation_actions.open_session(where.section, by=by, at=evaluation.AT)
    rounds.signed(who, at=evaluation.AT)
    assert evaluation_actions.open_session(where.section, by=by, at=evaluation.AT).opened_by == who.pk
