"""Which openings a guardian finds on the desk, and in which order."""

from datetime import timedelta

import pytest

from qinglian.domain.tenders.queries import guarded_by, guarded_section
from qinglian.law.refusal import NotFound
from qinglian.web.guardian.desk_page import DONE, NOW, WAITING, desk_groups
from tests.factories import bids, people, tenders

pytestmark = pytest.mark.django_db


def titles(guardian: str) -> list[tuple[str, list[str]]]:
    groups = desk_groups(guarded_by([guardian]))
    return [(group.title.zh, [row.act.zh for row in group.rows]) for group in groups]


def test_guarded_by_finds_a_card_to_sign_until_it_is_in() -> None:
    tender = tenders.created()
    holders = tenders.guardians(tender.tenderer)
    typed = tenders.notice_typed(tenders.access_with(holders))
    from qinglian.domain.tenders.actions import draft_notice

    notice = draft_notice(tender, typed=typed, by=tenders.operator(tender), at=tenders.AT)
    first = holders["supervision"][0]
    assert titles(first.id) == [(NOW.zh, ["签署密钥卡"])]
    tenders.hand_in_cards(notice, [first])
    assert titles(first.id) == [(WAITING.zh, ["等公告发布"])]
    found = guarded_section(tender.code, "1", guardians=[first.id])
    assert (found.group, found.needs_card, found.next_epoch) == ("supervision", False, 1)


def test_guarded_by_follows_the_section_to_its_end() -> None:
    where = bids.with_bids()
    holder = where.holders["trade"][1]
    assert titles(holder.id) == [(WAITING.zh, ["等投标截止"])]
    bids.closed(where=where)
    assert titles(holder.id) == [(WAITING.zh, ["等见证人签名"])]
    bids.cosign_everything()
    from qinglian.domain.bids import actions

    actions.allow_release(where.closing, at=bids.DEADLINE + timedelta(seconds=10))
    assert titles(holder.id) == [(NOW.zh, ["交出密钥"])]


def test_guarded_section_is_unknown_to_other_guardians() -> None:
    notice = tenders.published()
    stranger = people.guardian(people.supervisor_office("别处的监督机构"))
    assert guarded_by([stranger.id]) == []
    assert guarded_by([]) == []
    with pytest.raises(NotFound):
        guarded_section(notice.tender.code, "1", guardians=[stranger.id])
    assert DONE.zh == "已办完"
