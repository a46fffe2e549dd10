"""What the addresses of the centre's integrity work name, for the page matrix."""

from datetime import timedelta
from typing import Any

from qinglian.domain.education import actions as education
from qinglian.domain.education.models import FestivalReminder
from qinglian.domain.outreach import actions as outreach
from qinglian.domain.supervision import actions as supervision
from qinglian.law.actor import TIMETABLE
from tests.factories import bids, campaigns, culture, people, staff, study, work_rules


def samples() -> dict[str, Any]:
    """This will build one thing of each kind and map the names in addresses to it."""
    return _rules() | study.samples() | _culture() | _families() | _campaigns() | {"inspection": 1, "rectification": 1}


def _rules() -> dict[str, Any]:
    version = work_rules.consulted()
    work_rules.campaign(1)
    clause = work_rules.document().clauses.order_by("place")[0]
    return {
        "rule": version.rule_id, "rule_version": 1, "version_act": "consult", "comment": 1, "year": 2026, "old": 1, "new": 1,
        "document": clause.document_id, "clause": clause.pk, "clause_act": "match",
    }  # fmt: skip


def _culture() -> dict[str, Any]:
    culture.furnished()
    return dict.fromkeys(("meeting", "decision", "plan", "task", "message", "position", "content", "book", "loan"), 1)


def _families() -> dict[str, Any]:
    by, at = people.actor(staff.party_officer()), bids.DEADLINE
    day = outreach.draft_open_day(
        theme="开放日", starts_at=at + timedelta(days=9000), place="大厅", agenda="参观", by=by, at=at
    )
    outreach.announce_open_day(day, by=by, at=at)
    letter = education.hold_family_event(
        kind="letter", title="家书", words="见字如面。", held_on=at.date(), by=by, at=at
    )
    contest = education.open_family_contest(title="评比", by=by, at=at)
    suggestion, _ = outreach.hand_in_suggestion(words="意见", by=by, at=at)
    return {
        "talk": 1, "visit": 1, "event": letter.pk, "family_part": 1, "contest": contest.pk, "nomination": 1, "video": 1,
        "day": day.pk, "guest": 1, "suggestion": suggestion.pk,
    }  # fmt: skip


def _campaigns() -> dict[str, Any]:
    who = campaigns.crew()
    launched = campaigns.launched(who)
    education.plan_festivals(2027, by=TIMETABLE, at=campaigns.AT)
    gift = supervision.declare_gift(
        "茶叶一盒", giver_kind="agency", circumstances="寄到单位。", received_on=campaigns.DAY, by=staff.actor(who.member), at=campaigns.AT
    )  # fmt: skip
    return {
        "reminder": FestivalReminder.objects.get(festival="new_year").pk, "gift": gift.pk, "campaign": launched.pk,
        "form": campaigns.form_of(launched, who.member).pk, "problem": campaigns.tendering_problem(who, year=2026).pk,
    }  # fmt: skip
