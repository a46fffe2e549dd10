"""The forms of talks and home visits."""

from typing import Any

from django import forms

from qinglian.web.shared.forms import MomentField, PageForm, spoken


def day_field(zh: str, en: str, **kwargs: Any) -> forms.DateField:
    """This will make a field for a day, with the browser's own picker."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=spoken(zh, en), widget=widget, input_formats=["%Y-%m-%d"], **kwargs)


def lines(zh: str, en: str, *, rows: int = 4, most: int = 4000, **kwargs: Any) -> forms.CharField:
    """This will make a field for a paragraph."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=spoken(zh, en), widget=widget, max_length=most, **kwargs)


class RoundForm(PageForm):
    """Until when the year's talks are due."""

    due_on = day_field("谈完的期限", "Due by")


class PlanForm(PageForm):
    """Whom one will talk with."""

    listener = forms.ChoiceField(label=spoken("谈话对象", "Whom to talk with"))
    due_on = day_field("什么时候以前谈", "Until when")

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["listener"].choices = [("", "—"), *people]  # type: ignore[attr-defined]


class TalkForm(PageForm):
    """The record of a talk."""

    held_at = MomentField(label=spoken("谈话时间", "When"))
    place = forms.CharField(label=spoken("地点", "Where"), max_length=60)
    requirements = lines("提出的要求", "Requirements put", help_text=spoken("加密保存，只有双方和纪检人员能看", "Kept encrypted; only you, the other and the discipline officer read it"))  # fmt: skip
    reply = lines("对方表态", "The reply")


class VisitPlanForm(PageForm):
    """Who visits whom."""

    member = forms.ChoiceField(label=spoken("家访对象（重点岗位）", "Who is visited (key posts)"))
    visitor = forms.ChoiceField(label=spoken("家访人（班子成员）", "Who visits (leadership)"))
    due_on = day_field("什么时候以前", "Until when")

    def __init__(
        self, *args: Any, members: list[tuple[str, str]], visitors: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [("", "—"), *members]  # type: ignore[attr-defined]
        self.fields["visitor"].choices = [("", "—"), *visitors]  # type: ignore[attr-defined]


class VisitForm(PageForm):
    """The record of a visit."""

    made_on = day_field("家访日期", "Day of the visit")
    met = forms.CharField(label=spoken("见到了谁", "Whom you met"), max_length=200)
    found = lines("家访情况", "What you found", help_text=spoken("加密保存，只有您和机关党委能看", "Kept encrypted; only you and the party office read it"))  # fmt: skip
    follow_up = lines("需要跟进的事", "What is to be done", rows=2, most=2000, required=False)


class CallOffForm(PageForm):
    """Why something does not take place."""

    reason = forms.CharField(label=spoken("理由", "Reason"), max_length=400)
