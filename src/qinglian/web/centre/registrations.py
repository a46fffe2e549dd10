"""Verifying registrations: the queue, one filing with what must be checked, lists from another platform."""

import csv
import io
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.people import actions, queries
from qinglian.domain.people.filing_form import FIELDS, cleaned, differences
from qinglian.law.refusal import NotNow, NotValid
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.filing_forms import OrganisationForm, posted
from qinglian.web.shared.filing_rows import FILING_CHIPS, kinds_words, rows_of
from qinglian.web.shared.forms import PageForm, spoken
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.tags import word

CHECKS: tuple[tuple[str, Text], ...] = (
    (
        "licence",
        Text(
            "名称、信用代码、法定代表人与国家企业信用信息公示系统一致",
            "Name, credit code and legal representative agree with the national register of enterprises",
        ),
    ),
    (
        "mandate",
        Text("经办人有加盖公章的授权书", "The declarant holds a stamped letter of authority"),
    ),
    (
        "phone",
        Text(
            "联系电话是机构对外公开的号码，拨打核实过",
            "The phone number is one that the organisation itself publishes, and somebody answered it",
        ),
    ),
    (
        "standing",
        Text(
            "没有被列入失信被执行人、严重违法失信名单",
            "It is on no list of dishonest debtors or serious offenders",
        ),
    ),
)
_ROWS_AT_MOST = 500


class CheckForm(PageForm):
    """What the verifier ticks off before passing a filing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in CHECKS:
            box = forms.BooleanField(label=spoken(label.zh, label.en))
            box.error_messages["required"] = spoken("这一项还没有核对。", "This has not been checked.")
            self.fields[name] = box


class ReasonForm(PageForm):
    """Why something is given back."""

    reason = forms.CharField(
        label=spoken("不通过的理由", "Why not"),
        help_text=spoken(
            "写明哪里不对、怎样改正；申报机构会看到", "What is wrong and how to mend it; the organisation reads it"
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
    reason.error_messages["required"] = spoken("没有写明理由。", "No reason is given.")


class ListForm(PageForm):
    """A list from another platform as CSV."""

    source = forms.CharField(label=spoken("名单来自", "The list comes from"), max_length=80)
    file = forms.FileField(
        label=spoken("CSV 文件", "CSV file"),
        help_text=spoken(
            "列名：name、credit_code、kinds（用空格隔开），以及 address、legal_representative、contact_name、contact_phone、contact_email",
            "Columns: name, credit_code, kinds (separated by spaces), address, legal_representative, contact_name, contact_phone, contact_email",
        ),
    )


@for_roles("centre_verifier", "supervisor")
def queue(request: HttpRequest) -> HttpResponse:
    """This will list the filings that wait, longest waiting first."""
    rows = queries.filings_waiting(asker=actor_of_request(request))
    sheet: Any = sheet_of(rows, request=request, size=20)
    kinds = {filing.pk: kinds_words(filing.kinds) for filing in sheet.rows}
    return render(
        request, "centre/registrations.html", {"sheet": sheet, "rows": [(row, kinds[row.pk]) for row in sheet.rows]}
    )


@for_roles("centre_verifier", "supervisor")
def one(request: HttpRequest, filing_id: int) -> HttpResponse:
    """This will show one filing, what must be checked, and take the verifier's decision."""
    by = actor_of_request(request)
    filing = queries.filing_for(filing_id, asker=by)
    act = request.POST.get("act", "")
    checks = CheckForm(posted(request) if act == "verify" else None)
    reason = ReasonForm(posted(request) if act == "reject" else None)
    if act == "verify" and checks.is_valid():
        actions.verify_filing(filing, by=by, at=clock.now())
        messages.success(request, word(Text("已核验通过，即时生效。", "Verified; it is in force.")))
        return redirect("centre_registrations")
    if act == "reject" and reason.is_valid():
        try:
            actions.reject_filing(filing, reason=reason.cleaned_data["reason"], by=by, at=clock.now())
            messages.success(
                request, word(Text("已退回，对方可以改正后再报。", "Given back; it may be mended and filed again."))
            )
            return redirect("centre_registrations")
        except NotValid as refusal:
            reason.refuse(refusal)
    context = {
        "filing": filing,
        "chip": FILING_CHIPS[filing.state],
        "rows": rows_of(filing),
        "changes": differences(filing.organisation, filing) if filing.organisation.state != "draft" else [],
        "checks": checks,
        "reason": reason,
        "names": queries.names_of([filing.declared_by, filing.verified_by]),
        "may_decide": by.has_role("centre_verifier") and filing.state == "filed",
        "history": queries.filings_of(filing.organisation, asker=by),
    }
    return render(request, "centre/filing.html", context, status=422 if checks.errors or reason.errors else 200)


