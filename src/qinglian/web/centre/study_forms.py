"""Forms of study: the plan of an activity, and the short ones of its acts."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms

from qinglian.domain.education.activity_kinds import ACTIVITY_KINDS, AUDIENCES
from qinglian.domain.education.activity_plan import ActivityPlan
from qinglian.domain.people.establishment import BRANCHES, DEPARTMENTS, STANDINGS
from qinglian.law.refusal import Refusal
from qinglian.web.shared.forms import (
    NOTHING,
    MomentField,
    PageForm,
    choices_of,
    day_field,
    line_field,
    spoken,
    words_field,
)

if TYPE_CHECKING:
    from qinglian.domain.education.models import Activity


def _audiences(branch: str) -> list[tuple[Any, Any]]:
    own = choices_of({f"branch:{row.code}": row.name for row in BRANCHES if branch in ("", row.code)})
    if branch:
        return own
    return [
        *choices_of({"all:": AUDIENCES["all"], "members:": AUDIENCES["members"]}),
        (spoken("支部", "Branch"), own),
        (spoken("科室", "Section"), choices_of({f"department:{row.code}": row.name for row in DEPARTMENTS})),
        (spoken("一类人员", "Standing"), choices_of({f"standing:{code}": label for code, label in STANDINGS.items()})),
        ("listed:", spoken("名单上的人（在下面勾选）", "The people ticked below")),
    ]


class PlanForm(PageForm):
    """The plan of an activity. `choices` are lists of (number or id, label) of people, films, cases, directives, series and venues."""

    kind = forms.ChoiceField(
        label=spoken("活动种类", "Kind"), choices=choices_of({row.code: row.label for row in ACTIVITY_KINDS})
    )
    topic = line_field("主题", "Topic")
    held_at = MomentField(label=spoken("时间", "Time"))
    place = line_field("地点", "Place", most=120)
    audience = forms.ChoiceField(label=spoken("谁参加", "For whom"))
    listed = forms.MultipleChoiceField(
        label=spoken("名单", "List"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=spoken("“谁参加”选“名单上的人”时勾选", "Tick people when the audience is “the people ticked below”"),
    )  # fmt: skip
    directives = forms.MultipleChoiceField(
        label=spoken("这次跟进学习哪些上级部署", "Directives studied"), required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    speaker = forms.ChoiceField(
        label=spoken("主讲人", "Speaker"), required=False, help_text=spoken("廉政党课要填", "For a party lecture")
    )
    speaker_name = line_field(
        "外请专家姓名", "Expert's name", most=80, required=False, help_text=spoken("专家授课要填", "For an expert lecture")
    )  # fmt: skip
    speaker_unit = line_field("外请专家单位", "Expert's unit", most=120, required=False)
    film = forms.ChoiceField(
        label=spoken("警示教育片", "Film"), required=False, help_text=spoken("观看警示教育片要填", "For a warning film")
    )
    case = forms.ChoiceField(
        label=spoken("讨论的案例", "Case"),
        required=False,
        help_text=spoken("以案促改讨论要填", "For a case discussion"),
    )
    book = line_field(
        "共读的书", "Book", most=120, required=False, help_text=spoken("读书分享会要填", "For a reading session")
    )
    catch_up_on = day_field(
        "补学日期", "Day of catching up", required=False,
        help_text=spoken("参观基地用：没有去的人最迟哪天补上，不填就是 30 日内", "For a visit: until when absentees catch up; within 30 days when left empty"),
    )  # fmt: skip
    trips = words_field(
        "车次安排", "Trips", rows=2, most=1000, required=False, help_text=spoken("参观基地用，一行一批", "For a visit, one a line")
    )  # fmt: skip
    venue = forms.ChoiceField(label=spoken("教育场馆", "Venue"), required=False)
    series = forms.ChoiceField(label=spoken("属于哪个系列", "Series"), required=False)

    ALWAYS = ("kind", "topic", "held_at", "place", "audience", "listed")
    BY_KIND = ("speaker", "speaker_name", "speaker_unit", "film", "case", "book", "catch_up_on", "trips")
    LINKED = ("directives", "series", "venue")

    def __init__(self, *args: Any, choices: dict[str, list[tuple[str, Any]]], branch: str = "", **kwargs: Any) -> None:
        """This will offer what may be chosen; `branch` narrows the audience to a secretary's own branch."""
        single = {name: [NOTHING, *choices[name]] for name in ("speaker", "film", "case", "venue", "series")}
        many = {name: choices[name] for name in ("listed", "directives")}
        super().__init__(*args, offered=single | many | {"audience": _audiences(branch)}, **kwargs)
        for name in many:
            if not choices[name]:
                del self.fields[name]

    def group(self, names: tuple[str, ...]) -> list[forms.BoundField]:
        """This will list the fields of these names that are offered."""
        return [self[name] for name in names if name in self.fields]

    def refuse(self, refusal: Refusal) -> None:
        """This will show what is wrong with the branch, section or standing at the audience."""
        refusal.field = "audience" if refusal.field == "audience_of" else refusal.field
        super().refuse(refusal)

    def plan(self) -> ActivityPlan:
        """This will return the plan that was typed."""
        typed = self.cleaned_data
        audience, of = typed["audience"].split(":", 1)
        numbers = {name: int(typed[name]) if typed[name] else None for name in ("film", "case", "venue", "series")}
        return ActivityPlan(
            kind=typed["kind"], topic=typed["topic"], held_at=typed["held_at"], place=typed["place"], audience=audience, audience_of=of,
            listed=tuple(typed.get("listed", ())), speaker=typed["speaker"], speaker_name=typed["speaker_name"],
            speaker_unit=typed["speaker_unit"], book=typed["book"], directives=tuple(int(one) for one in typed.get("directives", ())),
            catch_up_on=typed["catch_up_on"], trips=tuple(typed["trips"].splitlines()), **numbers,
        )  # fmt: skip


