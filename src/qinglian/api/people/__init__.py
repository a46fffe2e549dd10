"""Endpoints of `people`: sessions, registrations, organisations, keys, posts, roll, tokens."""

from ninja import Router

from qinglian.api.people import keys, organisations, posts, registrations, roll, session, tokens

router = Router(tags=["people"])
for part in (session, registrations, organisations, keys, posts, roll, tokens):
    router.add_router("", part.router)
