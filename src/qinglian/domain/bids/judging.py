"""What becomes of one bid when its shares are in: read out, or failed and by whose fault (protocol 5 and 8)."""

from dataclasses import dataclass
from typing import Any

from qinglian.domain.bids.shares import Released
from qinglian.domain.tenders.sheet_form import Form, check_sheet
from qinglian.trust.faults import BIDDERS_FAULT, SealFault
from qinglian.trust.manifest import PackageHead
from qinglian.trust.seal import open_compartment

OPEN_TO_MORE_SHARES = frozenset(
    {"share_mismatch", "share_missing", "envelope_unopenable", "lock_not_released", "recipient_mismatch"}
)


@dataclass(frozen=True)
class Judgement:
    """One bid's outcome: `opened` with its sheet, or `failed` with fault (`bidder`, `guardian:<id>`, empty) and reason."""

    outcome: str
    fault: str
    reason: str
    sheet: dict[str, Any] | None

    @property
    def may_change(self) -> bool:
        """This will say whether further shares could still open the bid."""
        return self.reason in OPEN_TO_MORE_SHARES


def judge(head: PackageHead, ciphertext: bytes, released: Released, *, form: Form) -> Judgement:
    """This will open a bid's sheet with what was released for it and check it against the notice's form."""
    try:
        inner = open_compartment(head, "sheet", ciphertext, released.shares, unopenable=released.unopenable)
    except SealFault as fault:
        return Judgement("failed", fault.fault, fault.reason, None)
    if check_sheet(form, inner.sheet):
        return Judgement("failed", BIDDERS_FAULT, "sheet_invalid", None)
    return Judgement("opened", "", "", inner.sheet)
