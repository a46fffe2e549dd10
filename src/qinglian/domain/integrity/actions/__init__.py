"""Acts. One function, one act, one fact."""

from qinglian.domain.integrity.actions.findings import (
    close_rectification,
    escalate_rectification,
    hand_in_rectification,
    note_finding,
    order_finding,
    order_rectification,
    remind_rectification,
    return_rectification,
)
from qinglian.domain.integrity.actions.inspections import (
    Planned,
    Result,
    call_off_inspection,
    hold_inspection,
    plan_inspection,
)

__all__ = [
    "Planned",
    "Result",
    "call_off_inspection",
    "close_rectification",
    "escalate_rectification",
    "hand_in_rectification",
    "hold_inspection",
    "note_finding",
    "order_finding",
    "order_rectification",
    "plan_inspection",
    "remind_rectification",
    "return_rectification",
]
