"""The opening hall: live for everybody. Before the hour it names and counts nobody (ZTB 22)."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from io import StringIO
from typing import TYPE_CHECKING, Any, cast

from django.core.cache import caches
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_cache_control

from qinglian.domain.bids import queries as bids
from qinglian.domain.bids.policy import may_answer_objections, may_host
from qinglian.domain.bids.prices import PriceChart
from qinglian.domain.bids.stages import STAGES
from qinglian.domain.bids.wording import FAILURE, TREATED
from qinglian.domain.tenders import queries as tenders
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotFound
from qinglian.law.text import Text
from qinglian.record import blobs, clock
from qinglian.web.public.price_drawing import draw_prices, finding
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.figures import yuan_words
from qinglian.web.shared.framed import framed
from qinglian.web.shared.paging import HasQuery, page_number
from qinglian.web.shared.parts import Step, StepState
from qinglian.web.shared.shown import Asked, shown
from qinglian.web.shared.tags import language

if TYPE_CHECKING:
    from qinglian.domain.tenders.models import Section

PAGE_SIZE = 50
LIVE_SECONDS = 2
CACHE_SECONDS = 30
LONGEST_SEARCH = 60
CHIPS: dict[str, str] = {
    "read_out": "ok",
    "recorded": "ok",
    "failed": "stop",
    "terminated": "stop",
    "releasing": "run",
    "decrypting": "run",
}
HEADS = {"number": Text("序号", "No."), "name": Text("投标人", "Bidder"), "price": Text("报价（元）", "Price (CNY)")}
OVER = ("recorded", "failed", "terminated")


@dataclass(frozen=True)
class Wanted:
    """Which part of the read-out is wanted."""

    search: str
    sort: str
    page: int
    round: int | None


@dataclass(frozen=True)
class Shown:
    """One row of the read-out under the form that the notice set for its sheet. Its words are made when it is drawn."""

    row: bids.ReadOutRow
    form: list[dict[str, Any]] = field(hash=False)

    @property
    def items(self) -> Text:
        """This will say the sheet's items beside the price, as read out."""
        return _items(self.row, self.form)

    @property
    def why(self) -> Text:
        """This will say why the bid did not open, and what follows."""
        if self.row.status == "in_doubt":
            return Text("正在查责任方", "Whose fault it is, is being examined")
        why = FAILURE.get(self.row.reason, Text(self.row.reason, self.row.reason))
        then = TREATED.get(self.row.treated_as, Text("", ""))
        return Text(f"{why.zh}。{then.zh}", f"{why.en}. {then.en}")


def hall_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will show the hall with the host's or answerer's controls for those who have them."""
    found = _shown(request, code, number)
    words = {
        "name": found.values["tender"].name,
        "heading": found.drawn("public/_hall_name.html"),
        "live": found.values["live"],
        "live_seconds": LIVE_SECONDS,
    }
    if actor_of_request(request).roles:  # the forms of who acts are theirs alone
        main = render_to_string("public/_hall_parts.html", found.values, request=request)
        return render(request, "public/hall.html", words | {"main": main})
    return framed(request, "public/hall.html", found, "public/_hall_parts.html", **words)


@shown
def _shown(asked: Asked, code: str, number: str, *, by: Actor, at: datetime) -> dict[str, Any]:
    section = _public_section(code, number)
    values = _context(section, wanted_of(asked, section), by, at)
    live = f"{reverse('public:hall_live', args=(code, number))}?{asked.GET.urlencode()}"
    return values | {"live": "" if values["is_over"] else live}


def hall_live(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will answer 304 while nothing has changed, else the hall's moving parts. Watchers of the same view at one process share one drawing."""
    section = _public_section(code, number)
    actor, wanted = actor_of_request(request), wanted_of(request, section)
    own = f"{actor.organisation}|{sorted(actor.roles)}|{_may_answer(section, actor)}"
    version = bids.hall_version(section, at=clock.now(), round=wanted.round)
    mark = sha256(f"{version}|{language()}|{wanted}|{own}".encode()).hexdigest()[:32]
    if request.headers.get("If-None-Match") == f'"{mark}"':
        return _uncached(HttpResponseNotModified())
    html = caches["drawings"].get(f"hall-{mark}")
    if html is None:
        context = _context(section, wanted, actor, clock.now())
        html = render_to_string("public/_hall_parts.html", context, request=request)
        if not actor.roles:
            caches["drawings"].set(f"hall-{mark}", html, CACHE_SECONDS)
    response = HttpResponse(html, headers={"ETag": f'"{mark}"'})
    return _uncached(response)


