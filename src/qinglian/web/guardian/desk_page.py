"""The guardian's list: cards to sign first, then openings and sessions that wait for a release, then what is done."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qinglian.domain.evaluation import queries as evaluation
from qinglian.domain.experts import queries as experts
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


@dataclass(frozen=True)
class Besides:
    """Sections (by their row's number) with a roster to check, and with deposits of seeds to release."""

    rosters: frozenset[int]
    deposits: frozenset[int]


NOTHING = Besides(frozenset(), frozenset())
NOW, WAITING, DONE = Text("现在要办", "To do now"), Text("等到时候", "Waiting for the hour"), Text("已办完", "Done")


@for_roles("guardian")
def desk_page(request: HttpRequest) -> HttpResponse:
    """This will list what this guardian keeps keys for, sorted by what to do next."""
    keys, now = own_keys(request), clock.now()
    found = tenders.guarded_by(keys.guardians)
    groups = desk_groups(found, in_session=evaluation.keys_wanted(found), besides=besides_of(keys.guardians, at=now))
    return render(request, "guardian/desk.html", {"groups": groups, "has_key": bool(keys.public), "now": now})


def besides_of(guardians: list[str], *, at: datetime) -> Besides:
    """This will say in which sections something besides the opening is asked of these guardians."""
    rosters = {draw.section_id for draw in experts.rosters_due(guardians)}
    deposits = {seed.section_id for seed in experts.deposits_to_release(guardians, at=at)}
    return Besides(frozenset(rosters), frozenset(deposits))


def desk_groups(
    found: list[Guarded], *, in_session: Collection[tuple[int, str]] = (), besides: Besides = NOTHING
) -> list[DeskGroup]:
    """This will sort openings into: to do now, waiting for the hour, done; earliest moment first in the first two.

    `in_session`: (section, guardian) pairs for which an evaluation session waits.
    """
    placed: dict[Text, list[DeskRow]] = {NOW: [], WAITING: [], DONE: []}
    for one in sorted(found, key=lambda one: one.notice.deadline_at):
        title, row = _session_row(one) if (one.section.pk, one.guardian) in in_session else _row(one)
        placed[NOW] += _lot_rows(one, besides)
        placed[title].append(row)
    placed[DONE].reverse()
    return [DeskGroup(title, rows) for title, rows in placed.items() if rows]


def _lot_rows(one: Guarded, besides: Besides) -> list[DeskRow]:
    rows = []
    if one.section.pk in besides.rosters and one.group == "supervision":
        words = (
            Text("核对专家名册", "Check the roster of experts"),
            Text("与专家库一致才签名，抽取等着您", "Sign only when it is the register; the draw waits for you"),
        )
        rows.append(_made(one, *words, "guardian_roster", Text("去核对", "Check")))
    if one.section.pk in besides.deposits:
        words = (
            Text("放出种子存底", "Release deposits of seeds"),
            Text("有一方到时没有公开种子", "A party did not tell its seed in time"),
        )
        rows.append(_made(one, *words, "guardian_lots", Text("去放出", "Release")))
    return rows


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
