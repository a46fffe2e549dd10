"""What study lays upon whom: directives, lectures, films and reflections, case discussions with commitments, self-tests, series, venues."""

from datetime import date, timedelta

import pytest

from qinglian.domain.education import actions, queries
from qinglian.domain.education.models import Activity, SelfTest, VenueSlot
from qinglian.domain.people.models import Duty
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record.models import Fact
from tests.factories import staff, study

pytestmark = pytest.mark.django_db
AT, DUE = study.AT, study.DUE
REFLECTION = (
    "看完这部片，最受触动的是当事人从收下第一张购物卡开始一步步滑向深渊。我在窗口岗位，天天和投标人打交道，" * 3
)
QUESTIONS = [("谁可以打听评委名单？", ["谁都不可以", "中心领导"], 0), ("收到购物卡怎么办？", ["收下", "退回并报告"], 1)]


def directive(by: object, **changes: object) -> object:
    named = {
        "level": "central",
        "issuer": "中央纪委",
        "title": "关于节前廉政工作的通知",
        "issued_on": date(2026, 10, 28),
    }
    return actions.register_directive(**(named | changes), by=by, at=AT)  # type: ignore[arg-type]


@pytest.mark.meets("Z05")
def test_directive_is_overdue_until_a_session_covers_it() -> None:
    officer = staff.party_officer()
    by = staff.actor(officer)
    ordered = directive(by)
    duty = Duty.objects.get(kind="follow_up_study")
    assert (duty.owed_by, duty.due_on) == (officer, (AT + timedelta(days=30)).date())
    after = duty.due_on + timedelta(days=1)
    assert list(queries.directives_for(by, state="overdue", on=duty.due_on)) == []
    assert list(queries.directives_for(by, state="overdue", on=after)) == [ordered]
    session = study.closed(by, officer, kind="first_item", directives=(ordered.pk,))  # type: ignore[attr-defined]
    assert list(queries.directives_for(by, state="overdue", on=after)) == []
    assert queries.directives_for(by, state="studied", on=after).get().studied_in == session.pk
    assert Duty.objects.get(kind="follow_up_study").evidence == f"activity:{session.pk}"


@pytest.mark.meets("Z05")
def test_directive_has_a_level_and_stands_once() -> None:
    by = staff.actor(staff.party_officer())
    for level in ("central", "provincial", "city"):
        directive(by, level=level, issuer=f"{level}发文")
    for wrong, field in (
        ({"level": "county"}, "level"),
        ({"issuer": "central发文"}, "title"),
        ({"issuer": "某", "due_on": date(2026, 1, 1)}, "due_on"),
    ):
        with pytest.raises(NotValid) as refusal:
            directive(by, **wrong)
        assert refusal.value.field == field
    with pytest.raises(NotAllowed):
        directive(staff.actor(staff.member()))


@pytest.mark.meets("Z06")
def test_every_secretary_owes_a_lecture_a_year_and_the_year_shows_who_gave_it() -> None:
    officer, first = staff.party_officer(), staff.party_secretary()
    by, own = staff.actor(officer), study.secretaries()
    study.closed(by, officer, kind="party_lecture", speaker=own["first"].pk)
    assert actions.open_lectures(2026, by=by, at=AT) == 4
    lecture = study.closed(by, officer, kind="party_lecture", speaker=first.pk)
    assert (lecture.speaker_post, lecture.speaker_post_en) == ("党委书记", "Party secretary")
    given = Activity.objects.get(speaker=own["first"])
    assert (given.speaker_post, given.speaker_post_en) == ("第一党支部书记", "Secretary of the first branch")
    board = {row.name: row.given for row in queries.lectures_for(by, year=2026)}
    assert {name: bool(given) for name, given in board.items()} == {
        "书记甲": True, "first书记": True, "second书记": False, "third书记": False,
    }  # fmt: skip
    owed = Duty.objects.filter(kind="lecture", fulfilled_at=None).values_list("owed_by__name", flat=True)
    assert sorted(owed) == ["second书记", "third书记"]
    assert not any(row.given for row in queries.lectures_for(by, year=2025))


