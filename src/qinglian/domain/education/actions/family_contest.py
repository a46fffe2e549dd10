"""The contest of clean families: nominated by colleagues, voted on once by each, reviewed and awarded; stories with consent alone."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from qinglian.domain.education.events import ContestMoved, FamilyNominated, FamilyVoteCast, StoryConsent
from qinglian.domain.education.family_policy import is_own, is_staff, may_organise_families
from qinglian.domain.education.lifecycle import FAMILY_CONTEST
from qinglian.domain.education.models import FamilyContest, FamilyNomination, FamilyVoter
from qinglian.domain.people import refusing
from qinglian.domain.people.models import Person
from qinglian.domain.people.queries import roll_entry_of
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.models import Secrecy


@transaction.atomic
def open_family_contest(*, title: str, by: Actor, at: datetime) -> FamilyContest:
    """This will open a contest for nominations."""
    if not may_organise_families(by):
        raise refusing.not_yours(Text("机关党委", "the party office"), rule="contest_in_order")
    title = refusing.require_text(title, "title", Text("标题", "The title"), most=120)

    contest = FamilyContest.objects.create(title=title, year=at.astimezone(CHINA).year, opened_at=at)

    _record(ContestMoved(contest.pk, contest.state, []), contest, by=by, at=at)
    return contest


@transaction.atomic
def nominate_family(contest: FamilyContest, *, member: Person, story: str, by: Actor, at: datetime) -> FamilyNomination:
    """This will nominate the family of a member of staff, with its story; once in a contest."""
    contest = _locked(contest)
    _require_state(contest, "nominating", by)
    story = refusing.require_text(story, "story", Text("家庭事迹", "The story"), most=2000)

    try:
        with transaction.atomic():
            found = FamilyNomination.objects.create(
                contest=contest, member=member, nominated_by=by.id, story=story, at=at
            )
    except IntegrityError:
        raise refusing.not_now(
            Text("这个家庭已经有人推荐。", "This family is nominated already."),
            Text("请推荐别的家庭，或者等投票。", "Nominate another one, or wait for the voting."),
            rule="contest_in_order",
        ) from None

    _record(FamilyNominated(contest.pk, member.pk), contest, by=by, at=at)
    return found


@transaction.atomic
def open_family_voting(contest: FamilyContest, *, by: Actor, at: datetime) -> FamilyContest:
    """This will end the nominations and open the voting (NotNow without two families)."""
    contest = _locked(contest)
    move = FAMILY_CONTEST.require("open_family_voting", state=contest.state, by=by)
    if contest.nominations.count() < 2:
        raise refusing.not_now(
            Text("推荐的家庭不到两个，不能投票。", "Fewer than two families are nominated."),
            Text("请继续推荐。", "Go on with the nominations."),
            rule="contest_in_order",
        )
    return _move(contest, move.target, [], by=by, at=at)


@transaction.atomic
def vote_for_family(nomination: FamilyNomination, *, by: Actor, at: datetime) -> None:
    """This will count one vote of the actor, once a contest. Who votes and what for are stored apart: nothing joins them."""
    contest = _locked(nomination.contest)
    _require_state(contest, "voting", by)
    if roll_entry_of(by.id) is None:
        raise refusing.not_yours(Text("花名册上的人员", "who is on the roll"), rule="contest_one_vote")

    try:
        with transaction.atomic():
            FamilyVoter.objects.create(contest=contest, person_id=by.id)
    except IntegrityError:
        raise refusing.not_now(
            Text("您已经投过票，每人一票。", "You have voted; everybody has one vote."),
            Text("请等结果公布。", "Wait for the result."),
            rule="contest_one_vote",
        ) from None
    FamilyNomination.objects.filter(pk=nomination.pk).update(votes=F("votes") + 1)

    _record(FamilyVoteCast(contest.pk), contest, by=by, at=at)


@transaction.atomic
def close_family_voting(contest: FamilyContest, *, by: Actor, at: datetime) -> FamilyContest:
    """This will end the voting; from now on the counts are shown."""
    contest = _locked(contest)
    move = FAMILY_CONTEST.require("close_family_voting", state=contest.state, by=by)
    return _move(contest, move.target, [], by=by, at=at)


@transaction.atomic
def award_families(
    contest: FamilyContest, *, awarded: Sequence[int], review: str, by: Actor, at: datetime
) -> FamilyContest:
    """This will award families of this contest after a review in writing, and publish the result."""
    contest = _locked(contest)
    move = FAMILY_CONTEST.require("award_families", state=contest.state, by=by)
    review = refusing.require_text(review, "review", Text("评审意见", "The review"))
    chosen = list(contest.nominations.filter(pk__in=list(awarded)))
    if not chosen or len(chosen) != len(set(awarded)):
        raise refusing.not_valid(
            "awarded",
            Text("没有选家庭，或者选了别的评比里的。", "No family is chosen, or one of another contest."),
            Text("请从名单里选。", "Choose from the list."),
            rule="contest_in_order",
        )

    contest.nominations.filter(pk__in=[one.pk for one in chosen]).update(is_awarded=True)
    contest.review, contest.awarded_at = review, at
    contest.save(update_fields=["review", "awarded_at"])
    return _move(contest, move.target, [one.member_id for one in chosen], by=by, at=at)


@transaction.atomic
def consent_to_story(nomination: FamilyNomination, *, agreed: bool, by: Actor, at: datetime) -> FamilyNomination:
    """This will note whether the family's story may be shown; it may be withdrawn at any time."""
    nomination = FamilyNomination.objects.select_for_update().get(pk=nomination.pk)
    if not is_own(nomination, by):
        raise refusing.not_yours(Text("本人", "the member of staff"), rule="contest_consent")

    nomination.agreed_at = at if agreed else None
    nomination.save(update_fields=["agreed_at"])

    event = StoryConsent(nomination.pk, agreed)
    append(event, subject=f"person:{by.id}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return nomination


def _locked(contest: FamilyContest) -> FamilyContest:
    return FamilyContest.objects.select_for_update().get(pk=contest.pk)


def _move(contest: FamilyContest, target: str, awarded: list[str], *, by: Actor, at: datetime) -> FamilyContest:
    contest.state = target
    contest.save(update_fields=["state"])
    _record(ContestMoved(contest.pk, target, awarded), contest, by=by, at=at)
    return contest


def _require_state(contest: FamilyContest, state: str, by: Actor) -> None:
    if not is_staff(by):
        raise refusing.not_yours(Text("中心工作人员", "the centre's staff"), rule="contest_in_order")
    if contest.state != state:
        now, wanted = FAMILY_CONTEST.state(contest.state).label, FAMILY_CONTEST.state(state).label
        raise refusing.not_now(
            Text(f"评比现在是“{now.zh}”，不是“{wanted.zh}”。", f"The contest is in “{now.en}”, not in “{wanted.en}”."),
            Text("请看评比的进度。", "See how far the contest is."),
            rule="contest_in_order",
        )


def _record(event: ContestMoved | FamilyNominated | FamilyVoteCast, contest: FamilyContest, *, by: Actor, at: datetime) -> None:  # fmt: skip
    append(event, subject=f"family-contest:{contest.pk}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
