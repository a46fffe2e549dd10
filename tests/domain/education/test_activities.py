"""Activities: planned with what the kind needs, signed in by the changing code, filed with minutes; history stays as it was."""

from datetime import date, timedelta

import pytest

from qinglian.domain.education import actions, queries
from qinglian.domain.education.activity_kinds import ACTIVITY_KINDS, STUDY_TYPES
from qinglian.domain.education.models import Activity, Attendance, Expected
from qinglian.domain.education.sign_in_code import code_at
from qinglian.domain.people.actions import leave_roll
from qinglian.domain.people.establishment import PILLARS
from qinglian.domain.people.models import Duty
from qinglian.law.refusal import NotAllowed, NotNow, NotValid, TooOften
from qinglian.record.models import Fact
from tests.factories import people, staff, study
from tests.factories.tenders import pdf_bytes

pytestmark = pytest.mark.django_db
AT = study.AT


def test_every_kind_has_a_pillar_and_there_are_four_types_of_study() -> None:
    assert {kind.pillar for kind in ACTIVITY_KINDS} <= set(PILLARS)
    assert STUDY_TYPES == ("first_item", "theory_group", "all_staff", "branch_meeting")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "picnic"}, "kind"),
        ({"topic": " "}, "topic"),
        ({"place": ""}, "place"),
        ({"audience": "everybody"}, "audience"),
        ({"audience": "branch", "audience_of": "ninth"}, "audience_of"),
        ({"audience": "listed"}, "listed"),
        ({"audience": "listed", "listed": ("per-none",)}, "listed"),
        ({"kind": "party_lecture"}, "speaker"),
        ({"kind": "expert_lecture"}, "speaker_name"),
        ({"kind": "expert_lecture", "speaker_name": "周教授"}, "speaker_unit"),
        ({"kind": "warning_film"}, "film"),
        ({"kind": "warning_film", "film": 99}, "film"),
        ({"kind": "case_discussion"}, "case"),
        ({"kind": "reading"}, "book"),
        ({"kind": "site_visit", "catch_up_on": date(2026, 1, 1)}, "catch_up_on"),
        ({"speaker": "per-none"}, "speaker"),
        ({"directives": (99,)}, "directives"),
    ],
)
def test_plan_activity_names_the_field_that_is_wrong(changes: dict[str, object], field: str) -> None:
    officer = staff.actor(staff.party_officer())
    with pytest.raises(NotValid) as refusal:
        study.planned(officer, **changes)
    assert refusal.value.field == field


def test_plan_activity_is_for_the_party_office_and_for_secretaries_within_their_branch() -> None:
    own = study.secretaries()
    second = staff.actor(own["second"])
    found = study.planned(second, kind="branch_meeting", audience="branch", audience_of="second")
    assert found.organiser == own["second"]
    for changes in ({"audience": "all"}, {"audience": "branch", "audience_of": "first"}):
        with pytest.raises(NotAllowed):
            study.planned(second, **changes)
    with pytest.raises(NotAllowed):
        study.planned(staff.actor(staff.member()), audience="branch", audience_of="second")


def test_open_sign_in_keeps_who_was_on_the_roll_then() -> None:
    officer, other = staff.party_officer(), staff.member("调离甲")
    by = staff.actor(officer)
    activity = study.closed(by, officer, other)
    leave_roll(staff.entry(other), reason="调离本单位", by=people.admin(), at=study.later(days=1))
    staff.member("新来乙")
    share = queries.attended_count(activity, asker=by)
    assert (share.done, share.due, activity.roll_count) == (2, 2, 2)
    assert {row.name for row in queries.presence_of(activity, asker=by)} == {"党务甲", "调离甲"}


@pytest.mark.parametrize(
    ("audience", "of", "names"),
    [
        ("all", "", {"党务甲", "群众乙", "科长甲"}),
        ("members", "", {"党务甲", "科长甲"}),
        ("branch", "second", {"群众乙", "科长甲"}),
        ("department", "party", {"党务甲"}),
        ("standing", "section_head", {"科长甲"}),
    ],
)
def test_audience_is_taken_from_the_roll(audience: str, of: str, names: set[str]) -> None:
    by = staff.actor(staff.party_officer())
    staff.member("群众乙", is_party_member=False)
    staff.head()
    activity = study.opened(by, audience=audience, audience_of=of)
    assert {row.person.name for row in Expected.objects.filter(activity=activity).select_related("person")} == names


