"""The opening as its bidder attends it: sign in, release the own lock, confirm the row, object on the spot, sign the record."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from qinglian.domain.bids import actions
from qinglian.domain.bids import queries as bids
from qinglian.domain.bids.queries import Hall
from qinglian.domain.bids.wording import FAILURE, TREATED
from qinglian.domain.tenders import queries as tenders
from qinglian.law.refusal import NotNow, Refusal
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.bidder.own import BIDDER_ROLES, Bidder, bidder_of, one_text, section_seen, to_sign
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.bundle import script
from qinglian.web.shared.forms import PageForm, spoken
from qinglian.web.shared.parts import Step
from qinglian.web.shared.policy_now import policy_now
from qinglian.web.shared.tags import language, word

if TYPE_CHECKING:
    from qinglian.domain.bids.models import ClosingList
    from qinglian.domain.tenders.models import Section

RELEASE_URL, SIGNATURE_URL = "/api/bids/releases", "/api/bids/record-signatures"


class ObjectionForm(PageForm):
    """An objection to the opening, raised on the spot."""

    text = one_text(
        label=spoken("异议内容", "Objection"),
        help_text=spoken(
            "写明对哪一步有异议、事实和要求，2,000 字以内。",
            "Which step, what happened, what you ask for; 2,000 characters at most.",
        ),
        most=2000,
        rows=4,
    )


@for_roles(*BIDDER_ROLES)
def opening_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will show where the opening stands for this bidder and what it can do now."""
    return _page(request, section_seen(request, code, number), ObjectionForm())


