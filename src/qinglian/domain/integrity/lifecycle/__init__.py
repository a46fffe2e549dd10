"""The lawful moves."""

from qinglian.domain.integrity.lifecycle.duty_lists import DUTY_LIST
from qinglian.domain.integrity.lifecycle.rounds import PROPOSAL, ROUND

__all__ = ["DUTY_LIST", "PROPOSAL", "ROUND"]
