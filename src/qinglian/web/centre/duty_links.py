"""Where a duty is done: for each kind the page that fulfils it. Rows of data."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from qinglian.domain.people.models import Duty


@dataclass(frozen=True)
class Where:
    """The name of a page's address, and whether it takes the number (or word) behind the colon of the duty's `about`."""

    page: str
    takes_about: bool = False


WHERE: dict[str, Where] = {
    "inspection": Where("supervisor_inspection", takes_about=True),
    "periodic_check": Where("supervisor_inspection", takes_about=True),
    "rectification": Where("centre_rectification", takes_about=True),
    "recheck": Where("supervisor_rectification", takes_about=True),
    "urge": Where("supervisor_rectification", takes_about=True),
}


def link_of(duty: "Duty") -> str:
    """This will return the address of the page where this duty is done ("" while no page does it)."""
    where = WHERE.get(duty.kind)
    if where is None:
        return ""
    return reverse(where.page, args=(duty.about.split(":", 1)[1],)) if where.takes_about else reverse(where.page)