@pytest.mark.meets("Z08")
def test_reflections_are_a_share_with_the_missing_names() -> None:
    officer, writer, late = staff.party_officer(), staff.member("已交甲"), staff.member("未交乙")
    staff.member("群众丙", is_party_member=False)
    by, me = staff.actor(officer), staff.actor(writer)
    film = study.film(by)
    assert actions.assign_film(film, due_on=DUE, by=by, at=AT) == 3
    draft = actions.save_reflection(film, words="先写一点。", by=me, at=AT)
    with pytest.raises(NotFound):
        queries.reflection_for(draft.pk, asker=by)
    with pytest.raises(NotValid) as refusal:
        actions.submit_reflection(film, words="太短。", by=me, at=AT)
    assert refusal.value.rule == "study_reflection_least"
    handed = actions.submit_reflection(film, words=REFLECTION, by=me, at=AT)
    board = queries.film_board(film, asker=by)
    assert (board.share.words, board.missing) == ("33.3%", ("党务甲", "未交乙"))
    with pytest.raises(NotNow):
        actions.save_reflection(film, words="再改改。", by=me, at=AT)
    with pytest.raises(NotFound):
        queries.reflection_for(handed.pk, asker=staff.actor(late))
    assert actions.read_reflection(handed, by=by, at=AT).state == "read"
    answered = actions.answer_reflection(handed, answer="写得实在，望保持。", by=by, at=AT)
    assert (answered.state, queries.own_reflection(film, asker=me).answer) == ("answered", "写得实在，望保持。")  # type: ignore[union-attr]
    assert "购物卡" not in str(list(Fact.objects.values_list("fact", flat=True)))


@pytest.mark.meets("D25")
def test_film_marks_three_parts_counts_viewings_and_names_the_first_of_the_district() -> None:
    officer, viewer = staff.party_officer(), staff.member("观众甲")
    by = staff.actor(officer)
    film = study.film(by, is_districts_first=True)
    with pytest.raises(NotValid) as refusal:
        study.film(by, "又一部", is_districts_first=True)
    assert refusal.value.field == "is_districts_first"
    with pytest.raises(NotValid) as refusal:
        study.film(by, "缺一部分", confession_from=45)
    assert refusal.value.field == "confession_from"
    study.closed(by, officer, viewer, kind="warning_film", film=film.pk)
    actions.log_viewing(film, by=staff.actor(viewer), at=AT)
    board = queries.film_board(film, asker=by)
    assert (board.seen, board.viewings) == (3, (("观众甲", 2), ("党务甲", 1)))
    actions.submit_reflection(film, words=REFLECTION, by=staff.actor(viewer), at=AT)
    told = {row.name: (row.viewings, row.reflections) for row in queries.viewers_for(by)}
    assert told == {"观众甲": (2, 1), "党务甲": (1, 0)}


@pytest.mark.meets("Z10")
def test_every_branch_discusses_the_case_and_undertakes_something() -> None:
    officer, own = staff.party_officer(), study.secretaries()
    by = staff.actor(officer)
    case = actions.assign_case(study.case(by), due_on=DUE, by=by, at=AT)
    assert Duty.objects.filter(kind="discussion", fulfilled_at=None).count() == 3
    for branch in ("first", "second"):
        secretary = staff.actor(own[branch])
        held = study.held(
            secretary, own[branch], kind="case_discussion", audience="branch", audience_of=branch, case=case.pk
        )
        with pytest.raises(NotNow) as refusal:
            actions.close_activity(held, minutes=study.MINUTES, by=secretary, at=AT)
        assert refusal.value.rule == "study_commitment"
        made = actions.make_commitment(
            held, person=own[branch].pk, words="抽取前三小时起不接评标专家电话。", due_on=DUE, by=secretary, at=AT
        )
        actions.close_activity(held, minutes=study.MINUTES, by=secretary, at=AT)
    rows = queries.discussions_of(case, asker=by)
    assert [(row.code, bool(row.activity), [one.due_on for one in row.commitments]) for row in rows] == [
        ("first", True, [DUE]), ("second", True, [DUE]), ("third", False, []),
    ]  # fmt: skip
    assert Duty.objects.get(kind="discussion", fulfilled_at=None).owed_by == own["third"]
    with pytest.raises(NotAllowed):
        actions.keep_commitment(made, evidence="别人来销号。", by=staff.actor(own["third"]), at=AT)
    kept = actions.keep_commitment(made, evidence="已写进值班规程。", by=staff.actor(own["second"]), at=AT)
    assert kept.done_at == AT
    assert Duty.objects.filter(kind="commitment", fulfilled_at=AT).count() == 1


@pytest.mark.meets("Z52")
def test_self_test_shows_results_with_n_and_keeps_each_answer_with_the_learner() -> None:
    by = staff.actor(staff.party_officer())
    learners = [staff.member(f"学员{n}") for n in range(3)]
    activity = study.held(by, *learners)
    actions.set_questions(activity, questions=QUESTIONS, by=by, at=AT)
    actions.close_activity(activity, minutes=study.MINUTES, by=by, at=AT)
    assert Duty.objects.filter(kind="self_test", fulfilled_at=None).count() == 3
    for number, learner in enumerate(learners):
        assert not queries.test_result(activity, asker=by, on=AT).is_shown
        me = staff.actor(learner)
        actions.take_self_test(
            activity, choices=[0, int(number > 0)], usefulness=4, note_words="金丝雀密语", by=me, at=AT
        )
    with pytest.raises(NotNow):
        actions.take_self_test(activity, choices=[0, 1], usefulness=4, by=staff.actor(learners[0]), at=AT)
    result = queries.test_result(activity, asker=by, on=AT)
    assert (result.n, result.right.done, result.right.due, result.usefulness_tenths) == (3, 5, 6, 40)
    assert [(row.share.done, row.share.due) for row in result.questions] == [(3, 3), (2, 3)]
    assert queries.own_self_test(activity, asker=by) is None
    assert queries.own_self_test(activity, asker=staff.actor(learners[0])).right_count == 1  # type: ignore[union-attr]
    assert Duty.objects.filter(kind="self_test", fulfilled_at=None).count() == 0
    assert "金丝雀密语" not in str(list(Fact.objects.values_list("fact", flat=True)))
    assert SelfTest.objects.filter(note="金丝雀密语").count() == 3


