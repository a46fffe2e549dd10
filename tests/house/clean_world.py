"""What the addresses of the centre's integrity work name, for the page matrix."""

from datetime import timedelta
from typing import Any

from qinglian.domain.education import actions as education
from qinglian.domain.education.models import FestivalReminder
from qinglian.domain.integrity import actions as integrity
from qinglian.domain.outreach import actions as outreach
from qinglian.domain.supervision import actions as supervision
from qinglian.law.actor import TIMETABLE
from tests.factories import bids, campaigns, culture, people, rounds, staff, study, work_rules


def samples() -> dict[str, Any]:
    """This will build one thing of each kind and map the names in addresses to it."""
    return _rules() | study.samples() | _culture() | _families() | _campaigns() | _checks() | _promises()


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


def _checks() -> dict[str, Any]:
    """A check with its outcome on the wall, and a correction that is late: reminded of and escalated."""
    by, at = people.actor(people.supervisor()), campaigns.AT
    check = supervision.plan_check("archivist", method="hearing", planned_on=at.date(), by=by, at=at)
    order = integrity.order_finding(
        check, problem="借阅单没有签字。", severity="minor", point="", advice="补签。", owner=staff.member("档案甲"),
        due_on=(at + timedelta(days=2)).date(), by=by, at=at,
    )  # fmt: skip
    results = [integrity.Result("sound", "看了台账。") for _ in check.checklist.items]
    supervision.hold_check(check, results=results, conclusion="基本落实。", by=by, at=at)
    integrity.remind_rectification(order, at=at + timedelta(days=1))
    integrity.escalate_rectification(order, at=at + timedelta(days=9))
    return {"inspection": check.pk, "rectification": order.pk}


def _promises() -> dict[str, Any]:
    """The year's lists of duties as drafts, a round with one proposal, a pledge that is signed; each the first of its kind."""
    team = rounds.house()
    integrity.draft_duty_lists(year=rounds.TODAY.year, by=staff.actor(team.party), at=rounds.AT)
    rounds.proposed(rounds.opened_round(team.discipline), team.host)
    rounds.campaign(team.party)
    rounds.signed(team.host)
    return {}
