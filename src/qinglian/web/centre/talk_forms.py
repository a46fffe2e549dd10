"""The forms of talks and home visits."""

from django import forms

from qinglian.web.shared.forms import MomentField, PageForm, day_field, line_field, spoken, words_field


class RoundForm(PageForm):
    """Until when the year's talks are due."""

    due_on = day_field("谈完的期限", "Due by")


class PlanForm(PageForm):
    """Whom one will talk with."""

    listener = forms.ChoiceField(label=spoken("谈话对象", "Whom to talk with"))
    due_on = day_field("什么时候以前谈", "Until when")


class TalkForm(PageForm):
    """The record of a talk."""

    held_at = MomentField(label=spoken("谈话时间", "When"))
    place = line_field("地点", "Where", most=60)
    requirements = words_field("提出的要求", "Requirements put", rows=4, most=4000, help_text=spoken("加密保存，只有双方和纪检人员能看", "Kept encrypted; only you, the other and the discipline officer read it"))  # fmt: skip
    reply = words_field("对方表态", "The reply", rows=4, most=4000)


class VisitPlanForm(PageForm):
    """Who visits whom."""

    member = forms.ChoiceField(label=spoken("家访对象（重点岗位）", "Who is visited (key posts)"))
    visitor = forms.ChoiceField(label=spoken("家访人（班子成员）", "Who visits (leadership)"))
    due_on = day_field("什么时候以前", "Until when")


class VisitForm(PageForm):
    """The record of a visit."""

    made_on = day_field("家访日期", "Day of the visit")
    met = line_field("见到了谁", "Whom you met")
    found = words_field("家访情况", "What you found", rows=4, most=4000, help_text=spoken("加密保存，只有您和机关党委能看", "Kept encrypted; only you and the party office read it"))  # fmt: skip
    follow_up = words_field("需要跟进的事", "What is to be done", rows=2, required=False)


class CallOffForm(PageForm):
    """Why something does not take place."""

    reason = line_field("理由", "Reason", most=400)
