"""Families: voluntary and withdrawn at any time; one vote a person and nobody knows for whom; videos by who owes them."""

import itertools
import threading
from datetime import timedelta

import pytest
from django.db import connection

from qinglian.domain.education import actions, queries
from qinglian.domain.education.lifecycle import FAMILY_CONTEST
from qinglian.domain.education.models import FamilyContest, FamilyNomination, FamilyPart, FamilyVideo, FamilyVoter
from qinglian.domain.people.models import Duty
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record import blobs
from qinglian.record.models import Fact
from tests.factories import staff

AT = staff.AT
TODAY = AT.date()
MP4 = b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 64


@pytest.mark.django_db
@pytest.mark.meets("Z56")
def test_families_reached_is_a_share_of_key_posts_and_withdrawing_deletes_what_was_told() -> None:
    party, head, other, host = staff.party_officer(), staff.head(), staff.head("科长乙"), staff.member()
    letter = actions.hold_family_event(
        kind="letter", title="致家属的一封信", words="常吹廉洁风。", held_on=TODAY, by=staff.actor(party), at=AT
    )
    part = actions.join_family_event(letter, told="金丝雀已阅", by=staff.actor(head), at=AT)
    with pytest.raises(NotNow):
        actions.join_family_event(letter, by=staff.actor(head), at=AT)
    actions.join_family_event(letter, by=staff.actor(host), at=AT)
    pledge = actions.give_family_pledge(told="金丝雀当好廉内助", by=staff.actor(other), at=AT)
    reached = queries.families_reached(staff.actor(host), year=AT.year)
    assert (reached.done, reached.due, reached.percent) == (2, 2, 100)
    assert [told for _, told in queries.family_parts_for(staff.actor(host))] == [""]
    assert {told for _, told in queries.family_parts_for(staff.actor(party))} == {"", "金丝雀已阅", "金丝雀当好廉内助"}
    with pytest.raises(NotAllowed):
        actions.withdraw_family_part(pledge, by=staff.actor(party), at=AT)
    actions.withdraw_family_part(pledge, by=staff.actor(other), at=AT)
    row = FamilyPart.objects.get(pk=pledge.pk)
    assert (bytes(row.sealed), row.withdrawn_at) == (b"", AT)
    assert queries.families_reached(staff.actor(host), year=AT.year).percent == 50
    with pytest.raises(NotNow):
        actions.withdraw_family_part(pledge, by=staff.actor(other), at=AT)
    actions.give_family_pledge(told="重新承诺", by=staff.actor(other), at=AT)
    with pytest.raises(NotFound):
        queries.family_part_for(part.pk, asker=staff.actor(other))
    assert "金丝雀" not in str(list(Fact.objects.values("fact")))


def contest_of(*members: object) -> tuple[FamilyContest, list[FamilyNomination], Actor]:
    """This will open a contest with these families up to the voting."""
    by = staff.actor(staff.party_officer())
    contest = actions.open_family_contest(title="清廉家庭评比", by=by, at=AT)
    named = [
        actions.nominate_family(contest, member=member, story="金丝雀事迹", by=by, at=AT)  # type: ignore[arg-type]
        for member in members
    ]
    return actions.open_family_voting(contest, by=by, at=AT), named, by


@pytest.mark.django_db
@pytest.mark.meets("Z21")
def test_contest_counts_one_vote_a_person_and_shows_stories_with_consent_alone() -> None:
    head, other, host = staff.head(), staff.head("科长乙"), staff.member()
    contest, (first, second), by = contest_of(head, other)
    actions.vote_for_family(first, by=staff.actor(host), at=AT)
    for nomination in (first, second):
        with pytest.raises(NotNow, match="每人一票"):
            actions.vote_for_family(nomination, by=staff.actor(host), at=AT)
    actions.vote_for_family(first, by=staff.actor(head), at=AT)
    actions.vote_for_family(second, by=staff.actor(other), at=AT)
    hidden = queries.nominees_of(contest, asker=staff.actor(host))
    assert [(row.votes, row.story) for row in hidden] == [(None, ""), (None, "")]
    contest = actions.close_family_voting(contest, by=by, at=AT)
    with pytest.raises(NotNow):
        actions.vote_for_family(first, by=by, at=AT)
    contest = actions.award_families(contest, awarded=[first.pk], review="家风优良，一致同意。", by=by, at=AT)
    shown = queries.nominees_of(contest, asker=staff.actor(host))
    assert [(row.votes, row.nomination.is_awarded, row.story) for row in shown] == [(2, True, ""), (1, False, "")]
    with pytest.raises(NotAllowed):
        actions.consent_to_story(first, agreed=True, by=by, at=AT)
    actions.consent_to_story(first, agreed=True, by=staff.actor(head), at=AT)
    assert queries.nominees_of(contest, asker=staff.actor(host))[0].story == "金丝雀事迹"
    actions.consent_to_story(first, agreed=False, by=staff.actor(head), at=AT)
    assert queries.nominees_of(contest, asker=staff.actor(host))[0].story == ""
    figures = {one.code: one.done for one in queries.family_figures(staff.actor(host), on=TODAY)}
    assert figures["clean_families"] == 1


