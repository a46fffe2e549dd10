"""Activities for tests: plans, an activity in every state, a film, a case, three branch secretaries."""

from datetime import date, datetime, timedelta
from typing import Any

from qinglian.domain.education import actions
from qinglian.domain.education.activity_plan import ActivityPlan
from qinglian.domain.education.models import Activity, Case, Film, Venue
from qinglian.domain.people.models import Person
from qinglian.law.actor import Actor
from tests.factories import staff

AT = staff.AT
DUE = date(2026, 11, 20)
MINUTES = "会议学习了有关文件，三名同志交流发言，党委书记作小结。"


def plan(**changes: Any) -> ActivityPlan:
    """This will make the plan of an all-staff meeting."""
    named: dict[str, Any] = {
        "kind": "all_staff",
        "topic": "学习中央八项规定精神",
        "held_at": AT,
        "place": "三楼会议室",
        "audience": "all",
    }
    return ActivityPlan(**(named | changes))


def planned(by: Actor, **changes: Any) -> Activity:
    """This will store a planned activity."""
    return actions.plan_activity(plan(**changes), by=by, at=AT)


def opened(by: Actor, **changes: Any) -> Activity:
    """This will store an activity with sign-in open."""
    return actions.open_sign_in(planned(by, **changes), by=by, at=AT)


def held(by: Actor, *people: Person, **changes: Any) -> Activity:
    """This will store an activity at which these people were."""
    activity = opened(by, **changes)
    actions.list_attendance(activity, persons=[one.pk for one in people], by=by, at=AT)
    return actions.end_sign_in(activity, by=by, at=AT)


def closed(by: Actor, *people: Person, at: datetime = AT, **changes: Any) -> Activity:
    """This will store a filed activity at which these people were."""
    return actions.close_activity(held(by, *people, **changes), minutes=MINUTES, by=by, at=at)


def film(by: Actor, title: str = "失守的底线", **changes: Any) -> Film:
    """This will store a film of three parts."""
    parts: dict[str, Any] = {"minutes": 45, "account_from": 0, "reenactment_from": 12, "confession_from": 33}
    return actions.register_film(title=title, maker="江城市纪委监委", **(parts | changes), by=by, at=AT)


def case(by: Actor, title: str = "评标现场打招呼案") -> Case:
    """This will store a case."""
    return actions.register_case(
        title=title, summary="某科室工作人员在评标前向评委打招呼。", article="纪律处分条例第一百一十六条", by=by, at=AT
    )


def venue(by: Actor, capacity: int = 40) -> Venue:
    """This will store a venue."""
    return actions.register_venue(name="江城清廉文化展馆", address="滨江大道 6 号", capacity=capacity, by=by, at=AT)


def secretaries() -> dict[str, Person]:
    """This will store the secretary of each of the three branches."""
    return {
        branch: staff.member(
            f"{branch}书记", department=department, work_post=post, branch=branch, roles=("section_head", "staff"),
            standings=("section_head", "branch_secretary"),
        )
        for branch, department, post in (
            ("first", "office", "clerk"), ("second", "transaction", "host"), ("third", "supervision", "witness")
        )
    }  # fmt: skip


def later(**amount: float) -> datetime:
    """This will return a moment after AT."""
    return AT + timedelta(**amount)


def samples() -> dict[str, int]:
    """This will store one thing of each kind that addresses of study name, and return their numbers by the names in the addresses."""
    own = secretaries()
    by, secretary = staff.actor(staff.party_officer()), staff.actor(own["first"])
    shown, found, hall = film(by), case(by), venue(by)
    handed = actions.submit_reflection(shown, words="守住底线。" * 30, by=secretary, at=AT)
    talk = held(secretary, own["first"], kind="case_discussion", audience="branch", audience_of="first", case=found.pk)
    made = actions.make_commitment(talk, person=own["first"].pk, words="当天登记。", due_on=DUE, by=secretary, at=AT)
    booked = actions.book_venue(hall, on=DUE, half="am", unit="交易中心", people=9, by=by, at=AT)
    return {
        "activity": planned(by).pk, "film": shown.pk, "case": found.pk, "reflection": handed.pk, "commitment": made.pk,
        "venue": hall.pk, "booking": booked.pk,
    }  # fmt: skip
