"""Forms of risk-finding rounds."""

from typing import Any

from django import forms

from qinglian.domain.integrity.catalogue.places import LEVELS, STEPS
from qinglian.domain.integrity.proposal_form import Proposed
from qinglian.domain.people.establishment import WORK_POST_BY_CODE
from qinglian.law.text import Text
from qinglian.web.shared.forms import PageForm, spoken
from qinglian.web.shared.tags import word


class DayField(forms.DateField):
    """A day, with the browser's own picker; typing `2026-11-25` works too."""

    def __init__(self, **kwargs: Any) -> None:
        """This will draw a date input."""
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)


class RoundForm(PageForm):
    """A round that is opened."""

    title = forms.CharField(label=spoken("名称", "Title"), max_length=100)
    from_on = DayField(label=spoken("开始", "From"))
    until_on = DayField(
        label=spoken("截止", "Until"),
        help_text=spoken("各岗位在这一天以前提出风险点", "Every post proposes its risk points by this day"),
    )


class ProposalForm(PageForm):
    """One risk point of one's own post, or of a post of the own section."""

    work_post = forms.ChoiceField(label=spoken("岗位", "Post"))
    name = forms.CharField(
        label=spoken("风险点", "Risk point"),
        help_text=spoken("八个字左右，说清楚什么事会出问题", "A few words: what may go wrong"),
        max_length=40,
    )
    step = forms.ChoiceField(
        label=spoken("在哪个环节", "At which step"),
        choices=[(row.code, spoken(row.label.zh, row.label.en)) for row in STEPS],
    )
    level = forms.ChoiceField(
        label=spoken("风险等级", "Level"),
        choices=[(row.code, spoken(row.label.zh, row.label.en)) for row in LEVELS],
        widget=forms.RadioSelect,
    )
    shows = forms.CharField(
        label=spoken("怎样表现", "How it shows itself"),
        help_text=spoken("别人看到什么，就知道可能出了问题", "What would somebody see when it happens"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )
    measure = forms.CharField(
        label=spoken("防控措施", "Measure"),
        help_text=spoken("谁、多久、做什么、留下什么", "Who does what, how often, and what evidence it leaves"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )

    def __init__(self, *args: Any, posts: list[str], **kwargs: Any) -> None:
        """This will offer these posts of work."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["work_post"]
        field.choices = [(code, word(WORK_POST_BY_CODE[code].name)) for code in posts]

    def typed(self) -> Proposed:
        """This will return what was typed (after is_valid)."""
        return Proposed(**self.cleaned_data)


class ReasonForm(PageForm):
    """Why a proposal is not adopted."""

    reason = forms.CharField(
        label=spoken("不采纳的理由", "Why it is not adopted"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000
    )


KEPT = Text("新的，留待下一版目录", "New: kept for the next edition")
