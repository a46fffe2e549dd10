"""The form of one expert, with a row for every declared interest, and the reason of a suspension or removal."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django import forms
from django.http import QueryDict

from qinglian.domain.experts.expert_form import LONGEST, LONGEST_NOTE, MOST_INTERESTS, ExpertInput
from qinglian.domain.experts.recusal import INTERESTS
from qinglian.domain.experts.specialities import SPECIALITIES
from qinglian.web.shared.due_fields import DueText
from qinglian.web.shared.forms import PageForm, spoken

ROW = ("kind", "organisation", "until_on", "note")
IDENTITY = ("name", "phone", "unit", "unit_code", "region", "born_year")
STANDING = ("title", "years", "specialities")
_REMOVE = re.compile(r"remove-([0-9]{1,2})")
_EMPTY = spoken("没有填。", "This is empty.")
_NO_NUMBER = spoken("请填整数。", "Write a whole number.")


def _line(name: str, zh: str, en: str, *, hint: Any = "", required: bool = True) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    label, longest = spoken(zh, en), LONGEST[name]
    return forms.CharField(label=label, help_text=hint, max_length=longest, required=required, widget=widget)


def _number(zh: str, en: str, *, required: bool = True) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 4})
    errors = {"invalid": _NO_NUMBER}
    return forms.IntegerField(label=spoken(zh, en), required=required, widget=widget, error_messages=errors)


class ExpertForm(PageForm):
    """One expert. `values` are all fields as they stand, typed or stored; bound when they are to be checked."""

    name = _line("name", "姓名", "Name")
    phone = _line(
        "phone", "联系电话", "Phone", hint=spoken("抽中后按它通知", "Drawn experts are called by this number")
    )
    unit = _line("unit", "工作单位", "Employer", hint=spoken("全称，回避按它比对", "Full name: recusal compares it"))
    unit_code = _line("unit_code", "单位信用代码", "Credit code of the employer", required=False)
    region = _line("region", "地区", "Region")
    born_year = _number("出生年份", "Year of birth", required=False)
    title = _line(
        "title",
        "职称",
        "Professional title",
        hint=spoken(
            "高级职称或者同等专业水平（招标投标法第三十七条）", "Senior title or equal level (Tendering Law art. 37)"
        ),
    )
    years = _number("从事相关工作年限（年）", "Years of work in the field")
    specialities = forms.MultipleChoiceField(
        label=spoken("专业", "Specialities"),
        help_text=spoken("可以多选，抽取按专业进行", "Choose all that apply: draws are made by speciality"),
        choices=[(code, spoken(f"{label.zh} {code}", f"{label.en} {code}")) for code, label in SPECIALITIES.items()],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "q-choices"}),
    )

    def __init__(self, values: Mapping[str, Any], *, least: int, is_bound: bool) -> None:
        """This will make the fields of every interest in `values`; `least` is the number of years that the law wants."""
        super().__init__(values if is_bound else None, initial=values)
        self.rows = range(values["rows"])
        self.fields["years"].help_text = spoken(
            f"满 {least} 年方可入库（招标投标法第三十七条）", f"Admission asks for {least} (Tendering Law art. 37)"
        )
        self.filled = [row for row in self.rows if any(values[f"interest-{row}-{name}"] for name in ROW)]
        for row in self.rows:
            self._add_row(row, is_filled=row in self.filled)
        for field in self.fields.values():
            field.error_messages["required"] = _EMPTY

    def identity(self) -> list[Any]:
        """This will list the bound fields about the person."""
        return [self[name] for name in IDENTITY]

    def standing(self) -> list[Any]:
        """This will list the bound fields about what the person knows."""
        return [self[name] for name in STANDING]

    def interests(self) -> list[list[Any]]:
        """This will list the bound fields of each interest."""
        return [[self[f"interest-{row}-{name}"] for name in ROW] for row in self.rows]

    def takes_more(self) -> bool:
        """This will say whether another interest may be added."""
        return len(self.rows) < MOST_INTERESTS

    def typed(self) -> ExpertInput:
        """This will return what was typed (after is_valid); rows in which nothing was typed are left out."""
        plain = {name: self.cleaned_data[name] for name in IDENTITY + STANDING}
        return ExpertInput(**plain | {"interests": [self._interest(row) for row in self.filled]})

    def _interest(self, row: int) -> dict[str, Any]:
        typed = {name: self.cleaned_data[f"interest-{row}-{name}"] for name in ROW}
        return typed | {"until_on": typed["until_on"].isoformat() if typed["until_on"] else None}

    def _add_row(self, row: int, *, is_filled: bool) -> None:
        kinds = [("", "—"), *((code, spoken(label.zh, label.en)) for code, label in INTERESTS.items())]
        day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        plain = forms.TextInput(attrs={"autocomplete": "off"})
        named = {
            "kind": forms.ChoiceField(choices=kinds, required=is_filled),
            "organisation": forms.CharField(max_length=LONGEST["unit"], required=is_filled, widget=plain),
            "until_on": forms.DateField(required=False, widget=day, input_formats=["%Y-%m-%d"]),
            "note": forms.CharField(max_length=LONGEST_NOTE, required=False, widget=plain),
        }
        for name, field in named.items():
            field.label = _row_label(row + 1, name)
            self.fields[f"interest-{row}-{name}"] = field


_ROW_LABELS = {
    "kind": ("关系", "kind"),
    "organisation": ("单位名称或者信用代码", "organisation or its credit code"),
    "until_on": ("截止日", "until"),
    "note": ("说明", "note"),
}


def _row_label(number: int, name: str) -> Any:
    zh, en = _ROW_LABELS[name]
    return spoken(f"第 {number} 项{zh}", f"Interest {number}: {en}")


class ReasonForm(PageForm):
    """Why an expert is suspended or removed. The domain says what an empty reason breaks."""

    reason = DueText(
        label=spoken("理由", "Reason"),
        help_text=spoken("写明事实和依据，存入专家库", "Facts and grounds; kept in the register"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


def stored_values(stored: ExpertInput | None) -> dict[str, Any]:
    """This will write an expert (None: a new one) as the fields of the form."""
    values: dict[str, Any] = dict.fromkeys(IDENTITY + STANDING, "") | {"specialities": [], "rows": 0}
    if stored is None:
        return values
    plain = asdict(stored)
    interests = plain.pop("interests")
    return values | plain | _numbered([{name: row[name] or "" for name in ROW} for row in interests])


def typed_values(posted: QueryDict) -> dict[str, Any]:
    """This will read what was typed and do what the button says: add a row of interests, or remove one."""
    rows = _rows_of(posted)
    act = posted.get("act", "")
    if act == "add" and len(rows) < MOST_INTERESTS:
        rows.append(dict.fromkeys(ROW, ""))
    elif (place := _REMOVE.fullmatch(act)) and int(place[1]) < len(rows):
        del rows[int(place[1])]
    plain: dict[str, Any] = {name: posted.get(name, "").strip() for name in IDENTITY + STANDING}
    return plain | {"specialities": posted.getlist("specialities")} | _numbered(rows)


def _rows_of(posted: QueryDict) -> list[dict[str, str]]:
    count = posted.get("rows", "0")
    rows = range(min(int(count), MOST_INTERESTS)) if count.isdecimal() and len(count) < 4 else range(0)
    return [{name: posted.get(f"interest-{row}-{name}", "").strip() for name in ROW} for row in rows]


def _numbered(rows: list[dict[str, str]]) -> dict[str, Any]:
    fields = {f"interest-{at}-{name}": row[name] for at, row in enumerate(rows) for name in ROW}
    return {"rows": len(rows)} | fields
