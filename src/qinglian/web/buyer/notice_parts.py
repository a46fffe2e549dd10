"""The parts of a notice's form: which fields of the verdicts each part mends, and which parts a version has."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qinglian.domain.tenders.verdict import Verdict
from qinglian.law.text import Text

if TYPE_CHECKING:
    from qinglian.domain.tenders.models import Notice


@dataclass(frozen=True)
class Part:
    """One part: its code in the address, its name, the beginnings of the field names that it owns."""

    code: str
    label: Text
    fields: tuple[str, ...]
    in_amendment: bool = True
    only_in_amendment: bool = False


PARTS: tuple[Part, ...] = (
    Part("change", Text("改什么", "What changes"), ("change", "affects_bids"), only_in_amendment=True),
    Part("sections", Text("项目与标段", "Tender and sections"), ("sections", "project", "place", "tenderer_address", "supervisor", "procedure", "must_tender"), in_amendment=False),
    Part("text", Text("正文与资格", "Text and qualification"), ("text", "qualification", "consortium_allowed")),
    Part("times", Text("时间", "Times"), ("deadline_at", "documents_from_at", "documents_until_at", "questions_until_at", "bid_validity_days")),
    Part("money", Text("限价与保证金", "Cap and security"), ("price_floor_fen", "money")),
    Part("method", Text("评标办法", "Evaluation"), ("method",), in_amendment=False),
    Part("documents", Text("招标文件", "Documents"), ("documents",)),
    Part("keys", Text("开启与保管人", "Opening and guardians"), ("access", "decrypt_window_minutes"), in_amendment=False),
    Part("preview", Text("预览与送复核", "Preview and hand in"), ()),
)  # fmt: skip


def parts_of(notice: "Notice") -> list[Part]:
    """This will list the parts that this version has, in their order."""
    if notice.kind == "amendment":
        return [part for part in PARTS if part.in_amendment]
    return [part for part in PARTS if not part.only_in_amendment]


def part_of(code: str, notice: "Notice") -> Part | None:
    """This will return the part with this code, or None when this version has none."""
    return next((part for part in parts_of(notice) if part.code == code), None)


def part_code_of(field: str) -> str:
    """This will return the part that mends a verdict's field; what no part owns belongs to the preview."""
    if field.startswith("section-"):
        return "money" if field.endswith("_fen") else "method"
    return next((part.code for part in PARTS if field in part.fields), "preview")


def owned_by(part: Part, verdicts: list[Verdict]) -> list[Verdict]:
    """This will keep the verdicts whose field this part mends."""
    return [verdict for verdict in verdicts if verdict.field and part_code_of(verdict.field) == part.code]


@dataclass(frozen=True)
class PartRow:
    """A part in the column at the left: how many rules it breaks, how many ask for attention."""

    part: Part
    url: str
    is_here: bool
    broken: int
    noted: int

    @property
    def chip(self) -> tuple[str, Text]:
        """This will return status and word: 1 处, or 齐."""
        if self.broken or self.noted:
            count = self.broken or self.noted
            return ("stop" if self.broken else "warn"), Text(f"{count} 处", f"{count}")
        return "ok", Text("齐", "Complete")
