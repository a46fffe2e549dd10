"""What the open facts of the weekly inspections say in plain words."""

from collections.abc import Callable, Mapping
from typing import Any

from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE
from qinglian.law.text import Text

Body = Mapping[str, Any]
Words = tuple[Text, Text, bool]


def _committed(body: Body) -> Words:
    weeks = sorted(body["weeks"])
    detail = Text(f"{weeks[0]} 至 {weeks[-1]}，共 {len(weeks)} 周", f"{weeks[0]} to {weeks[-1]}, {len(weeks)} weeks")
    return Text("承诺每周抽查的种子", "A seed for the weekly inspections is committed to"), detail, True


def _revealed(body: Body) -> Words:
    detail = Text(f"{body['period']} 各周的抽签可以重算", f"The lots of {body['period']} can be recomputed")
    return Text("公开每周抽查的种子", "The seed of the weekly inspections is revealed"), detail, True


def _held(body: Body) -> Words:
    section = DEPARTMENT_BY_CODE[body["section"]].name
    detail = Text(f"{section.zh}，{body['day']} {body['hour']} 点", f"{section.en}, {body['day']} at {body['hour']}")
    return Text(f"{body['week']} 周抽查已办", f"The inspection of {body['week']} was held"), detail, False


TELLERS: dict[str, Callable[[Body], Words]] = {
    "inspections-committed/v1": _committed,
    "inspections-revealed/v1": _revealed,
    "weekly-inspection-held/v1": _held,
}