def test_one_more_self_test_changes_nothing_that_is_told() -> None:
    by = staff.actor(staff.party_officer())
    learners = [staff.member(f"学员{n}") for n in range(4)]
    activity = study.held(by, *learners)
    actions.set_questions(activity, questions=QUESTIONS, by=by, at=AT)
    actions.close_activity(activity, minutes=study.MINUTES, by=by, at=AT)
    told = []
    for number, learner in enumerate(learners):
        actions.take_self_test(activity, choices=[0, number % 2], usefulness=number + 1, by=staff.actor(learner), at=AT)
        told.append(queries.test_result(activity, asker=by, on=AT))
    assert (told[2].n, told[3]) == (3, told[2])  # the fourth alone would be recognised by the difference


@pytest.mark.parametrize(
    "questions",
    [[], [("只有一个选项", ["是"], 0)], [("没有对的", ["是", "否"], 2)], [("题", ["是", "否"], 0)] * 11],
)
def test_set_questions_wants_options_and_one_right(questions: list[tuple[str, list[str], int]]) -> None:
    by = staff.actor(staff.party_officer())
    with pytest.raises(NotValid):
        actions.set_questions(study.planned(by), questions=questions, by=by, at=AT)


@pytest.mark.meets("D26")
def test_series_shows_sessions_and_coverage_of_each_of_four_kinds() -> None:
    officer, head = staff.party_officer(), staff.head()
    other = staff.head("科长乙", department="finance", branch="first")
    by = staff.actor(officer)
    series = actions.plan_series(title="警钟长鸣系列", year=2026, standing="section_head", by=by, at=AT)
    named = {"series": series.pk, "audience": "standing", "audience_of": "section_head"}
    study.closed(by, head, other, kind="theory_group", **named)
    study.closed(by, head, kind="site_visit", catch_up_on=DUE, **named)
    study.closed(by, head, kind="site_visit", catch_up_on=DUE, **named)
    study.closed(by, other, kind="reminder", **named)
    rows = queries.series_coverage(series, asker=by)
    assert [(row.code, row.sessions, row.share.words, row.missing) for row in rows] == [
        ("discipline_study", 1, "100%", ()), ("on_site", 2, "50%", ("科长乙",)),
        ("case_analysis", 0, "0%", ("科长乙", "科长甲")), ("reminder", 1, "50%", ("科长甲",)),
    ]  # fmt: skip


@pytest.mark.meets("D41")
def test_venue_counts_visits_and_visitors_and_is_never_too_full() -> None:
    by = staff.actor(staff.party_officer())
    venue = study.venue(by, capacity=50)
    booked = actions.book_venue(venue, on=DUE, half="am", unit="交易中心", people=30, by=by, at=AT)
    with pytest.raises(NotNow) as refusal:
        actions.book_venue(venue, on=DUE, half="am", unit="财政局", people=21, by=by, at=AT)
    assert "只剩 20 个名额" in refusal.value.wrong.zh
    other = actions.book_venue(venue, on=DUE, half="pm", unit="财政局", people=21, by=by, at=AT)
    actions.cancel_booking(other, by=by, at=AT)
    actions.note_visitors(booked, visitors=28, by=by, at=AT)
    with pytest.raises(NotNow):
        actions.cancel_booking(booked, by=by, at=AT)
    found = queries.venues_for(by).get()
    assert (found.visits, found.visitors) == (1, 28)
    assert {(slot.half, slot.taken) for slot in VenueSlot.objects.all()} == {("am", 30), ("pm", 0)}


def test_figures_are_done_of_due_and_cost_the_same_with_one_and_three_activities(
    django_assert_max_num_queries: object,
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    officer = staff.party_officer()
    by, counted = staff.actor(officer), []
    for many in (1, 2):
        for _ in range(many):
            study.closed(by, officer)
        with CaptureQueriesContext(connection) as asked:
            told = {row.code: (row.done, row.due, row.overdue) for row in queries.study_figures(by, on=AT.date())}
        counted.append(len(asked))
    assert counted[0] == counted[1]
    assert told["study_types"] == (1, 4, 0)
    assert told["study_sessions"] == (3, 0, 0)
    assert told["visits"] == (0, 1, 0)
    assert told["discussions"] == (0, 3, 0)
