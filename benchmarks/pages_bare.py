"""Settings, addresses and the one view of the reference of `pages`: the platform's settings, but each page is bytes captured before.

What it answers lies in QINGLIAN_HOME/bare, one JSON file of address -> page in base64; a worker reads it once.
"""

import json
from base64 import b64decode
from functools import cache

from django.http import HttpRequest, HttpResponse  # noqa: TID251 (the reference is a page too)
from django.urls import re_path

from qinglian.config.settings import *  # noqa: F403 (the same settings, the same middleware)
from qinglian.config.settings import HOME

CAPTURED = HOME / "bare" / "pages.json"
ROOT_URLCONF = __name__


@cache
def _pages() -> dict[str, bytes]:
    return {address: b64decode(page) for address, page in json.loads(CAPTURED.read_text()).items()}


def bare(request: HttpRequest) -> HttpResponse:
    """This will answer with the captured bytes."""
    return HttpResponse(_pages()[request.path])


urlpatterns = [re_path("", bare)]
