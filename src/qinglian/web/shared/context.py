"""What every template knows: the moment, the centre's name, the reader's language, who is signed in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from qinglian.domain.people import queries
from qinglian.domain.people.roles import role
from qinglian.domain.supervision.policy import may_see_pillars, may_see_wall
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.shared.accounts_demo import KEY_WORDS, key_path
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.shown import Asked
from qinglian.web.shared.tags import language, word

TRADING_ROLES = {"centre_verifier", "centre_host", "centre_admin", "expert_officer"}
NATIONAL_TIME = Text("国家标准时间", "China Standard Time")
NOW = (
    '<p class="q-now"><span class="q-now-label">{}</span> <time class="q-now-time" data-server-now="{}" datetime="{}">'
    '<span class="q-now-day">{}</span> <b data-figures>{}</b></time></p>'
)
WORK_ORDER = ("bidder", "buyer", "centre", "guardian", "supervisor")


@dataclass(frozen=True)
class Reader:
    """What the head of a page shows of who reads it, and where."""

    language: str
    address: str
    is_signed_in: bool
    audiences: tuple[str, ...]


@dataclass
class PageContext:
    """One page's surroundings. Lazy: a page that shows no person asks the database nothing."""

    request: HttpRequest
    now: datetime
    centre: Text
    origin: str
    is_simulated: bool
    is_demo: bool

    @property
    def language(self) -> str:
        """This will return the `lang` of the page."""
        return "en" if language().startswith("en") else "zh-CN"

    @property
    def today(self) -> str:
        """This will return the day as the head of a page writes it."""
        now = self.now
        return f"{now:%Y-%m-%d}" if self.language == "en" else f"{now.month} 月 {now.day} 日"

    @property
    def time_of_day(self) -> str:
        """This will return the hour to the second."""
        return self.now.isoformat(timespec="seconds")[11:19]

    @property
    def moment(self) -> SafeString:
        """This will show the moment of the page, from which the page's script lets the clocks run."""
        moment = self.now.isoformat()  # digits, as all the rest but our own words: nothing to escape
        return SafeString(NOW.format(word(NATIONAL_TIME), moment, moment, self.today, self.time_of_day))

    @property
    def address(self) -> str:
        """This will return this page's address with its query: the language switch comes back to it."""
        return self.request.get_full_path()

    @property
    def asked(self) -> Asked:
        """This will return what was asked for, without who asked."""
        return Asked(self.request.path, b"")

    @property
    def reader(self) -> Reader:
        """This will return what the head shows of the reader."""
        audiences = self.audiences if self.is_signed_in else ()
        return Reader(self.language, self.address, self.is_signed_in, audiences)

    @cached_property
    def is_signed_in(self) -> bool:
        """This will say whether somebody is signed in."""
        return self.request.user.is_authenticated

    @cached_property
    def roles(self) -> frozenset[str]:
        """This will return the codes of the roles that are in force for this person."""
        return actor_of_request(self.request).roles

    @cached_property
    def works_the_tenders(self) -> bool:
        """This will say whether this person's posts at the centre have a part in the trading itself."""
        return not self.roles.isdisjoint(TRADING_ROLES)

    @cached_property
    def sees_the_wall(self) -> bool:
        """This will say whether the risk wall is for this person."""
        return may_see_wall(actor_of_request(self.request))

    @cached_property
    def reads_the_pillars(self) -> bool:
        """This will say whether the overview of the four pillars is for this person."""
        return may_see_pillars(actor_of_request(self.request))

    @cached_property
    def audiences(self) -> tuple[str, ...]:
        """This will return the workspaces that this person's roles open."""
        opened = {role(code).audience for code in actor_of_request(self.request).roles if _is_role(code)}
        return tuple(audience for audience in WORK_ORDER if audience in opened)

    @cached_property
    def workplace(self) -> str:
        """This will return the name of the organisation for which this person acts ("" when none)."""
        person = self.request.user
        post = queries.current_post(person, at=self.now) if person.is_authenticated else None
        return post.organisation.name if post else ""

    @cached_property
    def demo_key_words(self) -> str:
        """This will return the passphrase of this person's demo key ("" when there is none, and always outside the demo)."""
        person = str(self.request.user.pk) if self.is_demo and self.is_signed_in else ""
        return KEY_WORDS if person and key_path(person).is_file() else ""


def page(request: HttpRequest) -> dict[str, Any]:
    """This will give templates `page` (PageContext)."""
    name = settings.QINGLIAN_CENTRE_NAME
    return {
        "page": PageContext(
            request=request,
            now=clock.now(),
            centre=Text(name["zh"], name["en"]),
            origin=settings.QINGLIAN_ORIGIN,
            is_simulated=settings.QINGLIAN_ORIGIN.endswith(".invalid"),
            is_demo=settings.DEMO,
        )
    }


def _is_role(code: str) -> bool:
    try:
        role(code)
    except (KeyError, StopIteration):
        return False
    return True
