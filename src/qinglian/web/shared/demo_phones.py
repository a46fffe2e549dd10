"""The demo's telephones: what the notifier called and wrote, where no telephone system is connected. The demo alone has this page."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.domain.experts import spool


def phones_page(request: HttpRequest) -> HttpResponse:
    """This will list the newest messages of the spool; each text message links to its answer page."""
    if not (settings.DEMO and settings.QINGLIAN_ORIGIN.endswith(".invalid")):
        raise Http404
    messages = spool.messages(Path(settings.QINGLIAN_NOTIFIER_DIR) / "spool")
    return render(request, "account/phones.html", {"messages_sent": messages})
