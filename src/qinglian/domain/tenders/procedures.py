"""Tender procedures as rows of data. A procedure is never a subclass: acts ask the row."""

from dataclasses import dataclass

from qinglian.law.text import Text


@dataclass(frozen=True)
class Procedure:
    """One way of tendering: who may bid, under which article, and whether this platform runs it yet."""

    code: str
    label: Text
    article: str
    is_open: bool
    min_invited: int
    available: bool


PROCEDURES: tuple[Procedure, ...] = (
    Procedure("open", Text("公开招标，资格后审", "Open, postqualified"), "ZTB 10", True, 0, True),
    Procedure("open_prequalified", Text("公开招标，资格预审", "Open, prequalified"), "REG 15", True, 0, False),
    Procedure("invited", Text("邀请招标", "By invitation"), "ZTB 17", False, 3, False),
)


def procedure(code: str) -> Procedure:
    """This will return the row with this code (KeyError when there is none)."""
    for row in PROCEDURES:
        if row.code == code:
            return row
    raise KeyError(code)


EVALUATION_METHODS: dict[str, Text] = {
    "comprehensive_scoring": Text("综合评估法", "Comprehensive scoring"),
    "lowest_evaluated_price": Text("经评审的最低投标价法", "Lowest evaluated price"),
}
KINDS: dict[str, Text] = {
    "works": Text("工程施工", "Works"),
    "goods": Text("货物", "Goods"),
    "services": Text("服务", "Services"),
}
