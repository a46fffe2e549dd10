"""The one router of `tenders`; the modules beside it hang their endpoints on it."""

from ninja import Router

router = Router(tags=["tenders"])
