"""Endpoints of `contracts` and `objections`: candidates, objections to them, the award and its notices."""

from ninja import Router

from qinglian.api.contracts import candidates, objections

router = Router()
router.add_router("", candidates.router)
router.add_router("", objections.router)
