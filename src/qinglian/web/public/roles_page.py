"""Who may do what: roles as data, and every table of lawful moves as a drawing and a list."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from qinglian.domain.bids.lifecycle import BID
from qinglian.domain.people.lifecycle import FILING, KEY, ORGANISATION
from qinglian.domain.people.roles import ORGANISATION_KINDS, ROLES, Role
from qinglian.domain.projects.lifecycle import PROJECT
from qinglian.domain.tenders.lifecycle import NOTICE, SECTION, TENDER
from qinglian.law.lifecycle import Lifecycle, Move
from qinglian.law.text import Text
from qinglian.web.public.diagram import draw

CHAPTERS: tuple[tuple[Lifecycle, Text, Text], ...] = (
    (SECTION, Text("标段", "Section"), Text("从发布公告到签署开标记录", "From the notice to the signed record")),
    (
        NOTICE,
        Text("招标公告", "Notice"),
        Text("编制、第二人复核、中心核验、发布", "Draft, second person, centre, publication"),
    ),
    (
        BID,
        Text("投标文件", "Bid"),
        Text("每张回执都以后四种状态之一结束", "Every receipt ends in one of the last four"),
    ),
    (ORGANISATION, Text("机构", "Organisation"), Text("登记、核验、暂停", "Registration, verification, suspension")),
    (FILING, Text("登记申报", "Filing"), Text("变更须重新核验", "A change is verified anew")),
    (
        KEY,
        Text("签名密钥", "Signing key"),
        Text("在本人电脑生成，由中心绑定", "Made by its owner, bound by the centre"),
    ),
    (PROJECT, Text("投资项目", "Investment project"), Text("招标项目的上级", "What a tender belongs to")),
    (TENDER, Text("招标项目", "Tender project"), Text("提交后才能编制公告", "Submitted before its notice is drafted")),
)
NOT_PEOPLE: dict[str, Text] = {
    "timetable": Text("时刻表（到点自动执行）", "The timetable (at its hour)"),
    "bidder": Text("投标人（以密钥签名）", "Bidder (by its key's signature)"),
    "anyone": Text("任何人", "Anyone"),
}


@dataclass(frozen=True)
class Line:
    """One move in words: the act, from which states, to which, by whom, under which article."""

    move: Move
    sources: Text
    target: Text
    who: Text


@dataclass(frozen=True)
class Chapter:
    """One lifecycle: its drawing and its moves."""

    name: str
    title: Text
    note: Text
    drawing: SafeString
    lines: list[Line]


def roles_page(request: HttpRequest) -> HttpResponse:
    """This will show roles and lifecycles."""
    context = {
        "roles": [(role, _joined([ORGANISATION_KINDS[kind] for kind in role.kinds])) for role in ROLES],
        "chapters": [_chapter(lifecycle, title, note) for lifecycle, title, note in CHAPTERS],
    }
    return render(request, "public/roles.html", context)


def _chapter(lifecycle: Lifecycle, title: Text, note: Text) -> Chapter:
    lines = [
        Line(
            move=move,
            sources=_joined([lifecycle.state(code).label for code in move.source]),
            target=lifecycle.state(move.target).label,
            who=_joined([_who(code) for code in move.roles]),
        )
        for move in lifecycle.moves
    ]
    return Chapter(lifecycle.name, title, note, draw(lifecycle), lines)


def _who(code: str) -> Text:
    known: dict[str, Role] = {role.code: role for role in ROLES}
    return known[code].label if code in known else NOT_PEOPLE.get(code, Text(code, code))


def _joined(texts: list[Text]) -> Text:
    return Text("、".join(text.zh for text in texts), ", ".join(text.en for text in texts))
