"""What is asked about a risk point that somebody proposes, and how it is checked. Pure."""

from dataclasses import dataclass, replace

from qinglian.domain.integrity.catalogue.places import LEVEL_BY_CODE, STEP_BY_CODE
from qinglian.domain.people.establishment import WORK_POST_BY_CODE
from qinglian.domain.people.refusing import require_text, unlisted
from qinglian.law.text import Text


@dataclass(frozen=True)
class Proposed:
    """One risk point as typed in: the post, its name, how it shows itself, the measure, level and step of the catalogue."""

    work_post: str
    name: str
    shows: str
    measure: str
    level: str
    step: str


def checked(typed: Proposed) -> Proposed:
    """This will return what was typed without stray spaces, or raise NotValid for the first field that cannot be kept."""
    for field, table in (("work_post", WORK_POST_BY_CODE), ("level", LEVEL_BY_CODE), ("step", STEP_BY_CODE)):
        if getattr(typed, field) not in table:
            raise unlisted(field, rule="field_form")
    return replace(
        typed,
        name=require_text(typed.name, "name", Text("风险点", "The risk point"), most=40),
        shows=require_text(typed.shows, "shows", Text("怎样表现", "How it shows itself"), most=1000),
        measure=require_text(typed.measure, "measure", Text("防控措施", "The measure"), most=1000),
    )
