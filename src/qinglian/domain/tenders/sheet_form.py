"""The sheet (开标一览表): which fields a bid's opening schedule has, and how a filled sheet is checked. Pure.

A form is a list of `{"name","label":{"zh","en"},"kind","unit","required"}`; a sheet is `{name: value}`. Money is integer fen.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qinglian.law.text import Text

Form = Sequence[Mapping[str, Any]]

KINDS: dict[str, Text] = {
    "money": Text("金额（分）", "Amount in fen"),
    "days": Text("天数", "Days"),
    "text": Text("文字", "Text"),
    "person": Text("姓名", "A person's name"),
}
_NAME = re.compile(r"^[a-z][a-z0-9_]{0,39}$")
_MOST_FEN = 2**53 - 1
_MOST_DAYS = 36_500
_LONGEST = {"text": 500, "person": 60}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class SheetFault:
    """What is wrong with one field of a sheet (or with the form): its name and a sentence."""

    name: str
    wrong: Text


def default_form() -> list[dict[str, Any]]:
    """This will return the form that a new section starts with: price, period, quality, project manager."""
    return [
        _field("price_fen", "投标总价", "Total price", kind="money", unit="fen"),
        _field("period_days", "工期（服务期、交货期）", "Period", kind="days", unit="day"),
        _field("quality", "质量标准", "Quality", kind="text"),
        _field("project_manager", "项目负责人", "Project manager", kind="person"),
    ]


def check_form(form: object) -> list[SheetFault]:
    """This will list what is wrong with a form: shapes, names that repeat, no required price (ZTB 36)."""
    if not isinstance(form, list) or not 1 <= len(form) <= 20:
        return [SheetFault("", Text("开标一览表应有 1 至 20 个字段。", "A sheet form has 1 to 20 fields."))]
    faults = [fault for field in form for fault in _check_field(field)]
    names = [field["name"] for field in form if isinstance(field, dict) and "name" in field]
    if len(names) != len(set(map(str, names))):
        faults.append(SheetFault("", Text("字段名不能重复。", "Field names may not repeat.")))
    if not faults and not _has_price(form):
        faults.append(SheetFault("price_fen", Text("开标一览表必须有投标价格。", "The sheet must hold the price.")))
    return faults


def check_sheet(form: Form, sheet: object) -> list[SheetFault]:
    """This will list what is wrong with a filled sheet; an empty list means that it fits the form."""
    if not isinstance(sheet, dict):
        return [SheetFault("", Text("开标一览表应是一组字段。", "A sheet is a set of fields."))]
    known = {str(field["name"]) for field in form}
    faults = [
        SheetFault(str(name)[:40], Text("表中没有这个字段。", "The form has no such field."))
        for name in sheet
        if name not in known
    ]
    for field in form:
        faults += _check_value(field, sheet.get(field["name"]))
    return faults


def _field(name: str, zh: str, en: str, *, kind: str, unit: str = "") -> dict[str, Any]:
    return {"name": name, "label": {"zh": zh, "en": en}, "kind": kind, "unit": unit, "required": True}


def _check_field(field: object) -> list[SheetFault]:
    if not isinstance(field, dict) or set(field) != {"name", "label", "kind", "unit", "required"}:
        return [
            SheetFault(
                "",
                Text("字段应有名称、标签、种类、单位、是否必填。", "A field has name, label, kind, unit and required."),
            )
        ]
    name, label = str(field["name"]), field["label"]
    faults = []
    if not _NAME.match(name):
        faults.append(
            SheetFault(
                name[:40],
                Text("字段名用小写字母、数字和下划线。", "Names use lower-case letters, digits and underscores."),
            )
        )
    if (
        not isinstance(label, dict)
        or set(label) != {"zh", "en"}
        or not all(_is_line(value, 60) for value in label.values())
    ):
        faults.append(SheetFault(name[:40], Text("标签应有中文和英文。", "A label has Chinese and English.")))
    if field["kind"] not in KINDS or not isinstance(field["required"], bool) or not isinstance(field["unit"], str):
        faults.append(SheetFault(name[:40], Text("字段种类不对。", "The field's kind is unknown.")))
    return faults


def _has_price(form: Form) -> bool:
    return any(field["name"] == "price_fen" and field["kind"] == "money" and field["required"] for field in form)


def _check_value(field: Mapping[str, Any], value: object) -> list[SheetFault]:
    name, kind = str(field["name"]), field["kind"]
    if value is None:
        return [SheetFault(name, Text("没有填写。", "It is missing."))] if field["required"] else []
    if kind == "money" and not _is_whole(value, 1, _MOST_FEN):
        return [SheetFault(name, Text("金额应为正整数，单位分。", "An amount is a positive whole number of fen."))]
    if kind == "days" and not _is_whole(value, 1, _MOST_DAYS):
        return [SheetFault(name, Text("天数应为 1 至 36500 的整数。", "Days are a whole number from 1 to 36,500."))]
    if kind in _LONGEST and not _is_line(value, _LONGEST[kind]):
        return [SheetFault(name, Text("应为一行文字，不能过长。", "It is one line of text, not too long."))]
    return []


def _is_whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _is_line(value: object, longest: int) -> bool:
    return isinstance(value, str) and len(value.strip()) > 0 and len(value) <= longest and not _CONTROL.search(value)
