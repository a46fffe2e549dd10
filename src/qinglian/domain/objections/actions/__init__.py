"""Acts on objections to candidates: raise, answer, withdraw (REG 54)."""

from qinglian.domain.objections.actions.answering import answer_objection
from qinglian.domain.objections.actions.raising import raise_objection, withdraw_objection

__all__ = ["answer_objection", "raise_objection", "withdraw_objection"]
