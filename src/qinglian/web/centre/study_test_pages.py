"""The self-test of an activity: a few questions written by who runs it, answers that stay with the learner."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.education import actions, queries, study_refusals
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import PageForm, line_field, radio_field, spoken, words_field

MOST_QUESTIONS = 3
LETTERS = "ABCD"
USEFULNESS = {
    "5": Text("很有收获", "Very useful"), "4": Text("有收获", "Useful"), "3": Text("一般", "Fair"),
    "2": Text("收获不大", "Of little use"), "1": Text("没有收获", "Of no use"),
}  # fmt: skip


class QuestionsForm(PageForm):
    """Up to three questions with up to four options each; a question left empty is none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """This will make the fields of three questions."""
        super().__init__(*args, **kwargs)
        for n in range(1, MOST_QUESTIONS + 1):
            needed = n == 1
            self.fields[f"words_{n}"] = line_field(f"第 {n} 题", f"Question {n}", required=needed)
            self.fields[f"options_{n}"] = words_field(
                "选项", "Options", rows=4, most=800, required=needed,
                help_text=spoken("一行一个，二到四个", "One a line, two to four"),
            )  # fmt: skip
            self.fields[f"right_{n}"] = forms.ChoiceField(
                label=spoken("对的是第几行", "Which line is right"),
                choices=[(str(row), str(row + 1)) for row in range(4)],
            )

    def questions(self) -> list[tuple[str, list[str], int]]:
        """This will return the questions that were written."""
        typed = self.cleaned_data
        return [
            (
                typed[f"words_{n}"],
                [row for row in typed[f"options_{n}"].splitlines() if row.strip()],
                int(typed[f"right_{n}"]),
            )
            for n in range(1, MOST_QUESTIONS + 1)
            if typed[f"words_{n}"].strip()
        ]


class TestForm(PageForm):
    """The questions of one activity, the feedback question, and a note for oneself."""

    def __init__(self, *args: Any, questions: list[Any], **kwargs: Any) -> None:
        """This will make a field for each question."""
        super().__init__(*args, **kwargs)
        self.numbers = range(len(questions))
        for number, one in enumerate(questions):
            self.fields[f"choice_{number}"] = forms.ChoiceField(
                label=f"{number + 1}. {one.words}", widget=forms.RadioSelect,
                choices=[(str(n), f"{LETTERS[n : n + 1] or n + 1}. {words}") for n, words in enumerate(one.options)],
            )  # fmt: skip
        self.fields["usefulness"] = radio_field("这次学习对您有没有收获", "Was it useful to you", USEFULNESS)
        self.fields["note_words"] = words_field(
            "写给自己的话", "A note to yourself", required=False,
            help_text=spoken("只有您自己看得到", "Only you can see it"),
        )  # fmt: skip

    def answers(self) -> dict[str, Any]:
        """This will return the answers as the action takes them."""
        typed = self.cleaned_data
        choices = [int(typed[f"choice_{number}"]) for number in self.numbers]
        return {"choices": choices, "usefulness": int(typed["usefulness"]), "note_words": typed["note_words"]}


@for_roles(*CENTRE_ROLES)
def self_test(request: HttpRequest, activity: int) -> HttpResponse:
    """This will ask the questions of who took part, or show the learner's own result."""
    by, at = actor_of_request(request), clock.now()
    found = queries.activity_for(activity, asker=by)
    questions, taken = queries.questions_of(found, asker=by), queries.own_self_test(found, asker=by)
    takes = queries.may_take_self_test(found, asker=by)
    form = TestForm(request.POST or None, questions=questions)
    if takes and is_carried_out(
        request, form, lambda _typed: actions.take_self_test(found, **form.answers(), by=by, at=at), Text("已交卷。", "It is handed in.")
    ):  # fmt: skip
        return redirect("centre_study_test", activity)
    own = list(zip(questions, taken.choices, strict=True)) if taken else []
    context = {
        "activity": found,
        "form": form if takes else None,
        "taken": taken,
        "own": [(one.words, one.options[choice], one.options[one.right], choice == one.right) for one, choice in own],
    }
    return render(request, "centre/study_test.html", context, status=status_of(form if takes else None))


@for_roles(*CENTRE_ROLES)
def questions(request: HttpRequest, activity: int) -> HttpResponse:
    """This will write the self-test of an activity."""
    by, at = actor_of_request(request), clock.now()
    found = queries.activity_for(activity, asker=by)
    if not queries.runs_activity(found, asker=by):
        raise study_refusals.only_runners()
    form = QuestionsForm(request.POST or None, initial=_stored(queries.questions_of(found, asker=by)))
    if is_carried_out(
        request, form, lambda _typed: actions.set_questions(found, questions=form.questions(), by=by, at=at),
        Text("小测验已保存。", "The self-test is saved."),
    ):  # fmt: skip
        return redirect("centre_study_activity", activity)
    context = {"activity": found, "form": form}
    return render(request, "centre/study_questions.html", context, status=status_of(form))


def _stored(rows: list[Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for n, one in enumerate(rows[:MOST_QUESTIONS], start=1):
        values |= {f"words_{n}": one.words, f"options_{n}": "\n".join(one.options), f"right_{n}": str(one.right)}
    return values