def planned_values(activity: "Activity") -> dict[str, Any]:
    """This will return a stored plan as the form's values."""
    plain = ("kind", "topic", "held_at", "place", "listed", "speaker_name", "speaker_unit", "book", "catch_up_on")
    linked = ("film", "case", "venue", "series", "speaker")
    return (
        {name: getattr(activity, name) for name in plain}
        | {name: getattr(activity, f"{name}_id") or "" for name in linked}
        | {
            "audience": f"{activity.audience}:{activity.audience_of}",
            "directives": [row.pk for row in activity.directives.all()],
            "trips": "\n".join(activity.trips),
        }
    )


def asked_values(asked: Mapping[str, str], choices: dict[str, list[tuple[str, Any]]]) -> dict[str, Any]:
    """This will return what a link to a new plan brings along: `?directive=`, `?case=` (and `&branch=`), `?film=` or `?speaker=`, as far as it is offered."""
    directive, case, film, speaker = (asked.get(name, "") for name in ("directive", "case", "film", "speaker"))
    if title := dict(choices["directives"]).get(directive):
        return {"topic": title, "directives": [directive]}
    if title := dict(choices["case"]).get(case):
        return {
            "topic": title,
            "kind": "case_discussion",
            "case": case,
            "audience": f"branch:{asked.get('branch', '')}",
        }
    if title := dict(choices["film"]).get(film):
        return {"topic": title, "kind": "warning_film", "film": film, "audience": "members:"}
    if speaker in dict(choices["speaker"]):
        return {"kind": "party_lecture", "speaker": speaker}
    return {}


class MinutesForm(PageForm):
    """Minutes."""

    minutes = words_field(
        "会议记录", "Minutes", rows=8, most=20_000, help_text=spoken("学了什么，谁发了言，议定了什么", "What was studied, who spoke, what was decided")
    )  # fmt: skip


class ReasonForm(PageForm):
    """Why an activity is called off."""

    reason = line_field("取消的原因", "Why it is called off")


class PersonsForm(PageForm):
    """People ticked on the list of those missing."""

    persons = forms.MultipleChoiceField(
        label=spoken("勾选参加了的人", "Tick who was there"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": spoken("没有勾选人。", "Nobody is ticked.")},
    )  # fmt: skip


class CommitmentForm(PageForm):
    """What somebody undertakes."""

    person = forms.ChoiceField(label=spoken("谁承诺", "Who"))
    words = words_field("承诺整改什么", "What is undertaken", rows=2, most=500)
    due_on = day_field("完成时间", "Until")


class ThoughtForm(PageForm):
    """What a reader shares."""

    words = words_field("分享体会", "Share a thought", rows=3, most=2000)


class MaterialForm(PageForm):
    """A file."""

    title = line_field("材料名称", "Title")
    file = forms.FileField(label=spoken("文件（PDF 或 DOCX，50 MB 以内）", "File (PDF or DOCX, at most 50 MB)"))
