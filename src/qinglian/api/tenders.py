"""Endpoints of `tenders`."""

from ninja import Router

router = Router(tags=["tenders"])
