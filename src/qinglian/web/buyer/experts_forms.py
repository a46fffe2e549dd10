"""The forms around a draw: the request with its small table of specialities, giving up, naming a representative."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.template.loader import render_to_string

from qinglian.domain.experts.expert_form import MOST_MEMBERS, DrawInput
from qinglian.domain.experts.specialities import SPECIALITIES
from qinglian.law.text import Text
from qinglian.web.shared.figures import in_china
from qinglian.web.shared.forms import MomentField, PageForm, spoken
from qinglian.web.shared.tags import word

if TYPE_CHECKING:
    from qinglian.domain.tenders.models import Section

ROWS = 5
LEAST = 5
_FIRST = {
    "works": [{"speciality": "A0801", "count": "3"}, {"speciality": "A0501", "count": "1"}],
    "goods": [{"speciality": "B0101", "count": "3"}, {"speciality": "C0301", "count": "1"}],
    "services": [{"speciality": "A0701", "count": "3"}, {"speciality": "C0301", "count": "1"}],
}


class StrataWidget(forms.Widget):
    """Rows of two selects: a speciality, and how many of it. Empty rows may stay."""

    use_fieldset = True

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:  # noqa: ARG002
        """This will draw the rows as they were typed."""
        rows = [*(value or []), *({"speciality": "", "count": ""} for _ in range(ROWS))][:ROWS]
        context = {
            "name": name,
            "rows": rows,
            "specialities": SPECIALITIES.items(),
            "counts": [str(count) for count in range(1, MOST_MEMBERS + 1)],
            "described": (attrs or {}).get("aria-describedby", ""),
        }
        return render_to_string("buyer/_strata.html", context)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[dict[str, str]]:  # noqa: ARG002
        """This will read the rows, empty ones too: what was typed stays where it was."""
        return [
            {part: str(data.get(f"{name}-{row}-{part}", "")).strip() for part in ("speciality", "count")}
            for row in range(ROWS)
        ]

    def id_for_label(self, id_: str) -> str:
        """This will tie the group's name to its first select."""
        return f"{id_}-0-speciality"


class StrataField(forms.Field):
    """`[{"speciality","count"}]`, in the order in which they are served."""

    widget = StrataWidget

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """This will leave out empty rows, and refuse half a row."""
        rows = [row for row in value or [] if row["speciality"] or row["count"]]
        if not rows or any(not row["speciality"] or not row["count"].isdecimal() for row in rows):
            raise forms.ValidationError(
                word(Text("每行要选专业和人数，至少一行。", "A row has a speciality and a number; one row at least."))
            )
        return [{"speciality": row["speciality"], "count": int(row["count"][:3])} for row in rows]


class DrawForm(PageForm):
    """A request for experts (ZTB 37; REG 46)."""

    size = forms.TypedChoiceField(
        label=spoken("评标委员会几人", "Members of the committee"),
        help_text=spoken("五人以上单数", "Five or more, an odd number"),
        choices=[(str(n), spoken(f"{n} 人", str(n))) for n in range(LEAST, MOST_MEMBERS + 1, 2)],
        coerce=int,
        initial=str(LEAST),
    )
    representatives = forms.IntegerField(
        label=spoken("其中招标人代表", "Of them the tenderer's representatives"),
        help_text=spoken("不超过三分之一，可以没有", "A third at most; none is lawful"),
        widget=forms.NumberInput(attrs={"class": "q-input-num"}),
        min_value=0,
        max_value=10,
        initial=1,
    )
    strata = StrataField(
        label=spoken("专家的专业和人数", "Specialities and numbers of experts"),
        help_text=spoken(
            "合计等于委员会人数减去代表人数；按行的先后满足，空行不计",
            "Together: members less representatives. Rows are served in order; empty ones do not count",
        ),
    )
    evaluation_at = MomentField(label=spoken("评标时间", "Time of the evaluation"))
    hours = forms.IntegerField(
        label=spoken("预计几小时", "Expected hours"),
        widget=forms.NumberInput(attrs={"class": "q-input-num"}),
        min_value=1,
        max_value=240,
        initial=4,
    )
    place = forms.CharField(
        label=spoken("评标地点", "Place"),
        help_text=spoken(
            "通知专家时只说时间、地点和时长，不说项目", "Experts are told time, place and hours, not the project"
        ),
        max_length=200,
    )
    region = forms.CharField(
        label=spoken("专家所在地区", "Region of the experts"),
        help_text=spoken(
            "不填则不限地区；在库人数不足所需三倍的，请不要限",
            "Empty: everywhere. Leave it so where the register is small",
        ),
        max_length=80,
        required=False,
    )

    def typed(self) -> DrawInput:
        """This will return the request as it was typed."""
        return DrawInput(**self.cleaned_data)


class AbandonForm(PageForm):
    """Why a draw is given up."""

    reason = forms.CharField(
        label=spoken("放弃的理由", "Why it is given up"),
        help_text=spoken("随抽取页面公开，并入公开日志", "Public on the page of the draw and in the log"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class NameForm(PageForm):
    """Who represents the tenderer at a seat."""

    seat = forms.ChoiceField(label=spoken("席位", "Seat"))
    name = forms.CharField(
        label=spoken("代表姓名", "Name of the representative"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        max_length=80,
    )

    def __init__(self, *args: Any, seats: list[int], **kwargs: Any) -> None:
        """This will offer the seats that may be given a person."""
        super().__init__(*args, **kwargs)
        choices = [(str(seat), spoken(f"第 {seat} 席", f"Seat {seat}")) for seat in seats]
        self.fields["seat"].choices = choices  # type: ignore[attr-defined]


def first_request(section: "Section", *, now: datetime) -> dict[str, Any]:
    """This will propose a lawful request: five members, one representative, the afternoon or the morning after the opening."""
    deadline = section.notice.deadline_at if section.notice else now
    at = max(in_china(deadline), in_china(now))
    hour = at.replace(hour=14, minute=0, second=0, microsecond=0)
    if at.hour >= 12:
        hour = (at + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
    centre = settings.QINGLIAN_CENTRE_NAME
    place = word(Text(f"{centre['zh']}评标室", f"Evaluation room, {centre['en']}"))
    return {"strata": _FIRST[section.tender.kind], "evaluation_at": hour, "place": place}