def test_sign_in_to_activity_counts_once_and_only_with_the_code_on_the_screen() -> None:
    by, member = staff.actor(staff.party_officer()), staff.member("扫码甲")
    me, activity = staff.actor(member), study.opened(by)
    code = code_at(activity.pk, at=AT)
    with pytest.raises(NotValid) as refusal:
        actions.sign_in_to_activity(activity, code=code, by=me, at=AT + timedelta(minutes=2))
    assert (refusal.value.rule, refusal.value.field) == ("study_code", "code")
    first = actions.sign_in_to_activity(activity, code=code, by=me, at=AT)
    again = actions.sign_in_to_activity(activity, code=code, by=me, at=AT + timedelta(seconds=5))
    assert (first.pk, first.how, Attendance.objects.count()) == (again.pk, "qr", 1)
    stranger = staff.actor(people.staff("staff"))
    with pytest.raises(NotValid) as refusal:
        actions.sign_in_to_activity(activity, code=code, by=stranger, at=AT)
    assert refusal.value.rule == "study_expected"
    assert "扫码甲" not in str(Fact.objects.filter(kind="attendance-noted/v1").values_list("fact", flat=True))


def test_sign_in_outside_its_time_is_refused_with_words() -> None:
    by, member = staff.actor(staff.party_officer()), staff.member()
    planned = study.planned(by)
    held = study.held(by, member)
    for activity in (planned, held):
        with pytest.raises(NotNow) as refusal:
            actions.sign_in_to_activity(activity, code=code_at(activity.pk, at=AT), by=staff.actor(member), at=AT)
        assert "现在不在签到时间" in refusal.value.wrong.zh


def test_code_of_one_activity_opens_no_other_and_guessing_ends_after_ten() -> None:
    by, member = staff.actor(staff.party_officer()), staff.actor(staff.member())
    one, other = study.opened(by), study.opened(by)
    assert code_at(one.pk, at=AT) != code_at(other.pk, at=AT)
    for _ in range(10):
        with pytest.raises(NotValid):
            actions.sign_in_to_activity(one, code=code_at(other.pk, at=AT), by=member, at=AT)
    for guess in ("000000", code_at(one.pk, at=AT)):  # the right one too: whoever guesses long enough must not get in
        with pytest.raises(TooOften):
            actions.sign_in_to_activity(one, code=guess, by=member, at=AT)
    assert not Attendance.objects.exists()


def test_code_changes_every_half_minute_and_the_one_just_replaced_still_counts() -> None:
    codes = [code_at(1, at=AT + timedelta(seconds=second)) for second in range(0, 90, 30)]
    assert len(set(codes)) == 3
    assert code_at(1, at=AT + timedelta(seconds=29)) == codes[0]
    by, member = staff.actor(staff.party_officer()), staff.actor(staff.member())
    activity = study.opened(by)
    code = code_at(activity.pk, at=AT)
    actions.sign_in_to_activity(activity, code=code, by=member, at=AT + timedelta(seconds=45))
    with pytest.raises(NotValid):
        actions.sign_in_to_activity(activity, code=code, by=by, at=AT + timedelta(seconds=61))


def test_close_activity_wants_minutes_and_somebody_there() -> None:
    officer = staff.party_officer()
    by = staff.actor(officer)
    empty = actions.end_sign_in(study.opened(by), by=by, at=AT)
    with pytest.raises(NotNow) as refusal:
        actions.close_activity(empty, minutes=study.MINUTES, by=by, at=AT)
    assert refusal.value.rule == "study_minutes"
    actions.list_attendance(empty, persons=[officer.pk], by=by, at=AT)
    with pytest.raises(NotValid) as wrong:
        actions.close_activity(empty, minutes=" ", by=by, at=AT)
    assert wrong.value.field == "minutes"
    assert actions.close_activity(empty, minutes=study.MINUTES, by=by, at=AT).state == "closed"


def test_call_off_and_edit_activity() -> None:
    by = staff.actor(staff.party_officer())
    activity = study.planned(by)
    changed = actions.edit_activity(activity, plan=study.plan(topic="改后的主题"), by=by, at=AT)
    assert changed.topic == "改后的主题"
    with pytest.raises(NotValid):
        actions.call_off_activity(activity, reason=" ", by=by, at=AT)
    called = actions.call_off_activity(activity, reason="与全市会议冲突", by=by, at=AT)
    assert (called.state, called.reason) == ("called_off", "与全市会议冲突")


@pytest.mark.meets("Z04")
def test_four_types_are_counted_per_year_with_the_rate_of_each_person() -> None:
    officer, member = staff.party_officer(), staff.member("半勤甲")
    by = staff.actor(officer)
    for kind in STUDY_TYPES:
        study.closed(by, officer, kind=kind)
    study.closed(by, officer, member)
    year = queries.coverage_for(by, year=2026)
    assert {form.kind.code: (form.sessions, form.share.done, form.share.due) for form in year.study} == {
        "first_item": (1, 1, 2), "theory_group": (1, 1, 2), "all_staff": (2, 3, 4), "branch_meeting": (1, 1, 2),
    }  # fmt: skip
    assert {row.name: row.study.words for row in year.people} == {"半勤甲": "20%", "党务甲": "100%"}
    assert queries.coverage_for(by, year=2025).sessions == 0


