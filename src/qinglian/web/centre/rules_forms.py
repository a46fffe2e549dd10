"""Forms of institutional rules, reviews and clauses."""

from typing import Any

from django import forms

from qinglian.domain.integrity.catalogue import POINTS
from qinglian.domain.integrity.clause_cutting import clauses_in
from qinglian.domain.integrity.rule_categories import CATEGORIES, OUTCOMES
from qinglian.law.text import Text
from qinglian.web.shared.forms import (
    NOTHING,
    PageForm,
    choice_field,
    choices_of,
    day_field,
    line_field,
    radio_field,
    spoken,
    words_field,
)
from qinglian.web.shared.staff_fields import DEPARTMENT_LABELS, department_field


class ReasonForm(PageForm):
    """Why."""

    reason = words_field("理由", "Why")


class TextForm(PageForm):
    """What a version says."""

    title = line_field("名称", "Title", most=120)
    text = words_field(
        "正文", "Text", rows=18, most=200_000, required=False,
        help_text=spoken("一段一行。也可以先存草稿，再上传 DOCX 或 PDF", "One paragraph a line. You can also save first and upload a DOCX or PDF"),
    )  # fmt: skip
    change = words_field("制定或者修订说明", "Why it is made or revised", required=False)


class DraftForm(TextForm):
    """A new rule."""

    number = line_field("编号", "Number", most=40, help_text=spoken("例如 JZ-2026-128", "For example JZ-2026-128"))
    category = choice_field("类别", "Category", CATEGORIES)
    department = department_field("归口科室", "Owned by")
    field_order = ("number", "title", "category", "department", "text", "change")

    def __init__(self, *args: Any, own: str = "", **kwargs: Any) -> None:
        """This will offer all sections, or the own one alone."""
        offered = {"department": choices_of({own: DEPARTMENT_LABELS[own]})} if own else None
        super().__init__(*args, offered=offered, **kwargs)


class FileForm(PageForm):
    """A file that holds a version's text."""

    file = forms.FileField(
        label=spoken("上传正文文件", "Upload the text"),
        help_text=spoken(
            "DOCX 或有文字层的 PDF，不超过 50 MiB；文字会代替现在的正文",
            "DOCX or a PDF with text, at most 50 MiB; its words replace the present text",
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.docx"}),
    )


class UntilForm(PageForm):
    """Until when the staff may comment."""

    until = day_field("征求意见到", "Comments until", help_text=spoken("不少于五天", "At least five days"))


class IssueForm(PageForm):
    """From when, and instead of what."""

    in_force_from = day_field("施行日期", "In force from")
    replaces = forms.MultipleChoiceField(
        label=spoken("同时废止（由本制度代替）", "Rules that it replaces"),
        required=False,
        help_text=spoken("可多选；所选制度自施行日起废止", "They are repealed from that day"),
    )

    def __init__(self, *args: Any, rules: Any, **kwargs: Any) -> None:
        """This will offer the rules in force."""
        super().__init__(*args, offered={"replaces": _numbered(rules)}, **kwargs)


class CommentForm(PageForm):
    """A comment."""

    words = words_field("我的意见", "My comment")


class AnswerForm(PageForm):
    """The answer to a comment."""

    is_adopted = radio_field(
        "是否采纳", "Is it taken up", {"yes": Text("采纳", "Taken up"), "no": Text("不采纳", "Not taken up")}
    )
    answer = words_field("答复", "Answer", rows=2)

    def clean_is_adopted(self) -> bool:
        """This will return whether the comment is taken up."""
        return bool(self.cleaned_data["is_adopted"] == "yes")


class RepealForm(PageForm):
    """Why a rule is repealed, and what takes its place."""

    reason = words_field("废止理由", "Why")
    successor = forms.ChoiceField(label=spoken("接替的制度", "What takes its place"), required=False)

    def __init__(self, *args: Any, rules: Any, **kwargs: Any) -> None:
        """This will offer the rules in force."""
        super().__init__(*args, offered={"successor": [NOTHING, *_numbered(rules)]}, **kwargs)


class CampaignForm(PageForm):
    """The last day of a review."""

    due_on = day_field("完成期限", "Due")


class OutcomeForm(PageForm):
    """What becomes of one rule. A row that nobody touched is left for later."""

    outcome = forms.ChoiceField(
        label=spoken("结论", "Outcome"), choices=choices_of({"": Text("暂不提出", "Not yet")} | OUTCOMES)
    )
    reason = line_field("理由", "Why", most=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """This will let an untouched row pass."""
        super().__init__(*args, empty_permitted=True, use_required_attribute=False, **kwargs)


class DecideForm(PageForm):
    """Which proposed outcomes are approved or returned, and why they are returned."""

    reviews = forms.MultipleChoiceField(label=spoken("待批准的结论", "Proposed outcomes"), choices=())
    reason = words_field(
        "退回理由", "Why they are returned", rows=2, most=1000, required=False,
        help_text=spoken("批准时不用填", "Not needed to approve"),
    )  # fmt: skip

    def __init__(self, *args: Any, waiting: list[int], **kwargs: Any) -> None:
        """This will offer the outcomes that wait."""
        super().__init__(*args, offered={"reviews": [(str(pk), str(pk)) for pk in waiting]}, **kwargs)


class DocumentForm(PageForm):
    """A superior document."""

    title = line_field("标题", "Title", most=160)
    number = line_field("文号", "Number", most=60)
    issuer = line_field("发文机关", "Issued by", most=80)
    issued_on = day_field("发文日期", "Issued on")
    clauses = words_field(
        "条款", "Clauses", rows=16, most=200_000,
        help_text=spoken("粘贴全文，平台按“一、”“（一）”“第一条”“1.”拆成条款；没有编号的，一行一条", "Paste the text: it is cut at numbers; without numbers every line is a clause"),
    )  # fmt: skip

    def clean_clauses(self) -> list[str]:
        """This will cut the pasted text into clauses."""
        return clauses_in(self.cleaned_data["clauses"])


class MatchForm(PageForm):
    """What answers to a clause."""

    rule = forms.ChoiceField(label=spoken("对应的制度", "Rule"), required=False)
    point = forms.ChoiceField(label=spoken("对应的风险防控措施", "Measure against a risk"), required=False)
    words = words_field("对应的任务或者说明", "Task or explanation", required=False)

    def __init__(self, *args: Any, rules: Any, **kwargs: Any) -> None:
        """This will offer the rules in force and the 56 points."""
        points = choices_of({point.code: point.coded_title for point in POINTS})
        offered = {"rule": [NOTHING, *_numbered(rules)], "point": [NOTHING, *points]}
        super().__init__(*args, offered=offered, **kwargs)


class PlanForm(PageForm):
    """What is still to be done."""

    words = words_field("要做什么", "What is to be done")
    owner = forms.ChoiceField(label=spoken("责任人", "Owner"))
    due_on = day_field("期限", "Due")


def _numbered(rules: Any) -> list[tuple[str, str]]:
    return [(row.number, f"{row.number} {row.title}") for row in rules]
