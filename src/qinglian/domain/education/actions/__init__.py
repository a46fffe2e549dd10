"""Every act. One function, one act, one fact."""

from qinglian.domain.education.actions.festivals import plan_festivals, read_reminder, send_reminder, write_reminder

__all__ = ["plan_festivals", "read_reminder", "send_reminder", "write_reminder"]
