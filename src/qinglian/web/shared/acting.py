"""Who acts through a page: the signed-in person's posts and roles, or anyone."""

from django.http import HttpRequest

from qinglian.domain.people import queries
from qinglian.law.actor import ANYONE, Actor
from qinglian.record import clock


def actor_of_request(request: HttpRequest) -> Actor:
    """This will return the Actor behind this request (ANYONE without sign-in), asked once a request."""
    known: Actor | None = getattr(request, "qinglian_actor", None)
    if known is not None:
        return known
    person = getattr(request, "user", None)
    actor = queries.actor_of(person, at=clock.now()) if person is not None and person.is_authenticated else ANYONE
    request.qinglian_actor = actor  # type: ignore[attr-defined]  # kept for this request alone
    return actor
