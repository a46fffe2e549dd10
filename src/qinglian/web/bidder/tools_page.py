"""Tools for computers without a network: the offline page with its hash, the command line."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.web.shared.access import for_roles
from qinglian.web.shared.bundle import bundled_file


@for_roles("bidder_agent", "registrant")
def tools_page(request: HttpRequest) -> HttpResponse:
    """This will offer the offline page, its SHA-256 and how to compare it on Windows."""
    context = {
        "offline": bundled_file("offline.html"),
        "licences": bundled_file("licences.txt"),
        "origin": settings.QINGLIAN_ORIGIN,
    }
    return render(request, "bidder/offline.html", context)