@pytest.mark.meets("Z07")
def test_expert_lecture_has_a_speaker_from_outside_and_is_a_share_of_all_staff() -> None:
    officer, head = staff.party_officer(), staff.head()
    staff.member()
    by = staff.actor(officer)
    study.closed(
        by, head, kind="expert_lecture", audience="standing", audience_of="section_head", speaker_name="周教授",
        speaker_unit="江城市委党校",
    )  # fmt: skip
    ((lecture, share),) = queries.expert_lectures_for(by, year=2026)
    assert (lecture.is_external, share.done, share.due) == (True, 1, 3)


@pytest.mark.meets("Z09")
def test_visit_is_whole_only_when_nobody_on_the_roll_is_missing() -> None:
    officer, away = staff.party_officer(), staff.member("出差甲")
    by = staff.actor(officer)
    visit = study.closed(
        by, officer, kind="site_visit", catch_up_on=study.DUE, trips=("第一批 8:00 发车", "第二批 14:00 发车")
    )
    share, missing = queries.visit_coverage(by, year=2026)
    assert (share.words, missing) == ("50%", ["出差甲"])
    assert Duty.objects.get(kind="attend").owed_by == away
    actions.note_catch_up(visit, persons=[away.pk], by=by, at=study.later(days=9))
    share, missing = queries.visit_coverage(by, year=2026)
    assert (share.words, missing) == ("100%", [])
    assert Duty.objects.get(kind="attend").fulfilled_at == study.later(days=9)
    staff.member("新来乙")
    share, missing = queries.visit_coverage(by, year=2026)
    assert (share.words, missing) == ("66.6%", ["新来乙"])


def test_visit_without_a_day_is_caught_up_on_within_thirty_days() -> None:
    by = staff.actor(staff.party_officer())
    assert study.planned(by, kind="site_visit").catch_up_on == (AT + timedelta(days=30)).date()
    assert study.planned(by).catch_up_on is None


@pytest.mark.meets("Z51")
def test_forms_used_and_unused_are_counted_from_records() -> None:
    officer = staff.party_officer()
    by = staff.actor(officer)
    study.closed(by, officer)
    study.closed(by, officer, kind="reading", book="《容斋随笔》")
    year = queries.coverage_for(by, year=2026)
    assert (year.used, len(year.unused)) == (2, len(ACTIVITY_KINDS) - 2)
    assert next(form for form in year.forms if form.kind.code == "reading").branches[0].zh == "第一党支部"


@pytest.mark.meets("Z19")
def test_reading_session_has_book_participants_and_shared_thoughts() -> None:
    officer, reader = staff.party_officer(), staff.member("读者甲")
    by = staff.actor(officer)
    session = study.closed(by, reader, kind="reading", book="《曾国藩家书》")
    actions.share_thought(session, words="勤俭持家，公私分明。", by=staff.actor(reader), at=AT)
    actions.share_thought(session, words="勤俭持家，公私分明，从我做起。", by=staff.actor(reader), at=AT)
    assert [row.words for row in session.thoughts.all()] == ["勤俭持家，公私分明，从我做起。"]
    study.closed(by, reader, officer, kind="reading", book="《容斋随笔》")
    counted = {
        year: next(form for form in queries.coverage_for(by, year=year).forms if form.kind.code == "reading")
        for year in (2025, 2026)
    }
    assert {year: (form.sessions, form.share.done, form.thoughts) for year, form in counted.items()} == {
        2025: (0, 0, 0), 2026: (2, 3, 1),
    }  # fmt: skip
    with pytest.raises(NotValid):
        actions.share_thought(session, words="没有来。", by=by, at=AT)
    with pytest.raises(NotNow):
        actions.share_thought(study.closed(by, reader), words="不是读书会。", by=staff.actor(reader), at=AT)


def test_strangers_see_no_activity() -> None:
    bidder = people.actor(people.person(people.bidder()[0], "bidder_agent"))
    for ask in (lambda: queries.activities_for(bidder), lambda: queries.coverage_for(bidder, year=2026)):
        with pytest.raises(NotAllowed):
            ask()
    assert Activity.objects.count() == 0


def test_add_material_takes_a_readable_file_once_and_none_when_called_off() -> None:
    by = staff.actor(staff.party_officer())
    activity = study.planned(by)
    added = actions.add_material(activity, title="学习材料", file_name="a.pdf", chunks=[pdf_bytes()], by=by, at=AT)
    found, path = queries.material_file(activity, added.sha256, asker=by)
    assert (found.media_type, path.stat().st_size) == ("application/pdf", added.size)
    for wrong, data in (("不是文件", b"no pdf"), ("同一份", pdf_bytes())):
        with pytest.raises(NotValid):
            actions.add_material(activity, title=wrong, file_name="b.pdf", chunks=[data], by=by, at=AT)
    with pytest.raises(NotAllowed):
        actions.add_material(
            activity, title="别人", file_name="c.pdf", chunks=[pdf_bytes("c")], by=staff.actor(staff.member()), at=AT
        )
    called = actions.call_off_activity(activity, reason="与会议冲突", by=by, at=AT)
    with pytest.raises(NotNow):
        actions.add_material(called, title="迟了", file_name="d.pdf", chunks=[pdf_bytes("d")], by=by, at=AT)
