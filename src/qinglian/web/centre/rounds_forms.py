"""Forms of risk-finding rounds."""

from typing import Any

from django import forms

from qinglian.domain.integrity.catalogue.places import LEVELS, STEPS
from qinglian.domain.integrity.proposal_form import Proposed
from qinglian.domain.people.establishment import WORK_POST_BY_CODE
from qinglian.web.shared.forms import PageForm, choices_of, day_field, line_field, radio_field, spoken, words_field


class RoundForm(PageForm):
    """A round that is opened."""

    title = line_field("名称", "Title", most=100)
    from_on = day_field("开始", "From")
    until_on = day_field(
        "截止", "Until", help_text=spoken("各岗位在这一天以前提出风险点", "Every post proposes its risk points by this day")
    )  # fmt: skip


class ProposalForm(PageForm):
    """One risk point of one's own post, or of a post of the own section."""

    work_post = forms.ChoiceField(label=spoken("岗位", "Post"))
    name = line_field(
        "风险点", "Risk point", most=40,
        help_text=spoken("八个字左右，说清楚什么事会出问题", "A few words: what may go wrong"),
    )  # fmt: skip
    step = forms.ChoiceField(
        label=spoken("在哪个环节", "At which step"), choices=choices_of({row.code: row.label for row in STEPS})
    )
    level = radio_field("风险等级", "Level", {row.code: row.label for row in LEVELS})
    shows = words_field(
        "怎样表现", "How it shows itself", most=1000,
        help_text=spoken("别人看到什么，就知道可能出了问题", "What would somebody see when it happens"),
    )  # fmt: skip
    measure = words_field(
        "防控措施", "Measure", most=1000,
        help_text=spoken("谁、多久、做什么、留下什么", "Who does what, how often, and what evidence it leaves"),
    )  # fmt: skip

    def __init__(self, *args: Any, posts: list[str], **kwargs: Any) -> None:
        """This will offer these posts of work."""
        named = choices_of({code: WORK_POST_BY_CODE[code].name for code in posts})
        super().__init__(*args, offered={"work_post": named}, **kwargs)

    def typed(self) -> Proposed:
        """This will return what was typed (after is_valid)."""
        return Proposed(**self.cleaned_data)


class ReasonForm(PageForm):
    """Why a proposal is not adopted."""

    reason = words_field("不采纳的理由", "Why it is not adopted", rows=2, most=1000)
