"""How a life is told: scenes in Chinese with the facts that each of them left, and a summary in English.

A telling is the same on every machine: ids are replaced by names, hashes and log positions are left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from qinglian.domain.people.models import Organisation, Person
from qinglian.law.text import Text
from qinglian.record.clock import CHINA
from qinglian.record.models import Fact, Secrecy

SECRECY = {Secrecy.OPEN: "公开", Secrecy.SEALED: "密封", Secrecy.CONFIDENTIAL: "不公开"}


@dataclass
class Telling:
    """One life as it is written down."""

    slug: str
    title: Text
    summary: Text
    lines: list[str] = field(default_factory=list)
    _seen: int = 0

    def __post_init__(self) -> None:
        self._seen = _last_fact()

    def scene(self, title: str, text: str, *, at: datetime) -> None:
        """This will begin a scene: a heading with its moment, and what happens."""
        self.left_facts()
        self.lines += [f"## {title}", "", f"*{at:%Y-%m-%d %H:%M}* {text}", ""]

    def refusal(self, problem: dict[str, Any]) -> None:
        """This will quote a refusal: what was wrong, the rule, the article, what to do next."""
        self.left_facts()
        self.lines += [f"> **拒绝：** {problem['detail']} {problem['next_step']}", ">"]
        self.lines += [f"> 规则 `{problem['rule']}`，依据 {problem['article']}", ""]

    def table(self, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """This will show a table, after the facts so far."""
        self.left_facts()
        self.lines += ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
        self.lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows] + [""]

    def left_facts(self) -> None:
        """This will list the facts since the last list."""
        rows = Fact.objects.filter(pk__gt=self._seen).exclude(secrecy=Secrecy.COVER).order_by("pk")
        if rows:
            self.lines += ["| 时间 | 事实 | 对象 | 由谁 | 公开程度 |", "|---|---|---|---|---|"]
            self.lines += [_counted(row, len(list(same))) for row, same in groupby(map(_row, rows))] + [""]
        self._seen = _last_fact()

    def page(self) -> str:
        """This will return the whole page."""
        self.left_facts()
        head = [f"# {self.title.zh}", "", f"*{self.title.en}.* {self.summary.en}", "", self.summary.zh, ""]
        note = "由 `make docs` 演出并写成：时钟是模拟的，密钥、密文、日志和核验都是真的。机构、人员和数字均为虚构。"
        return "\n".join([*head, note, "", *self.lines])


def _row(fact: Fact) -> str:
    subject = fact.subject.replace("tender:", "").split(":")[-1]
    by = fact.fact["by"]
    return f"| {fact.at.astimezone(CHINA):%m-%d %H:%M} | `{fact.kind}` | {_named(subject)} | {_named(by or '')} | {SECRECY[Secrecy(fact.secrecy)]} |"


def _counted(row: str, count: int) -> str:
    return row if count == 1 else row.replace("` |", f"` ×{count} |", 1)


def _named(identifier: str) -> str:
    for model in (Organisation, Person):
        found = model.objects.filter(pk=identifier).first()
        if found:
            return str(found.name)
    if identifier.startswith("exp-"):
        return "库中专家"
    return {"timetable": "时间表", "notifier": "通知程序", "anyone": "任何人"}.get(identifier, identifier)


def _last_fact() -> int:
    newest = Fact.objects.order_by("-pk").first()
    return newest.pk if newest else 0
