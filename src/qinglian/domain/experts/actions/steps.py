"""What every act in a draw begins with: lock the tender, read the draw anew; and how its facts are named."""

from typing import Any

from qinglian.domain.experts.models import Call, Draw
from qinglian.domain.tenders.actions.steps import locked_section


def locked_draw(draw: Draw) -> Draw:
    """This will lock the draw's tender and return the draw's present row with its section."""
    section = locked_section(draw.section)
    found = Draw.objects.get(pk=draw.pk)
    found.section = section
    return found


def locked_call(call: Call) -> Call:
    """This will lock the call's tender and return the call's present row with its draw."""
    draw = locked_draw(call.draw)
    found = Call.objects.select_related("leaf").get(pk=call.pk)
    found.draw = draw
    return found


def about(draw: Draw) -> dict[str, Any]:
    """This will return what the body of every fact of a draw begins with."""
    return {"section": draw.section.number, "round": draw.round, "draw": draw.number}


def subject(draw: Draw) -> str:
    """This will return the subject under which a draw's facts stand."""
    return f"tender:{draw.section.tender.code}"
