"""Sealing, replacing and withdrawing a bid in the browser, and the plain upload of a file sealed elsewhere."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qinglian.domain.bids import actions
from qinglian.domain.bids import queries as bids
from qinglian.domain.tenders import queries as tenders
from qinglian.law.refusal import Refusal
from qinglian.record import clock
from qinglian.web.bidder.own import BIDDER_ROLES, Bidder, bidder_of, section_seen
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.bundle import bundled_file, script
from qinglian.web.shared.forms import PageForm, spoken

if TYPE_CHECKING:
    from qinglian.domain.tenders.models import Section

PACKAGE_URL, WITHDRAWAL_URL = "/api/bids/packages", "/api/bids/withdrawals"
PROOF_URL, RECEIPT_URL = "/api/record/proofs/LEAF", "/api/bids/receipts/MANIFEST"


class PackageForm(PageForm):
    """A sealed bid (`*.qlbid`) made by the offline page or the command line."""

    package = forms.FileField(
        label=spoken("密封好的投标文件（.qlbid）", "Sealed bid (.qlbid)"),
        help_text=spoken(
            "离线工具或命令行密封的文件。传完才算送达。",
            "Sealed by the offline page or the command line. It has arrived when all of it has.",
        ),
    )


@for_roles(*BIDDER_ROLES)
def seal_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will let a bidder fill the sheet, choose its files, seal and submit; a bid in force is replaced."""
    return _page(request, section_seen(request, code, number), mode="seal", template="bidder/seal.html")


@for_roles(*BIDDER_ROLES)
def withdraw_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will let a bidder withdraw its bid in force by signature, until the deadline (ZTB 29)."""
    return _page(request, section_seen(request, code, number), mode="withdraw", template="bidder/withdraw.html")


@for_roles(*BIDDER_ROLES)
def upload_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will take a sealed file by a plain form: it needs no script. The signature inside says whose it is."""
    section = section_seen(request, code, number)
    form = PackageForm(request.POST or None, request.FILES or None)
    receipt = _received(form) if request.method == "POST" and form.is_valid() else None
    context = _context(request, section) | {"form": form, "receipt": receipt}
    if receipt is not None:
        context["receipt_url"] = f"/api/bids/receipts/{receipt['document']['manifest']}"
    return render(request, "bidder/upload.html", context, status=422 if form.errors else 200)


def _received(form: PackageForm) -> dict[str, Any] | None:
    try:
        return actions.receive_package(form.cleaned_data["package"].file, at_end=clock.now)
    except Refusal as refusal:
        refusal.field = "package"
        form.refuse(refusal)
        return None


def _page(request: HttpRequest, section: "Section", *, mode: str, template: str) -> HttpResponse:
    context = _context(request, section)
    bidder: Bidder = context["bidder"]
    in_force = context["in_force"]
    context["data"] = {
        "mode": mode,
        "kit": tenders.notice_package(section),
        "bidder": bidder.organisation.pk,
        "keys": bidder.keys,
        "in_force": in_force.manifest_hash if in_force else None,
        "package_url": PACKAGE_URL,
        "withdrawal_url": WITHDRAWAL_URL,
        "proof_url": PROOF_URL,
        "receipt_url": RECEIPT_URL,
    }
    return render(request, template, context)


def _context(request: HttpRequest, section: "Section") -> dict[str, Any]:
    bidder, now = bidder_of(request), clock.now()
    address = [section.tender.code, section.number]
    is_open = section.state == "bidding" and section.notice is not None and now < section.notice.deadline_at
    return {
        "bidder": bidder,
        "section": section,
        "notice": section.notice,
        "now": now,
        "is_open": is_open,
        "in_force": bids.own_bid_in_force(section, bidder.organisation.pk),
        "script": script("seal"),
        "offline": bundled_file("offline.html"),
        "kit_url": f"/api/tenders/{section.tender.code}/sections/{section.number}/kit",
        "seal_url": reverse("bidder_seal", args=address),
        "upload_url": reverse("bidder_upload", args=address),
        "withdraw_url": reverse("bidder_withdraw", args=address),
        "opening_url": reverse("bidder_opening", args=address),
    }
