"""The year that a page shows."""

from django.http import HttpRequest

from qinglian.record import clock
from qinglian.record.clock import CHINA

FIRST, LAST = 2000, 2100  # whatever lies outside is a slip of the finger


def year_asked(request: HttpRequest) -> int:
    """This will read `?year=`; whatever is no year between 2000 and 2100 is this one."""
    text = request.GET.get("year", "")
    is_year = text.isascii() and text.isdigit() and len(text) == 4 and FIRST <= int(text) <= LAST
    return int(text) if is_year else clock.now().astimezone(CHINA).year
