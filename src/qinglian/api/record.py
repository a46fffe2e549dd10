"""Endpoints of `record`."""

from ninja import Router

router = Router(tags=["record"])
