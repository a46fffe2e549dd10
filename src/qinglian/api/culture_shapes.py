"""Shapes that the parts of the centre's integrity work share: keys, days, who is meant."""

from datetime import date
from typing import Annotated, Any

from ninja import Field, Schema

from qinglian.api.strict import Strict

Number = Annotated[int, Field(ge=1, le=2**53 - 1)]
PersonId = Annotated[str, Field(min_length=1, max_length=24)]
Code = Annotated[str, Field(max_length=20)]
Year = Annotated[int, Field(ge=2000, le=2100)]


class Evidenced(Strict):
    """What shows that something is carried out."""

    evidence: Annotated[str, Field(min_length=1, max_length=4000)]


class Named(Schema):
    """A person."""

    id: str
    name: str


def named(person: Any) -> dict[str, str]:
    """This will name a person."""
    return {"id": person.pk, "name": person.name}


def day(value: date) -> str:
    """This will write a day as 2026-11-25."""
    return value.isoformat()
