"""The lawful moves."""

from qinglian.domain.supervision.lifecycle.warnings import WARNING

__all__ = ["WARNING"]