@for_roles(*BIDDER_ROLES)
def opening_live(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will answer 304 until the hall changes; then how far the opening is, and whether something new can be done here."""
    section, at = section_seen(request, code, number), clock.now()
    bidder = bidder_of(request)
    tag = f'"{bids.hall_version(section, at=at)}-{bidder.organisation.pk}-{language()}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified()
    hall = bids.hall(section, asker=bidder.actor, at=at)
    context = {"hall": hall, "is_new": _turn(hall, at=at) != request.GET.get("seen"), "section": section}
    answer = render(request, "bidder/_turn.html", context)
    answer.headers["ETag"] = tag
    return answer


@require_POST
@for_roles(*BIDDER_ROLES)
def sign_in(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will sign the bidder in to the opening."""
    section = section_seen(request, code, number)
    actions.sign_in(section, by=bidder_of(request).actor, at=clock.now())
    return _done(request, section, Text("已签到。", "You are signed in."))


@require_POST
@for_roles(*BIDDER_ROLES)
def confirm(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will confirm the bidder's own row of the read-out."""
    section = section_seen(request, code, number)
    actions.confirm_row(_closing(section), by=bidder_of(request).actor, at=clock.now())
    return _done(request, section, Text("已确认唱标。", "Your row is confirmed."))


@require_POST
@for_roles(*BIDDER_ROLES)
def object_to(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will raise an objection on the spot (REG 44)."""
    section, form = section_seen(request, code, number), ObjectionForm(request.POST)
    if form.is_valid():
        try:
            actions.raise_objection(
                _closing(section), text=form.cleaned_data["text"], by=bidder_of(request).actor, at=clock.now()
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(
                request,
                section,
                Text("异议已提出，须当场答复并记录。", "Your objection is raised; it must be answered on the spot."),
            )
    return _page(request, section, form)


def _page(request: HttpRequest, section: "Section", form: ObjectionForm) -> HttpResponse:
    bidder, at = bidder_of(request), clock.now()
    hall = bids.hall(section, asker=bidder.actor, at=at)
    own = hall.own if hall else None
    row = _own_row(section, bidder, hall)
    context = {
        "section": section,
        "notice": section.notice,
        "bidder": bidder,
        "hall": hall,
        "own": own,
        "row": row,
        "sheet": _sheet(section, row),
        "why": (FAILURE[row.reason], TREATED[row.treated_as]) if row and row.reason else None,
        "steps": [Step(one.label, one.state, "") for one in hall.steps] if hall else [],  # type: ignore[arg-type]
        "acts": _acts(hall, at=at),
        "turn": _turn(hall, at=at),
        "form": form,
        "now": at,
        "script": script("release"),
        "lock": _lock_data(section, bidder, hall),
        "signing": _signing_data(section, bidder, hall),
    }
    return render(request, "bidder/opening.html", context, status=422 if form.errors else 200)


def _acts(hall: Hall | None, *, at: datetime) -> set[str]:
    """This will say which acts are open to the bidder now; the actions decide again."""
    if hall is None or hall.own is None:
        return set()
    own, found = hall.own, set()
    minutes = rule("sign_in_window_minutes", on=at.date()).number()
    if hall.stage == "bidding" and own.signed_in_at is None and (hall.deadline_at - at).total_seconds() <= minutes * 60:
        found.add("sign_in")
    if hall.stage in ("releasing", "decrypting") and own.needs_lock and own.lock_released_at is None and own.number:
        found.add("lock")
    if own.status in ("opened", "failed") and own.confirmed_at is None and hall.stage in ("decrypting", "read_out"):
        found.add("confirm")
    if hall.stage in ("releasing", "decrypting", "read_out"):
        found.add("object")
    if hall.record is not None and not own.has_signed_record:
        found.add("sign")
    return found


def _turn(hall: Hall | None, *, at: datetime) -> str:
    """This will return a mark of what the bidder can do and see of its own; when it changes the page is worth reloading."""
    own = hall.own if hall else None
    place = f"{own.status}-{own.number}" if own else "none"
    return "-".join([hall.stage if hall else "none", place, *sorted(_acts(hall, at=at))])


def _own_row(section: "Section", bidder: Bidder, hall: Hall | None) -> Any:
    """This will find the bidder's own row of the read-out by its credit code."""
    if hall is None or hall.own is None or hall.own.number is None:
        return None
    shown = bids.read_out(section, search=bidder.organisation.credit_code)
    return next((row for row in (*shown.attention, *shown.rows) if row.bidder == bidder.organisation.pk), None)


def _sheet(section: "Section", row: Any) -> list[tuple[Text, Any, str]]:
    if row is None or not row.sheet:
        return []
    fields = [field for field in section.sheet_form if field["name"] in row.sheet]
    return [(Text(**field["label"]), row.sheet[field["name"]], field["unit"]) for field in fields]


def _lock_data(section: "Section", bidder: Bidder, hall: Hall | None) -> dict[str, Any]:
    if hall is None or hall.own is None:
        return {}
    address = f"/api/bids/openings/{section.tender.code}/{section.number}/bundle"
    return {
        "mode": "lock",
        "opening": tenders.opening_of(section),
        "guardian": "bidder",
        "compartment": "sheet",
        "epoch": 0,
        "keys": bidder.keys,
        "policy": policy_now(at=clock.now()),
        "bundle_url": f"{address}?guardian=bidder&manifest={hall.own.manifest}",
        "release_url": RELEASE_URL,
        "paper_url": "",
        "done_url": _url(section),
        "manifest": hall.own.manifest,
    }


def _signing_data(section: "Section", bidder: Bidder, hall: Hall | None) -> dict[str, Any]:
    if hall is None or hall.record is None:
        return {}
    return to_sign(
        "opening-record-signature/v1",
        bidder,
        opening={**tenders.opening_of(section), "round": hall.round},
        label=Text("签署开标记录", "Sign the opening record"),
        sign_url=SIGNATURE_URL,
        done_url=_url(section),
        record=hall.record.document,
    )


def _closing(section: "Section") -> "ClosingList":
    closing = bids.closing_of(section)
    if closing is None:
        raise NotNow(
            Text("还没有开标。", "The opening has not begun."),
            rule="opening_in_order",
            article="ZTB 34",
            next_step=Text("开标在投标截止的同一时间公开进行。", "It is held in public at the hour of the deadline."),
        )
    return closing


def _done(request: HttpRequest, section: "Section", said: Text) -> HttpResponse:
    messages.success(request, word(said))
    return redirect(_url(section))


def _url(section: "Section") -> str:
    return reverse("bidder_opening", args=[section.tender.code, section.number])
