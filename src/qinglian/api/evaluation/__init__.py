"""Endpoints of `evaluation`: the session as it is seen from outside, the guardians' releases to it, the members' seats."""

from ninja import Router

from qinglian.api.evaluation import rooms, seats

router = Router()
router.add_router("", rooms.router)
router.add_router("/seat", seats.router)
