"""Risk-finding rounds: who was asked, what was proposed, what waits for whom, and the compendium of points and measures."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.catalogue import BY_CODE, POINTS
from qinglian.domain.integrity.catalogue.places import LEVEL_BY_CODE, STEP_BY_CODE
from qinglian.domain.integrity.lifecycle import PROPOSAL, ROUND
from qinglian.domain.integrity.policy import may_open_rounds
from qinglian.domain.integrity.posts import points_of
from qinglian.domain.people import queries as people
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE, DEPARTMENTS, WORK_POST_BY_CODE, WORK_POSTS
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.domain.supervision.compendium_pdf import compendium_pdf
from qinglian.law.refusal import NotAllowed, NotNow, NotValid
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre.areas import EVERYBODY
from qinglian.web.centre.rounds_forms import ProposalForm, ReasonForm, RoundForm
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.tags import language, word
from qinglian.web.shared.years import year_if_asked

if TYPE_CHECKING:
    from qinglian.domain.integrity.models import RiskProposal, RiskRound
    from qinglian.domain.people.models import RollEntry
    from qinglian.law.actor import Actor

PAGE, MOST_AT_ONCE = 50, 200
STATUS = {"proposed": "wait", "reviewed": "wait", "examined": "wait", "adopted": "ok", "refused": "stop"}
ACTS: dict[str, tuple[str, Text]] = {  # the state that waits, and what is pressed
    "review_proposals": ("proposed", Text("同意，报纪检审", "Pass on to the discipline officer")),
    "examine_proposals": ("reviewed", Text("对照完，报领导定", "Pass on to a leader")),
    "adopt_proposals": ("examined", Text("采纳所选", "Adopt the chosen ones")),
}


@dataclass(frozen=True)
class Row:
    """A proposal in the reader's words; `suggested` is the point of the catalogue that bears its name."""

    proposal: "RiskProposal"
    chip: tuple[str, Text]
    post: Text
    department: Text
    level: Text
    step: Text
    suggested: str


@for_roles(*EVERYBODY)
def rounds_page(request: HttpRequest) -> HttpResponse:
    """This will list the rounds and say which points trace to none; the discipline officer opens the next one here."""
    by = actor_of_request(request)
    form = RoundForm(request.POST or None)
    if is_carried_out(
        request, form, lambda typed: actions.open_round(**typed, by=by, at=clock.now()),
        Text("已发起，各岗位在“要我办的”里看到。", "Opened: every post is asked now."),
    ):  # fmt: skip
        return redirect("centre_round", form.made.pk)
    missing = queries.points_without_adoption()
    context = {
        "sheet": sheet_of(queries.rounds_for(by), request=request, size=PAGE),
        "adopted": len(POINTS) - len(missing),
        "total": len(POINTS),
        "missing": [BY_CODE[code] for code in missing],
        "form": form if may_open_rounds(by) else None,
    }
    return render(request, "centre/rounds.html", context, status=status_of(form))


@for_roles(*EVERYBODY)
def round_page(request: HttpRequest, number: int) -> HttpResponse:
    """This will show one round: progress, what waits for the reader (judged here, many at once), and everything else."""
    by = actor_of_request(request)
    found = queries.round_for(number, asker=by)
    entry = people.roll_entry_of(by.id)
    refused: Any = None
    if request.method == "POST":
        try:
            _carry_out(request, found, by)
        except (NotValid, NotNow, NotAllowed) as refusal:
            refused = refusal
        else:
            messages.success(request, word(Text("已记下。", "It is noted.")))
            return redirect("centre_round", number)
    act, waiting = _waiting(by, entry, number)
    state = request.GET.get("state", "")
    state = state if state in STATUS else ""
    rows = queries.proposals_for(by, number=number, state=state)
    sheet: Any = sheet_of(rows, request=request, size=PAGE)
    context = {
        "round": found, "state": ROUND.state(found.state).label, "act": act, "press": ACTS[act][1] if act else None,
        "waiting": [_row(row) for row in waiting], "sheet": sheet, "rows": [_row(row) for row in sheet.rows],
        "states": [(one.code, one.label) for one in PROPOSAL.states], "chosen": state, "progress": _progress(by, number),
        "asked": people.coverage_of(["risk_proposal"], on=clock.today(), about=f"round:{number}"),
        "silent": people.duties_for(by, kind="risk_proposal", about=f"round:{number}", standing=True)[:MOST_AT_ONCE],
        "may_propose": found.state == "open" and entry is not None, "may_close": found.state == "open" and may_open_rounds(by),
        "points": POINTS, "refusal": refused,
    }  # fmt: skip
    return render(request, "centre/round.html", context, status=409 if refused else 200)


@for_roles(*CENTRE_ROLES)
def propose_page(request: HttpRequest, number: int) -> HttpResponse:
    """This will take one risk point of the reader's post, and offer to hand in the next."""
    by = actor_of_request(request)
    found = queries.round_for(number, asker=by)
    entry = people.roll_entry_of(by.id)
    form = ProposalForm(request.POST or None, posts=_own_posts(entry))
    if is_carried_out(
        request, form, lambda _typed: actions.propose_points(found, proposals=[form.typed()], by=by, at=clock.now()),
        Text("已提出，可以接着提下一个。", "Handed in. You may propose another."),
    ):  # fmt: skip
        return redirect("centre_propose_point", number)
    own = [_row(row) for row in queries.proposals_for(by, number=number).filter(proposer_id=by.id)[:PAGE]]
    known = points_of(entry.work_post) if entry else ()
    context = {"round": found, "form": form, "own": own, "known": known}
    return render(request, "centre/round_propose.html", context, status=status_of(form))


