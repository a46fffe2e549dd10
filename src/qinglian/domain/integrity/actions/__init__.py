"""Every act. One function, one act, one fact."""
