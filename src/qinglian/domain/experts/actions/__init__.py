"""Every act on the register of experts and the draws. One function, one act, one fact."""

from qinglian.domain.experts.actions.replacing import replace_expert

__all__ = ["replace_expert"]
