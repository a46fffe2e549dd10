"""The link that an invited person gets. There is no mail: whoever invites hands it over in person or by a known channel."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from qinglian.domain.people.invitations import token_of


def invitation_link(request: HttpRequest, person: Any) -> str:
    """This will return the whole address of the invitation; it works once, within three days."""
    return request.build_absolute_uri(reverse("account_invitation", args=(person.id, token_of(person))))
