"""The lawful moves."""

from qinglian.domain.supervision.lifecycle.campaigns import CAMPAIGN, SELF_CHECK
from qinglian.domain.supervision.lifecycle.gifts import GIFT
from qinglian.domain.supervision.lifecycle.inspections import INSPECTION_SEED
from qinglian.domain.supervision.lifecycle.warnings import WARNING

__all__ = ["CAMPAIGN", "GIFT", "INSPECTION_SEED", "SELF_CHECK", "WARNING"]
