"""Endpoints of `bids`: sealed packages and receipts, releases, the opening hall, the opening record."""

from ninja import Router

from qinglian.api.bids import openings, packages, records, releases

router = Router()
router.add_router("", packages.router)
router.add_router("", releases.router)
router.add_router("", openings.router)
router.add_router("", records.router)
