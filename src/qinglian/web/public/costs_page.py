"""What a transaction costs its parties, year on year: the measures, and as a file the rows that they were computed from."""

import csv
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from io import StringIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.analysis.costs import GROUPS, Cost, Value
from qinglian.analysis.schema import Transaction
from qinglian.law.text import Text
from qinglian.published.transactions import costs_in, transactions_of
from qinglian.record.events import moment
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.years import year_asked

UNITS: dict[str, Text] = {
    "yuan": Text("元", "yuan"),
    "wan_yuan_days": Text("万元·天", "10,000 yuan × days"),
    "days": Text("天", "days"),
    "hours": Text("小时", "hours"),
    "papers": Text("份", "papers"),
    "fields": Text("项", "fields"),
    "visits": Text("次", "visits"),
}
OUTCOMES: dict[str, tuple[str, Text]] = {
    "awarded": ("ok", Text("已定标", "Awarded")),
    "failed": ("stop", Text("流标", "Failed")),
    "terminated": ("stop", Text("终止", "Terminated")),
}


@dataclass(frozen=True)
class Line:
    """A measure as the page tells it. The bars compare both years by the greater of the two, in thousandths."""

    cost: Cost
    value: Text
    before: Text
    change: Text
    bar: int
    bar_before: int


def costs_page(request: HttpRequest) -> HttpResponse:
    """This will show every measure of the year with n and the change against the year before, and the transactions behind them."""
    year = year_asked(request)
    rows = transactions_of(year)
    lines = [line_of(cost) for cost in costs_in(year)]
    groups = [(label, [one for one in lines if one.cost.measure.group == code]) for code, label in GROUPS.items()]
    sheet: Any = sheet_of(rows[::-1], request=request, size=20)
    context = {"year": year, "groups": groups, "sheet": sheet, "listed": [_listed(row) for row in sheet.rows]}
    return render(request, "public/costs.html", context)


def costs_file(request: HttpRequest) -> HttpResponse:
    """This will hand out the year's transactions as a CSV file, one column a member of the flat schema."""
    year, file = year_asked(request), StringIO()
    writer = csv.writer(file)
    names = [column.name for column in fields(Transaction)]
    writer.writerow(names)
    for row in transactions_of(year):
        writer.writerow(_cell(getattr(row, name)) for name in names)
    response = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="transactions-{year}.csv"'
    return response


def line_of(cost: Cost) -> Line:
    """This will put a measure into words and bars."""
    most = max(cost.value or 0, cost.before or 0)
    return Line(
        cost, amount(cost.value, cost), amount(cost.before, cost), change_of(cost),
        _thousandths(cost.value, most), _thousandths(cost.before, most),
    )  # fmt: skip


def amount(value: Value, cost: Cost) -> Text:
    """This will write a value with its unit, or a dash where nothing was observed."""
    unit = UNITS[cost.measure.unit]
    return Text("—", "—") if value is None else Text(f"{_plain(value)} {unit.zh}", f"{_plain(value)} {unit.en}")


def change_of(cost: Cost) -> Text:
    """This will say in words whether a measure grew or fell, by how much, and by how many percent."""
    if cost.value is None:
        return Text("本年还没有", "None in this year yet")
    if cost.change is None:
        return Text("上年没有，不能比", "None in the year before to compare with")
    if not cost.change:
        return Text("没有变化", "No change")
    zh, en = ("增加", "Up by") if cost.change > 0 else ("减少", "Down by")
    by = amount(abs(cost.change), cost)
    share = "" if cost.change_percent is None else f"{abs(cost.change_percent.normalize()):f}%"
    return (
        Text(f"{zh} {by.zh}（{share}）", f"{en} {by.en} ({share})") if share else Text(f"{zh} {by.zh}", f"{en} {by.en}")
    )


def _plain(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def _thousandths(value: Value, most: Decimal | int) -> int:
    return int(value * 1000 / most) if value and most else 0


def _listed(row: Transaction) -> tuple[Transaction, tuple[str, Text], int | None]:
    days = (row.ended_at - row.published_at).days
    return row, OUTCOMES[row.outcome], days


def _cell(value: object) -> object:
    return moment(value) if isinstance(value, datetime) else "" if value is None else value
