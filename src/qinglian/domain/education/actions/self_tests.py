"""Self-tests: a few questions for an activity, and answers that stay with the learner."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from qinglian.domain.education import study_refusals
from qinglian.domain.education.actions.steps import locked, note, person_of, require_runner
from qinglian.domain.education.events import QuestionsSet, SelfTestTaken
from qinglian.domain.education.models import Activity, Question, SelfTest
from qinglian.domain.people.actions import fulfil_duty
from qinglian.domain.people.refusing import not_now, not_valid, require_text
from qinglian.law.actor import Actor
from qinglian.law.text import Text

MOST_QUESTIONS, FEWEST_OPTIONS, MOST_OPTIONS, MOST_USEFUL = 10, 2, 6, 5


@transaction.atomic
def set_questions(activity: Activity, *, questions: Sequence[tuple[str, Sequence[str], int]], by: Actor, at: datetime) -> int:  # fmt: skip
    """This will write the self-test of an activity, as (words, options, index of the right one), while nobody has answered."""
    activity = locked(activity)
    require_runner(activity, by=by)
    if activity.self_tests.exists():
        raise not_now(
            Text("已经有人作答，题目不能再改。", "Somebody has answered: the questions stand."),
            Text("请在下一次活动里改进。", "Improve them at the next activity."),
            rule="study_test",
        )
    rows = [_question(activity, number, *one) for number, one in enumerate(questions, start=1)]
    if not 1 <= len(rows) <= MOST_QUESTIONS:
        raise _wrong("questions", Text("小测验有一到十道题。", "A self-test has one to ten questions."))

    activity.questions.all().delete()
    Question.objects.bulk_create(rows)

    note(QuestionsSet(activity.pk, len(rows)), f"activity:{activity.pk}", by=by, at=at)
    return len(rows)


@transaction.atomic
def take_self_test(activity: Activity, *, choices: Sequence[int], usefulness: int, note_words: str = "", by: Actor, at: datetime) -> SelfTest:  # fmt: skip
    """This will store one learner's answers, once. What was answered and the note stay with the learner."""
    activity = locked(activity)
    if not activity.attendances.filter(person_id=by.id).exists():
        raise study_refusals.not_expected("")
    if activity.self_tests.filter(person_id=by.id).exists():
        raise not_now(
            Text("您已经做过这份小测验。", "You have taken this self-test."),
            Text("结果在这一页。", "The result is on this page."),
            rule="study_test",
        )
    questions = list(activity.questions.order_by("order"))
    if not questions or len(choices) != len(questions):
        raise _wrong("choices", Text("有题没有作答。", "A question is not answered."))
    if any(not 0 <= choice < len(one.options) for choice, one in zip(choices, questions, strict=True)):
        raise _wrong("choices", Text("选项里没有这一个。", "There is no such option."))
    if not 1 <= usefulness <= MOST_USEFUL:
        raise _wrong("usefulness", Text("收获请选一到五。", "Choose one to five."))

    right = sum(choice == one.right for choice, one in zip(choices, questions, strict=True))
    taken = SelfTest.objects.create(
        activity=activity, person=person_of(by), choices=list(choices), right_count=right, usefulness=usefulness,
        note=note_words.strip()[:2000], at=at,
    )  # fmt: skip

    about = f"activity:{activity.pk}"
    fulfil_duty("self_test", owed_by=by.id, about=about, evidence=about, by=by, at=at)
    note(SelfTestTaken(activity.pk, by.id), about, by=by, at=at)
    return taken


def _question(activity: Activity, order: int, words: str, options: Sequence[str], right: int) -> Question:
    told = [option.strip()[:200] for option in options if option.strip()]
    if not FEWEST_OPTIONS <= len(told) <= MOST_OPTIONS or not 0 <= right < len(told):
        raise _wrong("questions", Text(f"第 {order} 题须有两到六个选项，其中一个是对的。", f"Question {order} needs two to six options, one of them right."))  # fmt: skip
    words = require_text(words, "questions", Text("题目", "The question"), most=200)
    return Question(activity=activity, order=order, words=words, options=told, right=right)


def _wrong(field: str, wrong: Text) -> Exception:
    return not_valid(field, wrong, Text("请改好后再交。", "Mend it and hand it in again."), rule="study_test")
