"""The host's pages of an evaluation: open the session, check who sits where, watch it in numbers, replace a member. Translation only."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from qinglian.domain.evaluation import actions, queries
from qinglian.domain.evaluation.lifecycle import MEMBER, SESSION
from qinglian.domain.evaluation.policy import SCORING, may_host
from qinglian.domain.experts import queries as experts
from qinglian.domain.tenders import queries as tenders
from qinglian.domain.tenders.access import GROUPS
from qinglian.law.refusal import NotValid
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.accounts_step_up import require_step_up
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.draw_facts import draw_facts
from qinglian.web.shared.forms import PageForm, spoken
from qinglian.web.shared.parts import Step
from qinglian.web.shared.tags import language, word

if TYPE_CHECKING:
    from qinglian.domain.evaluation.queries import GroupRelease, Hosted, Room
    from qinglian.domain.tenders.models import Section
    from qinglian.law.actor import Actor

LIVE_SECONDS = 3
WATCHERS = ("centre_host", "supervisor")
KINDS = {"expert": Text("专家", "Expert"), "representative": Text("招标人代表", "Representative")}
PARTS = {"business": Text("商务文件", "Business"), "technical": Text("技术文件", "Technical")}
_PUBLIC_RESULT = ("publicised", "awarded")
_STAGES = ("open", "review", "technical", "business", "summary", "report", "finished")


class ReplaceForm(PageForm):
    """Whose place is given to the next of the ranking, and why."""

    seat = forms.ChoiceField(label=spoken("席位", "Seat"))
    reason = forms.CharField(
        label=spoken("更换的理由", "Why"),
        help_text=spoken("先密封入日志，定标后公开", "Sealed in the log, public after the award"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )

    def __init__(self, *args: Any, seats: list[int], **kwargs: Any) -> None:
        """This will offer the seats of experts in force."""
        super().__init__(*args, **kwargs)
        choices = [(str(seat), spoken(f"第 {seat} 席", f"Seat {seat}")) for seat in seats]
        self.fields["seat"].choices = choices  # type: ignore[attr-defined]


@dataclass(frozen=True)
class HostedRow:
    """One line of the list."""

    hosted: Hosted
    status: str
    word: Text


@for_roles(*WATCHERS)
def evaluations(request: HttpRequest) -> HttpResponse:
    """This will list the sections that are ready for their evaluation, in it, or just through."""
    rows = [HostedRow(row, *_standing(row)) for row in queries.rooms_for(actor_of_request(request))]
    return render(request, "centre/evaluations.html", {"rows": rows})


@for_roles(*WATCHERS)
def evaluation(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will show one evaluation from outside: keys, seats, numbers; no names, no scores."""
    return _page(request, _section(request, code, number))


