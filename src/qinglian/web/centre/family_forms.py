"""The forms of what families do."""

from django import forms

from qinglian.domain.education.family_policy import EVENT_KINDS
from qinglian.web.shared.forms import PageForm, choices_of, day_field, line_field, spoken, words_field


class EventForm(PageForm):
    """A letter or an activity."""

    kind = forms.ChoiceField(label=spoken("类别", "Kind"), choices=choices_of(EVENT_KINDS))
    title = line_field("标题", "Title", most=120)
    words = words_field("内容", "Words", rows=6, most=4000)
    held_on = day_field("日期", "Day")


class ToldForm(PageForm):
    """What the family wants to say; nothing is needed."""

    told = words_field("家属想说的话", "What the family wants to say", required=False)


class PledgeForm(PageForm):
    """A family's pledge."""

    told = words_field("家庭助廉承诺", "The family's pledge", help_text=spoken("自愿填写，可以随时撤回；撤回即删除", "Voluntary; withdraw it at any time, and it is deleted"))  # fmt: skip


class ContestForm(PageForm):
    """A contest's title."""

    title = line_field("评比名称", "Title of the contest", most=120)


class NomineeForm(PageForm):
    """A family and its story."""

    member = forms.ChoiceField(label=spoken("推荐谁的家庭", "Whose family"))
    story = words_field("家庭事迹", "The story", rows=4, help_text=spoken("经本人同意才会刊出", "It is shown with consent alone"))  # fmt: skip


class AwardForm(PageForm):
    """Which families are awarded, and why."""

    awarded = forms.MultipleChoiceField(
        label=spoken("评为清廉家庭", "Awarded families"), widget=forms.CheckboxSelectMultiple
    )
    review = words_field("评审意见", "The review", rows=4, most=4000)


class VideoForm(PageForm):
    """A family's video."""

    title = line_field("标题", "Title", most=80)
    file = forms.FileField(
        label=spoken("视频文件", "Video"),
        help_text=spoken("MP4 或者 WebM，不超过 30 MiB", "MP4 or WebM, at most 30 MiB"),
        widget=forms.ClearableFileInput(attrs={"accept": "video/mp4,video/webm"}),
    )


class AskForm(PageForm):
    """Until when videos are due."""

    due_on = day_field("交视频的期限", "Videos are due by")
