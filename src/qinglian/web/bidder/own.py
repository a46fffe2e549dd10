"""Whose desk this is: the bidder's organisation, its keys that sign now, its place in a section, what it writes and signs there."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest

from qinglian.domain.people import queries as people
from qinglian.domain.tenders import queries as tenders
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.forms import PageForm
from qinglian.web.shared.keys_desk import bound_keys
from qinglian.web.shared.tags import word

if TYPE_CHECKING:
    from qinglian.domain.people.models import Organisation
    from qinglian.domain.tenders.models import Section

BIDDER_ROLES = ("bidder_agent",)


@dataclass(frozen=True)
class Bidder:
    """The signed-in person's actor and organisation, with the public keys that are bound and in time."""

    actor: Actor
    organisation: "Organisation"
    keys: list[str]


def bidder_of(request: HttpRequest) -> Bidder:
    """This will read the signed-in bidder."""
    actor = actor_of_request(request)
    organisation = people.organisation_for(actor.organisation, asker=actor)
    return Bidder(actor, organisation, bound_keys(organisation, purpose="organisation"))


def one_text(*, label: str, help_text: str, most: int, rows: int = 5) -> forms.CharField:
    """This will make the field of what a bidder writes: one text of at most so many characters."""
    return forms.CharField(
        label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows}), max_length=most
    )


def words_of(form: PageForm) -> str:
    """This will return the text of a valid form as it is signed: line ends as on every machine, no space around."""
    return str(form.cleaned_data["text"]).replace("\r\n", "\n").strip()


def to_sign(
    kind: str, bidder: Bidder, *, opening: dict[str, Any], label: Text, sign_url: str, done_url: str, **said: Any
) -> dict[str, Any]:
    """This will return what the page's script signs with the bidder's key and hands in: a document of this kind that says `said`."""
    return {
        "mode": "sign",
        "origin": opening["origin"],
        "keys": bidder.keys,
        "document": {"type": kind, "opening": opening, "bidder": bidder.organisation.pk} | said,
        "label": word(label),
        "sign_url": sign_url,
        "done_url": done_url,
    }


def section_seen(request: HttpRequest, code: str, number: str) -> "Section":
    """This will return a section of a published tender (NotFound otherwise)."""
    tenders.tender_for(code, asker=actor_of_request(request))
    return tenders.section_in(code, number)