@never_cache
@for_roles(*WATCHERS)
def evaluation_live(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will answer 304 while nothing has changed, else the moving parts."""
    section, by = _section(request, code, number), actor_of_request(request)
    context = _context(section, by)
    if request.headers.get("If-None-Match") == context["mark"]:
        return HttpResponseNotModified()
    html = render_to_string("centre/_evaluation_parts.html", context, request=request)
    return HttpResponse(html, headers={"ETag": context["mark"]})


@for_roles("centre_host")
@require_POST
def open_session(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will open the session."""
    require_step_up(request)
    session = actions.open_session(_section(request, code, number), by=actor_of_request(request), at=clock.now())
    said = Text(f"评标会话 {session.code} 已打开。", f"The session {session.code} is open.")
    messages.success(request, word(said))
    return redirect("centre_evaluation", code, number)


@for_roles("centre_host")
@require_POST
def check_identity(request: HttpRequest, code: str, number: str, seat: int) -> HttpResponse:
    """This will note that the host compared the person at a seat with the document."""
    session = queries.session_at(_section(request, code, number))
    actions.check_identity(session, seat, by=actor_of_request(request), at=clock.now())
    messages.success(request, word(Text(f"第 {seat} 席已核对身份。", f"Seat {seat} is checked.")))
    return redirect("centre_evaluation", code, number)


@for_roles("centre_host")
@require_POST
def replace_member(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will replace an expert; the next of the same ranking is called."""
    require_step_up(request)
    section, by = _section(request, code, number), actor_of_request(request)
    session = queries.session_at(section)
    form = ReplaceForm(request.POST, seats=_experts(queries.room_for(session, asker=by)))
    if form.is_valid():
        seat, reason = int(form.cleaned_data["seat"]), form.cleaned_data["reason"]
        try:
            actions.replace_member(session, seat, reason=reason, by=by, at=clock.now())
        except NotValid as refusal:
            form.refuse(refusal)
        else:
            said = Text(f"第 {seat} 席已更换，正在通知下一位。", f"Seat {seat} is replaced; the next is being called.")
            messages.success(request, word(said))
            return redirect("centre_evaluation", code, number)
    return _page(request, section, replace_form=form)


def _section(request: HttpRequest, code: str, number: str) -> Section:
    return tenders.section_for(code, number, asker=actor_of_request(request))


def _page(request: HttpRequest, section: Section, **typed: PageForm) -> HttpResponse:
    context = _context(section, actor_of_request(request))
    seats = _experts(context["room"]) if context["room"] else []
    context |= {"replace_form": ReplaceForm(seats=seats), "live_seconds": LIVE_SECONDS} | typed
    return render(request, "centre/evaluation.html", context, status=422 if typed else 200)


def _context(section: Section, by: Actor) -> dict[str, Any]:
    hosted = queries.hosted_of(section)
    session, draw = hosted.session, hosted.draw
    stage = session.state if session else ""
    room = queries.room_for(session, asker=by) if session else None
    releases = queries.releases_by_group(session) if session else []
    status, label = _standing(hosted)
    facts = draw_facts(draw, progress=experts.progress_of(draw)) if draw else None
    seen = (
        section.state,
        session and session.unsealed_at,
        label,
        facts,
        room and (room.seats, room.locked, room.signed),
    )
    mark = sha256(f"{seen}|{releases}|{language()}|{sorted(by.roles)}".encode()).hexdigest()[:32]
    return {
        "section": section,
        "tender": section.tender,
        "hosted": hosted,
        "session": session,
        "draw": facts,
        "room": room,
        "seats": [(seat, KINDS[seat.kind], MEMBER.state(seat.state).label) for seat in room.seats] if room else [],
        "releases": _release_rows(releases),
        "steps": _steps(room) if room else [],
        "before": _before_review(room) if room else [],
        "vacant": session.draw.size - room.members if session and room else 0,
        "scores_now": stage in SCORING,
        "is_over": stage in ("finished", "failed"),
        "is_result_public": section.state in _PUBLIC_RESULT,
        "may_host": may_host(by),
        "may_replace": may_host(by) and stage in ("open", *SCORING),
        "status": status,
        "word": label,
        "mark": f'"{mark}"',
    }  # fmt: skip


def _standing(row: Hosted) -> tuple[str, Text]:
    """The chip of an evaluation: its session's state, or what it waits for."""
    if row.session is not None:
        status = {"finished": "ok", "failed": "stop"}.get(row.session.state, "run")
        return status, SESSION.state(row.session.state).label
    if row.is_ready:
        return "warn", Text("可以打开", "Ready to open")
    if row.draw is None:
        return "wait", Text("等招标人申请专家", "Experts not requested")
    if row.draw.state == "complete":
        return "wait", Text("等开标记录", "Record not signed")
    return "wait", Text("等专家到齐", "Experts not complete")


def _steps(room: Room) -> list[Step]:
    state = room.session.state
    if state == "failed":
        return [Step(SESSION.state("failed").label, "stopped")]
    place = _STAGES.index(state) + (state == "finished")
    locked = Text(f"{room.members} 席中 {room.locked} 席已锁定", f"{room.locked} of {room.members} locked")
    signed = Text(f"{room.members} 席中 {room.signed} 席已签", f"{room.signed} of {room.members} signed")
    note = locked if state in SCORING else signed if state == "report" else ""
    return [
        Step(SESSION.state(code).label, "done" if at < place else "now" if at == place else "ahead", note if at == place else "")
        for at, code in enumerate(_STAGES)
    ]  # fmt: skip


def _before_review(room: Room) -> list[tuple[Text, Text, bool]]:
    """What must be there before the chair begins: its rule in words, the figure, whether it is met."""
    if room.session.state != "open":
        return []
    seated = sum(seat.state == "seated" for seat in room.seats)
    checked = sum(seat.identity_checked for seat in room.seats)
    chaired = any(seat.is_chair for seat in room.seats)
    is_unsealed = room.session.unsealed_at is not None

    def of(count: int) -> Text:
        return Text(f"{room.session.draw.size} 席中 {count} 席", f"{count} of {room.session.draw.size}")

    return [
        (
            Text("文件已解开", "The files are unsealed"),
            Text("各组交齐密钥后自动解开", "by itself, once every group has released"),
            is_unsealed,
        ),
        (Text("评委签到", "Members have signed in"), of(seated), seated == room.session.draw.size),
        (Text("身份已核对", "Identities are checked"), of(checked), checked == room.session.draw.size),
        (Text("推选出组长", "The chair is elected"), Text("评委过半数推选", "by majority of the members"), chaired),
    ]


def _release_rows(rows: list[GroupRelease]) -> list[tuple[Text, Text, GroupRelease, bool]]:
    return [(GROUPS[row.group], PARTS[row.compartment], row, row.came >= row.needed) for row in rows]


def _experts(room: Room) -> list[int]:
    return [seat.seat for seat in room.seats if seat.kind == "expert"]
