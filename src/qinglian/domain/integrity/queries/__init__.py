"""Every question about checks, findings and corrections, filtered for who asks."""

from qinglian.domain.integrity.queries.checklists import (
    finding_for,
    findings_for,
    inspection_for,
    inspections_for,
    names_by_id,
    owners_for,
    rectification_for,
    rectifications_for,
)
from qinglian.domain.integrity.queries.corrections import escalation_due, rectifications_to_tell, reminder_due

__all__ = [
    "escalation_due",
    "finding_for",
    "findings_for",
    "inspection_for",
    "inspections_for",
    "names_by_id",
    "owners_for",
    "rectification_for",
    "rectifications_for",
    "rectifications_to_tell",
    "reminder_due",
]
