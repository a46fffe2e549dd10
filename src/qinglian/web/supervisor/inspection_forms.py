"""Forms of inspections: the results of a checklist, findings, orders of correction, re-checks, plans of checks."""

from typing import TYPE_CHECKING, Any

from django import forms

from qinglian.domain.integrity.actions import Result
from qinglian.domain.integrity.catalogue import BY_CODE
from qinglian.domain.integrity.checklist_kinds import METHODS, OUTCOMES, SEVERITIES
from qinglian.domain.integrity.checklist_rows import proof_of, title_of
from qinglian.domain.people.establishment import WORK_POSTS
from qinglian.law.text import Text
from qinglian.web.shared.forms import (
    CHOOSE,
    PageForm,
    choices_of,
    day_field,
    line_field,
    radio_field,
    spoken,
    words_field,
)
from qinglian.web.shared.staff_fields import person_choices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qinglian.domain.integrity.checklist_rows import Item
    from qinglian.domain.people.models import RollEntry


class ResultsForm(PageForm):
    """Every item's outcome and grounds, and the conclusion. `items` are those of the checklist."""

    def __init__(self, *args: Any, items: "Sequence[Item]", **kwargs: Any) -> None:
        """This will draw two fields for each item."""
        super().__init__(*args, **kwargs)
        self._items = list(items)
        for place, item in enumerate(self._items):
            asked, proof, code = title_of(item), proof_of(item), item["point"]
            before = f"{place + 1}. {code} " if code else f"{place + 1}. "
            labels = {code: label for code, (_, label) in OUTCOMES.items()}
            self.fields[f"outcome_{place}"] = radio_field(f"{before}{asked.zh}", f"{before}{asked.en}", labels)
            self.fields[f"evidence_{place}"] = words_field(
                f"第 {place + 1} 项看了什么；不适用的写明理由", f"Item {place + 1}: what was looked at, or why it does not apply",
                rows=2, help_text=spoken(f"例如：{proof.zh}", f"For example: {proof.en}"),
            )  # fmt: skip
        self.fields["conclusion"] = words_field("检查情况", "What was found in all", most=4000)

    def results(self) -> list[Result]:
        """This will return the results in the checklist's order."""
        typed = self.cleaned_data
        return [Result(typed[f"outcome_{n}"], typed[f"evidence_{n}"]) for n in range(len(self._items))]


class FindingForm(PageForm):
    """A problem that the check found, with the order to correct it."""

    problem = words_field("问题", "The problem", most=4000)
    severity = radio_field("程度", "Severity", {code: label for code, (_, label) in SEVERITIES.items()})
    point = forms.ChoiceField(label=spoken("风险点", "Risk point"), required=False)
    advice = words_field("整改建议", "Advice on the correction", most=4000)
    owner = forms.ChoiceField(label=spoken("整改责任人", "Who corrects"))
    due_on = day_field("整改期限", "Due")

    def __init__(self, *args: Any, points: "Sequence[str]", roll: "Sequence[RollEntry]", **kwargs: Any) -> None:
        """This will offer the checklist's risk points and everybody on the roll."""
        named = {"": Text("不对应风险点", "No risk point")} | {code: BY_CODE[code].coded_title for code in points}
        offered = {"point": choices_of(named), "owner": [CHOOSE, *person_choices(roll)]}
        super().__init__(*args, offered=offered, **kwargs)


class RecheckForm(PageForm):
    """What the re-check found: it closes the correction, or returns it with a new end."""

    decision = radio_field("复查结论", "Decision", {
        "close": Text("整改到位，销号", "Corrected: close it"),
        "return": Text("没有到位，退回再改", "Not corrected: return it"),
    })  # fmt: skip
    words = words_field("复查情况", "What the re-check found", most=4000)
    due_on = day_field("退回时的新期限", "New end, when it is returned", required=False)

    def clean(self) -> dict[str, Any]:
        """This will ask for the new end of what is returned."""
        typed = super().clean() or {}
        if typed.get("decision") == "return" and not typed.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", spoken("退回的要定新期限。", "What is returned needs a new end."))
        return typed


class PlanForm(PageForm):
    """The plan of one check of a key post."""

    work_post = forms.ChoiceField(
        label=spoken("岗位", "Post"), choices=choices_of({post.code: post.name for post in WORK_POSTS})
    )
    method = radio_field("方法", "Method", {code: label for code, label in METHODS.items() if code != "visit"})
    followed = line_field(
        "跟哪个招标项目", "Which tender is followed", most=40, required=False,
        help_text=spoken("只在跟项目时填，例如 JC-2026-0001", "Only when a project is followed, for example JC-2026-0001"),
    )  # fmt: skip
    planned_on = day_field("检查日期", "Day of the check")


class EvidenceForm(PageForm):
    """The evidence of a correction."""

    evidence = words_field("整改情况和依据", "What was corrected, and its evidence", rows=5, most=4000)
