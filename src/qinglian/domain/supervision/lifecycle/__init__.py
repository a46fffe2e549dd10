"""The lawful moves."""

from qinglian.domain.supervision.lifecycle.inspections import INSPECTION_SEED
from qinglian.domain.supervision.lifecycle.warnings import WARNING

__all__ = ["INSPECTION_SEED", "WARNING"]
