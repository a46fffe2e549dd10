"""What a page shows, apart from who reads it: the values of its main part, and what was drawn from them.

A page of everybody is put together for every request: head, clock and foot are the reader's, the main part is drawn from values that
`record.standing` keeps for as long as nobody writes to the database, and for no longer than the second that they were read for.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any

from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from qinglian.law.actor import Actor
from qinglian.record import clock
from qinglian.record.standing import standing
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.tags import language


@dataclass(frozen=True)
class Asked:
    """What was asked for, without who asked: nobody's session can come into what is kept."""

    path: str
    query: bytes  # as it came in

    @property
    def GET(self) -> QueryDict:
        """The parameters of the query."""
        return QueryDict(self.query)


@dataclass(eq=False, frozen=True)
class Shown:
    """The values of a main part. They never change, so each drawing of them stands as long as they do."""

    asked: Asked
    values: dict[str, Any]
    drawings: dict[str, SafeString] = field(default_factory=dict)
    encoded: dict[str, bytes] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)  # who wants a drawing while it is being made waits for it

    def drawn(self, template: str) -> SafeString:
        """This will draw a template that sees these values and nothing else, once."""
        with self.lock:
            if template not in self.drawings:
                self.drawings[template] = render_to_string(template, self.values | {"request": self.asked})
            return self.drawings[template]

    def sent(self, template: str) -> bytes:
        """This will return a drawing as it is sent."""
        if template not in self.encoded:
            self.encoded[template] = self.drawn(template).encode()
        return self.encoded[template]


def shown(read: Callable[..., dict[str, Any]]) -> Callable[..., Shown]:
    """This will turn `read(asked, *names, by=, at=)`, which reads a page's values for an actor, into a function of the request and the
    names in its address that says what is shown, in the reader's language. `at` is the moment's whole second."""

    @standing
    def reading(asked: Asked, names: tuple[str, ...], by: Actor, at: datetime, _language: str) -> Shown:
        return Shown(asked, read(asked, *names, by=by, at=at))

    def answer(request: HttpRequest, *names: str) -> Shown:
        asked = Asked(request.path, request.META.get("QUERY_STRING", "").encode("latin-1"))
        return reading(asked, names, actor_of_request(request), clock.now().replace(microsecond=0), language())

    return answer
