"""The form of a section's evaluation terms: rows that come and go, one price formula, and each fault at its field."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from qinglian.law.evaluation.benchmark_price import BY_CODE, Fault, default_parameters, figure
from qinglian.law.evaluation.terms import MOST_CANDIDATES, MOST_CRITERIA, PARTS, check_terms
from qinglian.web.shared.forms import PageForm, spoken
from qinglian.web.shared.tags import word

ROW = ("part", "label_zh", "label_en", "full", "guidance_zh", "guidance_en", "code")
YES_NO = (("yes", spoken("是", "Yes")), ("no", spoken("否", "No")))
_IN_ROW = re.compile(r"criteria\[(\d+)\](?:\.(\w+))?\Z")


class TermsForm(PageForm):
    """One section's terms. `values` are all fields as they stand, typed or stored; bound when they are to be checked."""

    def __init__(self, values: dict[str, str], *, method: str, is_bound: bool) -> None:
        """This will make a field for every criterion in `values` and for the parameters of its formula."""
        super().__init__(values if is_bound else None, initial=values)
        self.rows = range(int(values["rows"]))
        self.scores = method == "comprehensive_scoring"
        self.method, self.values = method, values
        if self.scores:
            for row in self.rows:
                self._add_row(row)
            self._add_price(values["formula"])
        self._add_rest()

    def criteria(self) -> list[dict[str, Any]]:
        """This will list the bound fields of each criterion by name; `opens` says whether its guidance has a fault to show."""
        rows = [{name: self[f"criteria-{row}-{name}"] for name in ROW} for row in self.rows] if self.scores else []
        return [row | {"opens": bool(row["guidance_zh"].errors or row["guidance_en"].errors)} for row in rows]

    def price(self) -> list[Any]:
        """This will list the bound fields of the price, the formula first."""
        names = ("formula", "price_full", *self._parameters(), "k_up", "k_down")
        return [self[name] for name in names] if self.scores else []

    def rest(self) -> list[Any]:
        """This will list the bound fields that belong to neither."""
        return [self[name] for name in ("blind_technical", "trim_members", "abnormally_low", "candidates")]

    def terms(self) -> dict[str, Any]:
        """This will return the terms as they are typed, checked or not."""
        return typed_terms(self.values, method=self.method)

    def name_faults(self, *, has_price_cap: bool) -> None:
        """This will put every fault of the terms at its field; one that several fields share stands above the form."""
        for fault in check_terms(self.terms(), has_price_cap=has_price_cap):
            field = self._field_of(fault)
            if field is None or field not in self.errors:
                self.add_error(field, word(fault.wrong))

    def _field_of(self, fault: Fault) -> str | None:
        if found := _IN_ROW.match(fault.name):
            name = {"label": "label_zh", "guidance": "guidance_zh", None: "label_zh"}.get(found[2], found[2])
            field = f"criteria-{found[1]}-{name}"
        else:
            field = fault.name.removeprefix("price.parameters.").removeprefix("price.").partition(".")[0]
            field = {"full": "price_full"}.get(field, field)
            field = f"parameter-{field}" if f"parameter-{field}" in self.fields else field
        return field if field in self.fields and not self.fields[field].widget.is_hidden else None

    def _parameters(self) -> list[str]:
        return [name for name in self.fields if name.startswith("parameter-")]

    def _add_row(self, row: int) -> None:
        number = row + 1
        named = {
            "part": _choice(f"第 {number} 项：部分", f"Criterion {number}: part", PARTS.items()),
            "label_zh": _text(f"第 {number} 项：名称（中文）", f"Criterion {number}: name (Chinese)"),
            "label_en": _text(f"第 {number} 项：名称（英文）", f"Criterion {number}: name (English)"),
            "full": _figure(f"第 {number} 项：满分", f"Criterion {number}: full marks"),
            "guidance_zh": _text(
                f"第 {number} 项：评分细则（中文）", f"Criterion {number}: guidance (Chinese)", long=True
            ),
            "guidance_en": _text(
                f"第 {number} 项：评分细则（英文）", f"Criterion {number}: guidance (English)", long=True
            ),
            "code": forms.CharField(widget=forms.HiddenInput, max_length=40, required=False),
        }
        self.fields |= {f"criteria-{row}-{name}": field for name, field in named.items()}

    def _add_price(self, code: str) -> None:
        bases = [(row.code, row.label) for row in BY_CODE.values() if row.is_base]
        self.fields["formula"] = _choice("基准价公式", "Formula of the base price", bases)
        self.fields["price_full"] = _figure("价格满分", "Full marks of the price")
        if code in BY_CODE:
            for parameter in BY_CODE[code].parameters:
                ends = (("下限", "from"), ("上限", "to"), ("步长", "step")) if parameter.is_drawn else (("", ""),)
                for name, (zh, en) in zip(parameter.names, ends, strict=True):
                    label = (f"{parameter.label.zh}{zh}（%）", f"{parameter.label.en} {en} (%)".replace("  ", " "))
                    self.fields[f"parameter-{name}"] = _figure(*label)
        self.fields["k_up"] = _figure("报价每高于基准价 1% 扣分", "Marks off for each 1 % above the base")
        self.fields["k_down"] = _figure("报价每低于基准价 1% 扣分", "Marks off for each 1 % below the base")

    def _add_rest(self) -> None:
        self.fields["blind_technical"] = _yes_no("技术标暗标评审", "Technical part judged blind")
        self.fields["trim_members"] = _yes_no(
            "评委打分去掉一个最高分和一个最低分", "Highest and lowest mark of the members dropped"
        )
        low = _figure("异常低价审查线（低于控制价的百分比）", "Line of abnormally low prices (per cent)")
        low.required = False
        self.fields["abnormally_low"] = low
        numbers = [(str(n), spoken(f"{n} 名", str(n))) for n in range(1, MOST_CANDIDATES + 1)]
        self.fields["candidates"] = forms.ChoiceField(
            label=spoken("中标候选人", "Candidates"),
            help_text=spoken("一至三名（条例第五十三条）", "One to three (Regulation art. 53)"),
            choices=numbers,
        )