@for_roles("centre_verifier")
def received(request: HttpRequest) -> HttpResponse:
    """This will read a list from another platform and show how each row compares with the register. Nothing is stored."""
    by = actor_of_request(request)
    form = ListForm(posted(request), request.FILES or None)
    rows: list[dict[str, Any]] = []
    if form.is_valid():
        try:
            rows = [_compared(row, by=by) for row in _rows_of(form.cleaned_data["file"])]
        except NotValid as refusal:
            form.refuse(refusal)
    context = {"form": form, "rows": rows, "source": form.cleaned_data.get("source", "") if rows else ""}
    return render(request, "centre/received.html", context, status=422 if form.errors else 200)


@for_roles("centre_verifier")
def confirm(request: HttpRequest) -> HttpResponse:
    """This will show one row for correction, and store it once it is confirmed."""
    by = actor_of_request(request)
    source = request.POST.get("source") or request.GET.get("source", "")
    form = OrganisationForm(
        posted(request),
        initial={name: request.GET.get(name, "") for name in _columns()}
        | {"kinds": request.GET.get("kinds", "").split()},
    )
    if form.is_valid() and form.passes():
        try:
            filing = actions.confirm_received(form.data_of(), source=source, by=by, at=clock.now())
            messages.success(request, word(Text("已确认入库。", "Confirmed and stored.")))
            return redirect("centre_organisation", filing.organisation_id)
        except (NotValid, NotNow) as refusal:
            form.refuse(refusal)
    data = (
        form.data_of()
        if form.is_bound and form.is_valid()
        else {name: form.initial.get(name, "") for name in (*_columns(), "kinds")}
    )
    outcome, known, changes = queries.compared_with_register(data, asker=by)
    context = {"form": form, "source": source, "outcome": OUTCOMES[outcome], "known": known, "changes": changes}
    return render(request, "centre/confirm.html", context, status=422 if form.errors else 200)


OUTCOMES: dict[str, tuple[str, Text]] = {
    "new": ("run", Text("新机构，确认后入库", "New: stored once confirmed")),
    "same": ("ok", Text("与库中相同", "Same as stored")),
    "differs": ("warn", Text("与库中不同", "Differs from what is stored")),
    "name_taken": ("stop", Text("名称被另一代码占用", "Another code holds the name")),
    "invalid": ("stop", Text("填写不全或代码不对", "Incomplete, or a wrong code")),
}


def _columns() -> tuple[str, ...]:
    return ("name", "credit_code", *(field.name for field in FIELDS))


def _rows_of(file: Any) -> list[dict[str, Any]]:
    try:
        text = file.read(2_000_000).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unreadable(Text("文件不是 UTF-8 编码的 CSV。", "The file is no CSV in UTF-8.")) from None
    rows = list(csv.DictReader(io.StringIO(text)))
    if not rows or "credit_code" not in rows[0] or "name" not in rows[0]:
        raise _unreadable(
            Text("文件里没有 name 和 credit_code 两列。", "The columns name and credit_code are missing.")
        )
    return [{name: str(row.get(name) or "") for name in (*_columns(), "kinds")} for row in rows[:_ROWS_AT_MOST]]


def _compared(row: dict[str, Any], *, by: Any) -> dict[str, Any]:
    data = row | {"kinds": row["kinds"].split()}
    outcome, known, changes = queries.compared_with_register(data, asker=by)
    return {
        "data": row,
        "clean": cleaned(data),
        "outcome": OUTCOMES[outcome],
        "is_same": outcome == "same",
        "known": known,
        "changes": changes,
    }


def _unreadable(wrong: Text) -> NotValid:
    return NotValid(
        wrong,
        rule="filing.received",
        article="CTS A-011",
        next_step=Text(
            "按提示的列名另存为 UTF-8 的 CSV 再交。", "Save it as CSV in UTF-8 with the columns named below."
        ),
        field="file",
    )