@pytest.mark.django_db
def test_nothing_stored_says_who_voted_for_whom() -> None:
    head, other, host = staff.head(), staff.head("科长乙"), staff.member()
    contest, (first, _), _ = contest_of(head, other)
    actions.vote_for_family(first, by=staff.actor(host), at=AT)
    assert [field.name for field in FamilyVoter._meta.fields] == ["id", "contest", "person"]
    fact = Fact.objects.get(kind="family-vote-cast/v1")
    assert (fact.fact["body"], fact.secrecy) == ({"contest": contest.pk}, "confidential")
    assert (queries.has_voted(contest, asker=staff.actor(host)), queries.votes_cast(contest)) == (True, 1)


@pytest.mark.django_db(transaction=True)
def test_one_of_two_votes_at_the_same_moment_counts() -> None:
    head, other, host = staff.head(), staff.head("科长乙"), staff.member()
    _, (first, second), _ = contest_of(head, other)
    by, outcomes, start = staff.actor(host), [], threading.Barrier(2)

    def vote(nomination: FamilyNomination) -> None:
        start.wait()
        try:
            actions.vote_for_family(nomination, by=by, at=AT)
            outcomes.append("counted")
        except NotNow:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=vote, args=(one,)) for one in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["counted", "refused"]
    assert sum(FamilyNomination.objects.values_list("votes", flat=True)) == FamilyVoter.objects.count() == 1


@pytest.mark.django_db
def test_contest_refuses_what_is_out_of_turn() -> None:
    head, host = staff.head(), staff.member()
    party = staff.actor(staff.party_officer())
    with pytest.raises(NotAllowed):
        actions.open_family_contest(title="评比", by=staff.actor(host), at=AT)
    contest = actions.open_family_contest(title="评比", by=party, at=AT)
    nomination = actions.nominate_family(contest, member=head, story="事迹", by=staff.actor(host), at=AT)
    with pytest.raises(NotNow):
        actions.nominate_family(contest, member=head, story="事迹", by=staff.actor(host), at=AT)
    with pytest.raises(NotNow):
        actions.open_family_voting(contest, by=party, at=AT)
    with pytest.raises(NotNow):
        actions.vote_for_family(nomination, by=staff.actor(host), at=AT)
    contest = FamilyContest.objects.get(pk=contest.pk)
    FamilyContest.objects.filter(pk=contest.pk).update(state="review")
    with pytest.raises(NotValid):
        actions.award_families(contest, awarded=[], review="同意", by=party, at=AT)
    with pytest.raises(NotAllowed):
        actions.vote_for_family(nomination, by=Actor("per-x", "org-x", frozenset({"bidder_agent"})), at=AT)


def test_contest_lifecycle_in_every_state_with_every_act() -> None:
    by = Actor("per-all", "org-c", frozenset({"party_officer"}))
    for state, move in itertools.product(FAMILY_CONTEST.states, FAMILY_CONTEST.moves):
        if state.code in move.source:
            assert FAMILY_CONTEST.require(move.act, state=state.code, by=by).target == move.target
        else:
            with pytest.raises(NotNow):
                FAMILY_CONTEST.require(move.act, state=state.code, by=by)


@pytest.mark.django_db
def test_videos_are_asked_of_leaders_and_heads_counted_by_plays_and_deleted_when_withdrawn() -> None:
    party, secretary, head, host = staff.party_officer(), staff.party_secretary(), staff.head(), staff.member()
    assert actions.ask_family_videos(due_on=TODAY + timedelta(20), by=staff.actor(party), at=AT) == 2
    with pytest.raises(NotAllowed):
        actions.ask_family_videos(due_on=TODAY, by=staff.actor(head), at=AT)
    video = actions.publish_family_video(title="家书", data=MP4, by=staff.actor(head), at=AT)
    assert Duty.objects.get(kind="family_video", owed_by=head).fulfilled_at == AT
    with pytest.raises(NotNow):
        actions.publish_family_video(title="又一部", data=MP4, by=staff.actor(head), at=AT)
    for data in (b"GIF89a" + b"0" * 20, MP4 + b"0" * 31_457_280):
        with pytest.raises(NotValid):
            actions.publish_family_video(title="不行", data=data, by=staff.actor(secretary), at=AT)
    assert actions.play_family_video(video, by=staff.actor(host), at=AT).plays == 1
    assert actions.play_family_video(video, by=staff.actor(host), at=AT).plays == 2
    rows = {row.person_id: found for row, found in queries.family_videos_for(staff.actor(host), year=AT.year)}
    assert (rows[secretary.pk], rows[head.pk]) == (None, FamilyVideo.objects.get())
    with pytest.raises(NotAllowed):
        actions.withdraw_family_video(video, by=staff.actor(party), at=AT)
    assert blobs.path_of(video.blob).is_file()
    actions.withdraw_family_video(video, by=staff.actor(head), at=AT)
    with pytest.raises(NotFound):
        queries.family_video_for(video.pk, asker=staff.actor(host))