def stored_values(terms: Mapping[str, Any]) -> dict[str, str]:
    """This will write stored terms as the fields of the form."""
    price, low = terms.get("price") or {}, terms.get("abnormally_low") or {}
    values = {
        "rows": str(len(terms.get("criteria", []))),
        "formula": price.get("formula", ""),
        "price_full": price.get("full", ""),
        "k_up": price.get("k_up", ""),
        "k_down": price.get("k_down", ""),
        "floor": price.get("floor", ""),
        "blind_technical": "yes" if terms.get("blind_technical") else "no",
        "trim_members": "yes" if terms.get("trim_members") else "no",
        "abnormally_low": low.get("percent", ""),
        "candidates": str(terms.get("candidates", MOST_CANDIDATES)),
    }
    for at, row in enumerate(terms.get("criteria", [])):
        flat = {name: row[name] for name in ("code", "part", "full")}
        flat |= {f"{name}_{end}": row[name][end] for name in ("label", "guidance") for end in ("zh", "en")}
        values |= {f"criteria-{at}-{name}": value for name, value in flat.items()}
    return values | {f"parameter-{name}": value for name, value in price.get("parameters", {}).items()}


def typed_values(posted: QueryDict, before: Mapping[str, str]) -> dict[str, str]:
    """This will read what was typed and do what the button says: add a row, remove one, show another formula's parameters."""
    rows = _rows_of(posted)
    act = posted.get("act", "")
    if act == "add" and len(rows) < MOST_CRITERIA:
        taken = {row["code"] for row in rows}
        code = next(f"item_{n}" for n in range(1, MOST_CRITERIA + 2) if f"item_{n}" not in taken)
        rows.append(dict.fromkeys(ROW, "") | {"part": "technical", "code": code})
    elif (place := act.removeprefix("remove-")).isdigit() and int(place) < len(rows):
        del rows[int(place)]
    names = set(before) | {name for name in posted if name.startswith("parameter-")}
    values = {
        name: posted.get(name, "").strip() for name in names if not name.startswith(("criteria-", "rows", "floor"))
    }
    values |= {"rows": str(len(rows)), "floor": before["floor"]}
    values |= {f"criteria-{at}-{name}": row[name] for at, row in enumerate(rows) for name in ROW}
    defaults = {f"parameter-{name}": value for name, value in _defaults(values["formula"]).items()}
    values |= {name: value for name, value in defaults.items() if name not in posted}
    return values


def typed_terms(values: Mapping[str, str], *, method: str) -> dict[str, Any]:
    """This will return the terms that the fields say."""
    low = values["abnormally_low"]
    terms: dict[str, Any] = {
        "method": method,
        "blind_technical": values["blind_technical"] == "yes",
        "criteria": [],
        "price": None,
        "abnormally_low": {"percent": low} if low else None,
        "trim_members": values["trim_members"] == "yes",
        "candidates": int(values["candidates"]) if values["candidates"].isdecimal() else 0,
    }
    if method != "comprehensive_scoring":
        return terms
    criteria = [_criterion(values, at) for at in range(int(values["rows"]))]
    names = _defaults(values["formula"])
    price: dict[str, Any] = {name: values[name] for name in ("formula", "k_up", "k_down")}
    price |= {"full": values["price_full"]}
    price |= {"parameters": {name: values.get(f"parameter-{name}", "") for name in names}}
    price |= {"floor": values["floor"]} if values["floor"] else {}
    return terms | {"criteria": criteria, "price": price}


def total_of(values: Mapping[str, str]) -> Decimal:
    """This will add up the full marks that are spelt as figures."""
    names = ["price_full", *(f"criteria-{at}-full" for at in range(int(values["rows"])))]
    return sum((figure(values[name]) or Decimal("0.00") for name in names), Decimal("0.00"))


def _criterion(values: Mapping[str, str], at: int) -> dict[str, Any]:
    row = {name: values[f"criteria-{at}-{name}"] for name in ROW}
    both = {name: {end: row[f"{name}_{end}"] for end in ("zh", "en")} for name in ("label", "guidance")}
    return {name: row[name] for name in ("code", "part", "full")} | both


def _rows_of(posted: QueryDict) -> list[dict[str, str]]:
    count = posted.get("rows", "0")
    rows = range(min(int(count), MOST_CRITERIA)) if count.isdecimal() and len(count) < 4 else range(0)
    return [{name: posted.get(f"criteria-{at}-{name}", "").strip() for name in ROW} for at in rows]


def _defaults(code: str) -> dict[str, str]:
    return default_parameters(BY_CODE[code]) if code in BY_CODE else {}


def _text(zh: str, en: str, *, long: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2}) if long else forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=spoken(zh, en), widget=widget, required=not long)


def _figure(zh: str, en: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "q-input-num"})
    return forms.CharField(label=spoken(zh, en), widget=widget)


def _choice(zh: str, en: str, rows: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=spoken(zh, en), choices=[(code, spoken(said.zh, said.en)) for code, said in rows])


def _yes_no(zh: str, en: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=spoken(zh, en), choices=YES_NO, widget=forms.RadioSelect)
