"""Endpoints of `people`: sessions, registrations, organisations, keys, posts."""

from ninja import Router

from qinglian.api.people import keys, organisations, posts, registrations, session

router = Router(tags=["people"])
for part in (session, registrations, organisations, keys, posts):
    router.add_router("", part.router)
