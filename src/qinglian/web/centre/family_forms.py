"""The forms of what families do."""

from django import forms

from qinglian.domain.education.family_policy import EVENT_KINDS
from qinglian.web.centre.talk_forms import day_field, lines
from qinglian.web.shared.forms import PageForm, spoken


class EventForm(PageForm):
    """A letter or an activity."""

    kind = forms.ChoiceField(
        label=spoken("类别", "Kind"),
        choices=[(code, spoken(text.zh, text.en)) for code, text in EVENT_KINDS.items()],
    )
    title = forms.CharField(label=spoken("标题", "Title"), max_length=120)
    words = lines("内容", "Words", rows=6)
    held_on = day_field("日期", "Day")


class ToldForm(PageForm):
    """What the family wants to say; nothing is needed."""

    told = lines("家属想说的话", "What the family wants to say", rows=3, most=2000, required=False)


class PledgeForm(PageForm):
    """A family's pledge."""

    told = lines("家庭助廉承诺", "The family's pledge", rows=3, most=2000, help_text=spoken("自愿填写，可以随时撤回；撤回即删除", "Voluntary; withdraw it at any time, and it is deleted"))  # fmt: skip


class ContestForm(PageForm):
    """A contest's title."""

    title = forms.CharField(label=spoken("评比名称", "Title of the contest"), max_length=120)


class NomineeForm(PageForm):
    """A family and its story."""

    member = forms.ChoiceField(label=spoken("推荐谁的家庭", "Whose family"))
    story = lines("家庭事迹", "The story", most=2000, help_text=spoken("经本人同意才会刊出", "It is shown with consent alone"))  # fmt: skip

    def __init__(self, *args: object, people: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [("", "—"), *people]  # type: ignore[attr-defined]


class AwardForm(PageForm):
    """Which families are awarded, and why."""

    awarded = forms.MultipleChoiceField(
        label=spoken("评为清廉家庭", "Awarded families"), widget=forms.CheckboxSelectMultiple
    )
    review = lines("评审意见", "The review")

    def __init__(self, *args: object, families: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["awarded"].choices = families  # type: ignore[attr-defined]


class VideoForm(PageForm):
    """A family's video."""

    title = forms.CharField(label=spoken("标题", "Title"), max_length=80)
    file = forms.FileField(
        label=spoken("视频文件", "Video"),
        help_text=spoken("MP4 或者 WebM，不超过 30 MiB", "MP4 or WebM, at most 30 MiB"),
        widget=forms.ClearableFileInput(attrs={"accept": "video/mp4,video/webm"}),
    )


class AskForm(PageForm):
    """Until when videos are due."""

    due_on = day_field("交视频的期限", "Videos are due by")