def read_out_file(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will hand out the whole read-out as CSV; empty of rows until the bidders are announced."""
    section = _public_section(code, number)
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(
        (
            "number",
            "name",
            "credit_code",
            "status",
            "price_yuan",
            "discount_percent",
            "confirmed",
            "arrived_at",
            "manifest",
        )
    )
    for row in bids.all_rows(section, round=wanted_of(request, section).round):
        price = "" if row.price_fen is None else yuan_words(row.price_fen).replace(",", "")
        discount = "" if row.discount_bp is None else f"{row.discount_bp / 100:.2f}"
        confirmed = row.confirmed_at.isoformat() if row.confirmed_at else ""
        cells = (
            row.number,
            _harmless(row.name),
            row.credit_code,
            row.status,
            price,
            discount,
            confirmed,
            row.arrived_at.isoformat(),
            row.manifest,
        )
        writer.writerow(cells)
    response = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}-{number}-read-out.csv"'
    return response


def record_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will show the opening record: its rows as it was drawn up, who signed, the document and the PDF with their hashes."""
    section = _public_section(code, number)
    closing = bids.closing_of(section, number=wanted_of(request, section).round)
    record = getattr(closing, "record", None)
    if closing is None or record is None:
        raise NotFound(
            Text("还没有开标记录。", "There is no opening record yet."),
            rule="opening_recorded",
            article="ZTB 36",
            next_step=Text(
                "解密完成后，由主持人生成并签署。", "The host draws it up and signs it once decryption is over."
            ),
        )
    signatures = list(record.signatures.select_related("organisation").order_by("pk"))
    rows = record.document["rows"]
    start = (page_number(request) - 1) * 100
    context = {
        "section": section,
        "closing": closing,
        "record": record,
        "signatures": signatures,
        "host": next((signature for signature in signatures if signature.role == "host"), None),
        "rows": rows[start : start + 100],
        "total": len(rows),
        "next_page": page_number(request) + 1 if start + 100 < len(rows) else None,
    }
    return render(request, "public/opening_record.html", context)


def record_pdf(request: HttpRequest, code: str, number: str) -> FileResponse:
    """This will hand out the opening record's PDF."""
    section = _public_section(code, number)
    closing = bids.closing_of(section, number=wanted_of(request, section).round)
    record = getattr(closing, "record", None)
    if record is None:
        raise tenders.no_tender(f"{code}/{number}")
    path = blobs.public_path(record.pdf_blob)
    return FileResponse(path.open("rb"), filename=f"{code}-{number}-opening-record.pdf", content_type="application/pdf")


def wanted_of(asked: HasQuery, section: Section) -> Wanted:
    """This will read search, sort, page and round; the default order is by price once decryption is over, else by number."""
    sort = asked.GET.get("sort", "")
    default = "price" if section.state in ("opened", "recorded") else "number"
    number = asked.GET.get("round", "")
    return Wanted(
        search=asked.GET.get("q", "").strip()[:LONGEST_SEARCH],
        sort=sort if sort.removeprefix("-") in ("number", "price", "name") else default,
        page=page_number(asked),
        round=int(number) if number.isascii() and number.isdigit() and len(number) < 4 else None,
    )


def _public_section(code: str, number: str) -> Section:
    section = tenders.section_in(code, number)
    if section.notice is None or section.notice.published_at is None:
        raise tenders.no_tender(f"{code}/{number}")
    return section


def _context(section: Section, wanted: Wanted, actor: Actor, now: datetime) -> dict[str, Any]:
    hall = bids.hall(section, asker=actor, at=now, round=wanted.round)
    if hall is None:
        raise tenders.no_tender(f"{section.tender.code}/{section.number}")
    cap, page = section.price_cap_fen, wanted.page
    read = bids.read_out_under(
        hall.closing, cap_fen=cap, search=wanted.search, sort=wanted.sort, page=page, size=PAGE_SIZE
    )
    last = read.first + len(read.rows) - 1
    return {
        "section": section,
        "tender": section.tender,
        "notice": section.notice,
        "hall": hall,
        "is_guardian": actor.has_role("guardian"),
        "may_host": may_host(actor),
        "may_answer": _may_answer(section, actor),
        "now": now,
        "stage": STAGES[hall.stage],
        "stage_chip": CHIPS.get(hall.stage, "wait"),
        "is_over": hall.stage in OVER,
        "is_decrypted": hall.finished_at is not None,
        "steps": _steps(hall),
        "read": read,
        "attention": [Shown(row, section.sheet_form) for row in read.attention],
        "rows": [Shown(row, section.sheet_form) for row in read.rows],
        "wanted": wanted,
        "sort": wanted.sort,
        "lines": tuple(replace(line, text=_named(line.text, hall)) for line in hall.log),
        "heads": HEADS,
        "sheet": {
            "first": read.first,
            "last": last,
            "total": read.total,
            "previous": wanted.page - 1 or None,
            "next": wanted.page + 1 if last < read.total else None,
        },
    } | _chart(read.chart, section.price_cap_fen, language())


@lru_cache(maxsize=128)
def _chart(chart: PriceChart, cap: int | None, _language: str) -> dict[str, Any]:
    """The same prices make the same chart."""
    return {
        "drawing": draw_prices(chart, cap_fen=cap, width=920, most_bars=40),
        "drawing_narrow": draw_prices(chart, cap_fen=cap, width=350, most_bars=12),
        "finding": finding(chart, cap_fen=cap),
    }


def _named(text: Text, hall: bids.Hall) -> Text:
    """The log names guardians by their ids; the hall knows whose they are."""
    for group in hall.groups:
        for guardian in group.guardians:
            name = f"{guardian.organisation}{guardian.name}"
            text = Text(text.zh.replace(f" {guardian.id} ", name), text.en.replace(guardian.id, name))
    return text


def _items(row: bids.ReadOutRow, form: list[dict[str, Any]]) -> Text:
    found = [(field, (row.sheet or {}).get(field["name"])) for field in form if field["name"] != "price_fen"]
    said = [(field["label"], _item(value, field["kind"])) for field, value in found if value not in (None, "")]
    return Text(
        "，".join(f"{label['zh'].split('（')[0]} {value.zh}" for label, value in said),
        ", ".join(f"{label['en']} {value.en}" for label, value in said),
    )


def _item(value: Any, kind: str) -> Text:
    if kind == "money":
        return Text(f"{yuan_words(value)} 元", f"CNY {yuan_words(value)}")
    return Text(f"{value} 日", f"{value} days") if kind == "days" else Text(str(value), str(value))


def _may_answer(section: Section, actor: Actor) -> bool:
    tender = section.tender
    return may_answer_objections(actor, tenderer=tender.tenderer_id, agency=tender.agency_id)


def _steps(hall: bids.Hall) -> tuple[Step, ...]:
    """The hall's ruler; a failed or terminated opening stops in red where it stood."""
    found = tuple(Step(step.label, cast(StepState, step.state), _hour(step.at)) for step in hall.steps)
    if hall.stage not in ("failed", "terminated"):
        return found
    stop = next((i for i, step in enumerate(found) if step.state != "done"), len(found) - 1)
    return (*found[:stop], Step(STAGES[hall.stage], "stopped", ""), *found[stop + 1 :])


def _hour(at: datetime | None) -> str:
    return f"{at.astimezone(clock.CHINA):%H:%M:%S}" if at else ""


def _uncached(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _harmless(cell: str) -> str:
    """A spreadsheet takes a cell that begins so for a formula: a leading apostrophe makes it text."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
