"""The guardian's list: cards to sign first, then openings and sessions that wait for a release, then what is done."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qinglian.domain.evaluation import queries as evaluation
from qinglian.domain.tenders import queries as tenders
from qinglian.domain.tenders.access import GROUPS
from qinglian.domain.tenders.lifecycle import SECTION
from qinglian.domain.tenders.queries import Guarded
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.guardian.own import own_keys
from qinglian.web.shared.access import for_roles


@dataclass(frozen=True)
class DeskRow:
    """One line of the list: the verb first, then the tender, its moment, and where the button leads."""

    guarded: Guarded
    act: Text
    detail: Text
    at: datetime
    url: str
    button: Text
    group: Text
    state: Text


@dataclass(frozen=True)
class DeskGroup:
    """A heading with its rows."""

    title: Text
    rows: list[DeskRow]


NOW, WAITING, DONE = Text("现在要办", "To do now"), Text("等到时候", "Waiting for the hour"), Text("已办完", "Done")


@for_roles("guardian")
def desk_page(request: HttpRequest) -> HttpResponse:
    """This will list what this guardian keeps keys for, sorted by what to do next."""
    keys = own_keys(request)
    found = tenders.guarded_by(keys.guardians)
    groups = desk_groups(found, in_session=evaluation.keys_wanted(found))
    return render(request, "guardian/desk.html", {"groups": groups, "has_key": bool(keys.public), "now": clock.now()})


def desk_groups(found: list[Guarded], *, in_session: Collection[tuple[int, str]] = ()) -> list[DeskGroup]:
    """This will sort openings into: to do now, waiting for the hour, done; earliest moment first in the first two.

    `in_session`: (section, guardian) pairs for which an evaluation session waits.
    """
    placed: dict[Text, list[DeskRow]] = {NOW: [], WAITING: [], DONE: []}
    for one in sorted(found, key=lambda one: one.notice.deadline_at):
        title, row = _session_row(one) if (one.section.pk, one.guardian) in in_session else _row(one)
        placed[title].append(row)
    placed[DONE].reverse()
    return [DeskGroup(title, rows) for title, rows in placed.items() if rows]


def _row(one: Guarded) -> tuple[Text, DeskRow]:
    state = one.section.state
    if one.needs_card:
        words = Text("签署密钥卡", "Sign the card"), Text("公告发布前须交来", "Due before the notice is published")
        return NOW, _made(one, *words, "guardian_card", Text("去签署", "Sign"))
    if state == "releasing":
        words = (
            Text("交出密钥", "Release your shares"),
            Text("截止名单已有见证，可以核对并交出", "The closing is witnessed: check and release"),
        )
        return NOW, _made(one, *words, "guardian_release", Text("去交出", "Release"))
    if state in ("draft", "bidding", "closed"):
        words = _waiting_words(state)
        return WAITING, _made(one, *words, "guardian_card", Text("看密钥卡", "See the card"))
    words = SECTION.state(state).label, Text("不须再办", "Nothing more to do")
    return DONE, _made(one, *words, "guardian_card", Text("看密钥卡", "See the card"))


def _session_row(one: Guarded) -> tuple[Text, DeskRow]:
    words = (
        Text("交出评标密钥", "Release to the session"),
        Text("评标已开始，商务、技术文件等密钥", "The evaluation began; business and technical files wait for keys"),
    )
    return NOW, _made(one, *words, "guardian_session_release", Text("去交出", "Release"))


def _waiting_words(state: str) -> tuple[Text, Text]:
    if state == "draft":
        return Text("等公告发布", "Waiting for the notice"), Text("密钥卡已交", "Your card is in")
    if state == "bidding":
        return Text("等投标截止", "Waiting for the deadline"), Text(
            "截止前任何人不得解密", "Nobody may decrypt before it"
        )
    return Text("等见证人签名", "Waiting for the witnesses"), Text(
        "签够数才能交出", "Release begins when enough have signed"
    )


def _made(one: Guarded, act: Text, detail: Text, name: str, button: Text) -> DeskRow:
    section = one.section
    url = reverse(name, args=[section.tender.code, section.number])
    state = SECTION.state(section.state).label
    return DeskRow(one, act, detail, one.notice.deadline_at, url, button, GROUPS[one.group], state)