@for_roles(*EVERYBODY)
def proposal_page(request: HttpRequest, number: int) -> HttpResponse:
    """This will show one proposal and its way; whoever has it before them may refuse it here with the reason."""
    by = actor_of_request(request)
    found = queries.proposal_for(number, asker=by)
    form = ReasonForm(request.POST or None)
    if is_carried_out(
        request, form, lambda typed: actions.refuse_proposal(found, **typed, by=by, at=clock.now()),
        Text("已记为不采纳。", "It is refused."),
    ):  # fmt: skip
        return redirect("centre_round", found.round_id)
    may = any(move.act == "refuse_proposal" and by.has_role(*move.roles) for move in PROPOSAL.moves_from(found.state))
    names = people.names_of([found.reviewed_by, found.examined_by, found.decided_by])
    context = {
        "row": _row(found),
        "form": form if may or form.errors else None,
        "names": names,
        "point": BY_CODE.get(found.point),
    }
    return render(request, "centre/proposal.html", context, status=status_of(form))


@for_roles(*EVERYBODY)
def compendium_page(request: HttpRequest) -> HttpResponse:
    """This will show the compendium: 56 points, each with its one measure, owner and trace (`?year=`: of that year); made for printing."""
    year = year_if_asked(request)
    rows = queries.traced_points(actor_of_request(request), year=year)
    context = {
        "groups": [
            (step.label, [(row, *_words(row)) for row in rows if row.point.step == step.code])
            for step in STEP_BY_CODE.values()
        ],
        "total": len(rows),
        "measures": sum(bool(row.point.measure.what.zh) for row in rows),
        "ownerless": [row.point.code for row in rows if not row.owner],
        "year": year,
        "adopted": sum(row.adoption is not None for row in rows),
        "untraced": [row.point.code for row in rows if row.adoption is None],
        "today": clock.today(),
    }
    return render(request, "centre/compendium.html", context)


@for_roles(*EVERYBODY)
def compendium_file(request: HttpRequest) -> HttpResponse:
    """This will give the compendium as a PDF."""
    rows = queries.traced_points(actor_of_request(request))
    pdf = compendium_pdf(rows, made_at=clock.now(), language=language())
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="risk-compendium.pdf"'}
    )


def _carry_out(request: HttpRequest, found: "RiskRound", by: "Actor") -> None:
    act, at = request.POST.get("act", ""), clock.now()
    numbers = [
        int(one) for one in request.POST.getlist("proposal") if one.isascii() and one.isdigit() and len(one) < 16
    ]
    if act == "close_round":
        actions.close_round(found, by=by, at=at)
    elif act == "review_proposals":
        actions.review_proposals(numbers, by=by, at=at)
    elif act == "examine_proposals":
        actions.examine_proposals({one: request.POST.get(f"point-{one}", "") for one in numbers}, by=by, at=at)
    else:
        actions.adopt_proposals(numbers, by=by, at=at)


def _waiting(by: "Actor", entry: "RollEntry | None", number: int) -> tuple[str, list["RiskProposal"]]:
    """What waits for the reader, by the first of the acts that the reader's roles carry and that something waits for."""
    for act, (state, _) in ACTS.items():
        if not any(by.has_role(*move.roles) for move in PROPOSAL.moves if move.act == act):
            continue
        rows = [
            row for row in queries.proposals_for(by, number=number, state=state)[:MOST_AT_ONCE] if _is_fresh(row, by)
        ]
        if act == "review_proposals":
            rows = [row for row in rows if entry is not None and row.department == entry.department]
        if act == "examine_proposals" and not by.has_role("discipline_officer"):
            rows = [row for row in rows if row.work_post == "discipline_officer"]
        if rows:
            return act, rows
    return "", []


def _is_fresh(row: "RiskProposal", by: "Actor") -> bool:
    return by.id not in (row.proposer_id, row.reviewed_by, row.examined_by)


def _own_posts(entry: "RollEntry | None") -> list[str]:
    if entry is None:
        return []
    section = [post.code for post in WORK_POSTS if post.department == entry.department and post.code != entry.work_post]
    return [entry.work_post, *(section if "section_head" in entry.standings else [])]


def _progress(by: "Actor", number: int) -> list[tuple[Text, int, int, int]]:
    """Each section: how many were proposed, adopted and refused."""
    rows = list(queries.proposals_for(by, number=number).values_list("department", "state"))
    told = []
    for section in DEPARTMENTS:
        own = [state for code, state in rows if code == section.code]
        told.append((section.name, len(own), own.count("adopted"), own.count("refused")))
    return told


def _row(row: "RiskProposal") -> Row:
    same = next((point.code for point in POINTS if point.title.zh == row.name), "")
    return Row(
        row, (STATUS[row.state], PROPOSAL.state(row.state).label), WORK_POST_BY_CODE[row.work_post].name,
        DEPARTMENT_BY_CODE[row.department].name, LEVEL_BY_CODE[row.level].label, STEP_BY_CODE[row.step].label, same,
    )  # fmt: skip


def _words(row: queries.Traced) -> tuple[Text, Text, Text | None]:
    """Level, section, and the post that proposed it."""
    post = WORK_POST_BY_CODE[row.adoption.work_post].name if row.adoption else None
    return LEVEL_BY_CODE[row.point.level].label, DEPARTMENT_BY_CODE[row.point.department].name, post
