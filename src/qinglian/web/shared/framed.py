"""The frame of a page: title, head, navigation and foot around a main part that is kept (web/shared/shown.py).

A frame is drawn once for everything that it is drawn from, in three pieces: between them stand what differs with each request, the
moment and the main part. Its template sees a `Frame` and plain words, never the request: nothing of one reader can come into another's.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from secrets import token_hex

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from qinglian.law.text import Text
from qinglian.web.shared import context
from qinglian.web.shared.drawing import refuse_lookalikes
from qinglian.web.shared.shown import Asked, Shown

KEPT = 512
MOMENT, MAIN = (SafeString(f"<!--{token_hex(16)}-->") for _ in range(2))  # where the pieces part; nobody can write them


@dataclass(frozen=True)
class Frame:
    """`page` of a frame's template: all that `PageContext` knows and a frame shows."""

    reader: context.Reader
    asked: Asked
    centre: Text
    origin: str
    is_simulated: bool

    @property
    def language(self) -> str:
        """This will return the `lang` of the page."""
        return self.reader.language

    @property
    def moment(self) -> SafeString:
        """This will mark where the moment comes."""
        return MOMENT


def framed(request: HttpRequest, template: str, found: Shown, main: str, **words: Hashable) -> HttpResponse:
    """This will answer with the page `template`, which shows `words` (plain values) and, as `main`, the template `main` drawn from what
    is found. A page that has something to tell its reader once is drawn whole."""
    if request.COOKIES and get_messages(request):
        return render(request, template, words | {"main": found.drawn(main)})
    page = context.page(request)["page"]
    frame = Frame(page.reader, page.asked, page.centre, page.origin, page.is_simulated)
    before, between, after = _pieces(template, frame, tuple(words.items()))
    return HttpResponse(b"".join((before, page.moment.encode(), between, found.sent(main), after)))


@lru_cache(maxsize=KEPT)
def _pieces(template: str, frame: Frame, words: tuple[tuple[str, Hashable], ...]) -> tuple[bytes, bytes, bytes]:
    """This will draw a frame, in the language that is active, and part it. ValueError when it does not show the moment and then the main
    part, once each."""
    for _, value in words:
        refuse_lookalikes(value)
    drawn = render_to_string(template, dict(words) | {"page": frame, "main": MAIN})
    before, rest = drawn.split(MOMENT)
    between, after = rest.split(MAIN)
    return before.encode(), between.encode(), after.encode()
