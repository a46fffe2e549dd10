"""Verification by a stranger: numbered steps over published data, each built on what the steps before it have proved."""
