"""What a sheet of tasks says, and row by row what is wrong with it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from qinglian.domain.integrity import plan_refusals as refusals
from qinglian.domain.integrity import plan_sheet
from qinglian.domain.integrity.models import WorkPlan
from qinglian.domain.integrity.plan_policy import may_keep_plans
from qinglian.domain.integrity.plan_words import KINDS, NEEDS_PAIR
from qinglian.domain.integrity.task_input import TaskInput
from qinglian.domain.people.establishment import DEPARTMENTS, PILLARS
from qinglian.domain.people.models import Person
from qinglian.domain.people.queries import on_roll
from qinglian.domain.people.refusing import not_valid, not_yours
from qinglian.law.actor import Actor
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.clock import CHINA

NUMBER, KIND, PILLAR, TITLE, LEADER, DEPARTMENT, OWNER, DUE, PAIRS = plan_sheet.HEADS
SECTIONS = {row.code: row.name for row in DEPARTMENTS}


@dataclass(frozen=True)
class SheetFault:
    """What is wrong in one cell: the row's number in the sheet, the column's head."""

    row: int
    column: Text
    wrong: Text


@dataclass(frozen=True)
class CheckedSheet:
    """The rows of a sheet, and everything that is wrong with it. With faults, nothing is to be imported."""

    rows: list[TaskInput]
    faults: list[SheetFault]


def checked_sheet(plan: WorkPlan, *, data: bytes, asker: Actor, at: datetime) -> CheckedSheet:
    """This will read a sheet of tasks for a plan, for the party office (NotValid when it is no sheet of the template's form)."""
    if not may_keep_plans(asker):
        raise not_yours(refusals.PARTY_OFFICE, rule="plans_kept")
    told = _read(data, on=at.astimezone(CHINA).date())
    faults: list[SheetFault] = []
    known = _Known(plan)
    rows = [row for number, cells in told if (row := _row(number, cells, known, faults)) is not None]
    faults += _across(rows, [number for number, _ in told], known) if not faults else []
    if not told:
        faults.append(SheetFault(2, TITLE, Text("表里没有任务。", "The sheet has no task.")))
    return CheckedSheet(rows, faults)


class _Known:
    """What the words of a sheet may mean: names on the roll (one each), the plan's numbers and items."""

    def __init__(self, plan: WorkPlan) -> None:
        entries = list(on_roll())
        counted = Counter(entry.person.name for entry in entries)
        self.year = plan.year
        self.people = {entry.person.name: entry.person for entry in entries if counted[entry.person.name] == 1}
        self.leaders = {entry.person.name for entry in entries if "leadership" in entry.standings}
        self.doubled = {name for name, count in counted.items() if count > 1}
        tasks = list(plan.tasks.values_list("number", "kind", "state", "paired__id"))
        self.numbers = {number for number, _, _, _ in tasks}
        self.items = {
            number
            for number, kind, state, paired in tasks
            if kind in NEEDS_PAIR and state in {"open", "evidenced"} and not paired
        }


def _read(data: bytes, *, on: date) -> list[tuple[int, tuple[str, ...]]]:
    largest, most = rule("plan_sheet_max_bytes", on=on).number(), rule("plan_sheet_rows_max", on=on).number()
    if len(data) <= largest:
        try:
            return plan_sheet.read(data, most=most)
        except plan_sheet.UnreadableSheet:
            pass
    raise not_valid(
        "file",
        Text(f"这个文件不是任务分解表的样式，或者超过 {most} 行。", f"This file has not the form of the template, or more than {most} rows."),
        Text("请下载模板，按模板填写，存成 XLSX 再导入。", "Download the template, fill it in and save it as XLSX."),
        rule="plan_sheet_form",
    )  # fmt: skip


def _row(number: int, cells: tuple[str, ...], known: _Known, faults: list[SheetFault]) -> TaskInput | None:
    told = dict(zip(plan_sheet.HEADS, cells, strict=True))
    before = len(faults)

    def take(column: Text, value: Any, wrong: Text) -> Any:
        if value is None:
            faults.append(SheetFault(number, column, wrong))
        return value

    place = take(NUMBER, _whole(told[NUMBER]), Text("编号不是正整数。", "Not a positive whole number."))
    kind = take(KIND, _code_of(told[KIND], KINDS), _one_of(KINDS))
    pillar = take(PILLAR, _code_of(told[PILLAR], PILLARS), _one_of(PILLARS))
    title = take(TITLE, told[TITLE][:300] or None, Text("没有填任务。", "The task is missing."))
    leader = _person(number, LEADER, told[LEADER], known, faults)
    if leader is not None and leader.name not in known.leaders:
        faults.append(SheetFault(number, LEADER, Text("不是班子成员。", "Does not belong to the leadership.")))
    department = take(DEPARTMENT, _code_of(told[DEPARTMENT], SECTIONS), _one_of(SECTIONS))
    owner = _person(number, OWNER, told[OWNER], known, faults)
    day = Text(
        f"不是 {known.year} 年的日期，例如 {known.year}-06-30。", f"Not a day of {known.year}, as {known.year}-06-30."
    )
    due_on = take(DUE, _day(told[DUE], known.year), day)
    pairs = take(
        PAIRS, _whole(told[PAIRS]) if told[PAIRS] else 0, Text("配对编号不是正整数。", "Not a positive whole number.")
    )
    if pairs and kind not in {None, "integrity"}:
        faults.append(
            SheetFault(number, PAIRS, Text("只有廉政任务填配对编号。", "Only an integrity task names an item."))
        )
    if len(faults) > before:
        return None
    assert leader is not None  # otherwise there are faults
    assert owner is not None
    return TaskInput(place, kind, pillar, title, leader, department, owner, due_on, pairs)


def _across(rows: list[TaskInput], places: list[int], known: _Known) -> list[SheetFault]:
    faults, seen, paired = [], set(known.numbers), set()
    items = known.items | {row.number for row in rows if row.kind in NEEDS_PAIR}
    for place, row in zip(places, rows, strict=True):
        if row.number in seen:
            faults.append(SheetFault(place, NUMBER, Text("编号已经用过。", "The number is taken.")))
        seen.add(row.number)
        if row.pairs and (row.pairs not in items or row.pairs in paired):
            wrong = Text(
                "没有这个编号的业务或者日常工作，或者已经配对。", "No such business or daily item, or it has its pair."
            )
            faults.append(SheetFault(place, PAIRS, wrong))
        paired.add(row.pairs)
    return faults


def _person(row: int, column: Text, name: str, known: _Known, faults: list[SheetFault]) -> Person | None:
    found = known.people.get(name)
    if found is None:
        wrong = (
            Text(f"花名册上有几位{name}，请在页面上逐项登记。", f"Several on the roll are called {name}: add this task on the page.")
            if name in known.doubled
            else Text("花名册上没有这个人。", "Nobody on the roll has this name.")
        )  # fmt: skip
        faults.append(SheetFault(row, column, wrong))
    return found


def _code_of(words: str, names: dict[str, Text]) -> str | None:
    return next((code for code, name in names.items() if words in (name.zh, name.en)), None)


def _one_of(names: dict[str, Text]) -> Text:
    zh, en = "、".join(name.zh for name in names.values()), ", ".join(name.en for name in names.values())
    return Text(f"请填：{zh}。", f"One of: {en}.")


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:6]) <= 9999 and len(text) <= 4 else None


def _day(text: str, year: int) -> date | None:
    try:
        day = date.fromisoformat(text.replace("/", "-"))
    except ValueError:
        return None
    return day if day.year == year else None
