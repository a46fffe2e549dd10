"""Endpoints of `bids`."""

from ninja import Router

router = Router(tags=["bids"])
