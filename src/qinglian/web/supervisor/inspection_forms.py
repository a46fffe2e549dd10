"""Forms of inspections: the results of a checklist, findings, orders of correction, re-checks, plans of checks."""

from typing import TYPE_CHECKING, Any

from django import forms

from qinglian.domain.integrity.actions import Result
from qinglian.domain.integrity.catalogue import BY_CODE
from qinglian.domain.integrity.checklist_kinds import METHODS, OUTCOMES, SEVERITIES
from qinglian.domain.integrity.checklist_rows import proof_of, title_of
from qinglian.domain.people.establishment import WORK_POSTS
from qinglian.law.text import Text
from qinglian.web.shared.forms import PageForm, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qinglian.domain.integrity.checklist_rows import Item
    from qinglian.domain.people.models import Person


def said_choices(rows: dict[str, tuple[str, Text]]) -> list[tuple[str, Any]]:
    """This will offer rows that are shown by a chip and a word."""
    return [(code, spoken(label.zh, label.en)) for code, (_, label) in rows.items()]


def day_field(label: Any) -> forms.DateField:
    """This will draw a field for a day with the browser's own picker."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def words_field(label: Any, *, rows: int = 3) -> forms.CharField:
    """This will draw a field for a text of some sentences."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), max_length=4000)


class ResultsForm(PageForm):
    """Every item's outcome and grounds, and the conclusion. `items` are those of the checklist."""

    def __init__(self, *args: Any, items: "Sequence[Item]", **kwargs: Any) -> None:
        """This will draw two fields for each item."""
        super().__init__(*args, **kwargs)
        self._items = list(items)
        for place, item in enumerate(self._items):
            asked, proof, code = title_of(item), proof_of(item), item["point"]
            name = Text(f"{place + 1}. {code} {asked.zh}" if code else f"{place + 1}. {asked.zh}", f"{place + 1}. {code} {asked.en}" if code else f"{place + 1}. {asked.en}")  # fmt: skip
            self.fields[f"outcome_{place}"] = forms.ChoiceField(
                label=spoken(name.zh, name.en), choices=said_choices(OUTCOMES), widget=forms.RadioSelect
            )
            self.fields[f"evidence_{place}"] = forms.CharField(
                label=spoken(f"第 {place + 1} 项看了什么；不适用的写明理由", f"Item {place + 1}: what was looked at, or why it does not apply"),
                help_text=spoken(f"例如：{proof.zh}", f"For example: {proof.en}"),
                widget=forms.Textarea(attrs={"rows": 2}), max_length=2000,
            )  # fmt: skip
        self.fields["conclusion"] = words_field(spoken("检查情况", "What was found in all"))

    def results(self) -> list[Result]:
        """This will return the results in the checklist's order."""
        typed = self.cleaned_data
        return [Result(typed[f"outcome_{n}"], typed[f"evidence_{n}"]) for n in range(len(self._items))]


class FindingForm(PageForm):
    """A problem that the check found, with the order to correct it."""

    def __init__(self, *args: Any, points: "Sequence[str]", owners: "Sequence[Person]", **kwargs: Any) -> None:
        """This will offer the checklist's risk points and everybody on the roll."""
        super().__init__(*args, **kwargs)
        self.fields["problem"] = words_field(spoken("问题", "The problem"))
        self.fields["severity"] = forms.ChoiceField(
            label=spoken("程度", "Severity"), choices=said_choices(SEVERITIES), widget=forms.RadioSelect
        )
        none = ("", spoken("不对应风险点", "No risk point"))
        named = [
            (code, spoken(f"{code} {BY_CODE[code].title.zh}", f"{code} {BY_CODE[code].title.en}")) for code in points
        ]
        self.fields["point"] = forms.ChoiceField(
            label=spoken("风险点", "Risk point"), choices=[none, *named], required=False
        )
        self.fields["advice"] = words_field(spoken("整改建议", "Advice on the correction"))
        self.fields["owner"] = forms.ChoiceField(
            label=spoken("整改责任人", "Who corrects"), choices=[("", "—"), *((one.pk, one.name) for one in owners)]
        )
        self.fields["due_on"] = day_field(spoken("整改期限", "Due"))


class RecheckForm(PageForm):
    """What the re-check found: it closes the correction, or returns it with a new end."""

    decision = forms.ChoiceField(
        label=spoken("复查结论", "Decision"),
        choices=[
            ("close", spoken("整改到位，销号", "Corrected: close it")),
            ("return", spoken("没有到位，退回再改", "Not corrected: return it")),
        ],
        widget=forms.RadioSelect,
    )
    words = words_field(spoken("复查情况", "What the re-check found"))
    due_on = day_field(spoken("退回时的新期限", "New end, when it is returned"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """This will want the new end only when the correction is returned."""
        super().__init__(*args, **kwargs)
        self.fields["due_on"].required = False

    def clean(self) -> dict[str, Any]:
        """This will ask for the new end of what is returned."""
        typed = super().clean() or {}
        if typed.get("decision") == "return" and not typed.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", spoken("退回的要定新期限。", "What is returned needs a new end."))
        return typed


class PlanForm(PageForm):
    """The plan of one check of a key post."""

    work_post = forms.ChoiceField(
        label=spoken("岗位", "Post"), choices=[(post.code, spoken(post.name.zh, post.name.en)) for post in WORK_POSTS]
    )
    method = forms.ChoiceField(
        label=spoken("方法", "Method"),
        choices=[(code, spoken(label.zh, label.en)) for code, label in METHODS.items() if code != "visit"],
        widget=forms.RadioSelect,
    )
    followed = forms.CharField(
        label=spoken("跟哪个招标项目", "Which tender is followed"),
        help_text=spoken(
            "只在跟项目时填，例如 JC-2026-0001", "Only when a project is followed, for example JC-2026-0001"
        ),
        max_length=40,
        required=False,
    )
    planned_on = day_field(spoken("检查日期", "Day of the check"))


class EvidenceForm(PageForm):
    """The evidence of a correction."""

    evidence = words_field(spoken("整改情况和依据", "What was corrected, and its evidence"), rows=5)
