"""The notice's form, part by part, with the verdicts running along. Unlawful terms can be saved; handing in leads to the first one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from qinglian.domain.tenders import actions, queries
from qinglian.domain.tenders.verdict import Verdict
from qinglian.law.refusal import NotValid
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.buyer import notice_forms
from qinglian.web.buyer.forms import section_typed
from qinglian.web.buyer.frame import BUYERS, OFFICER, hour_words, own_notice
from qinglian.web.buyer.gap import GapDrawing, drawing_of
from qinglian.web.buyer.notice_parts import Part, PartRow, owned_by, part_code_of, part_of, parts_of
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.figures import yuan_words
from qinglian.web.shared.notice_facts import facts_of
from qinglian.web.shared.tags import word

if TYPE_CHECKING:
    from qinglian.domain.tenders.models import Notice

FORMS: dict[str, type[notice_forms.PartForm]] = {
    "change": notice_forms.ChangeForm,
    "text": notice_forms.TextForm,
    "times": notice_forms.TimesForm,
    "money": notice_forms.MoneyForm,
    "method": notice_forms.MethodForm,
    "keys": notice_forms.KeysForm,
}


@dataclass(frozen=True)
class FieldRow:
    """A field with the rule that it breaks, and the drawing of the gap where there is one."""

    field: BoundField
    broken: Verdict | None
    drawing: GapDrawing | None


@dataclass(frozen=True)
class BrokenLink:
    """One line of the summary: what is broken, and where it is mended."""

    verdict: Verdict
    url: str


@for_roles(*BUYERS)
def notice_part(request: HttpRequest, code: str, version: int, part: str) -> HttpResponse:
    """This will show one part of a draft notice, save it, repair a field, or hand the notice to the second person."""
    notice = own_notice(request, code, version)
    here = part_of(part, notice)
    if here is None or notice.state != "draft":
        return redirect("buyer:notice", code, version)
    form = _form(request, notice, here)
    if request.method == "POST":
        answer = _saved(request, notice, here, form)
        if answer is not None:
            return answer
    return _page(request, notice, here, form)


@for_roles(*OFFICER)
def judge_part(request: HttpRequest, code: str, version: int, part: str) -> HttpResponse:
    """This will judge what is typed and answer with the list of verdicts. Nothing is stored."""
    notice = own_notice(request, code, version)
    here = part_of(part, notice)
    form = _form(request, notice, here) if here else None
    verdicts = queries.verdicts_on(notice, at=clock.now())
    if form is not None and request.method == "POST":
        form.is_valid()
        typed = notice_forms.input_of(notice, **form.changes())
        verdicts = queries.verdicts_if(notice, typed, at=clock.now())
    return render(request, "buyer/_verdicts.html", {"verdicts": verdicts})


def _form(request: HttpRequest, notice: "Notice", part: Part) -> notice_forms.PartForm | None:
    if part.code not in FORMS:
        return None
    extra: dict[str, Any] = {}
    if part.code in ("money", "method"):
        extra["sections"] = queries.sections_of(notice)
    if part.code == "keys":
        extra["guardians"] = queries.guardians_for(notice.tender, at=clock.now())
    data = _repaired(request.POST) if request.method == "POST" else None
    return FORMS[part.code](data, notice=notice, **extra)


def _repaired(posted: QueryDict) -> QueryDict:
    """The repair button names a field and its lawful value; amounts come in fen and are typed in yuan."""
    field, _, value = posted.get("repair", "").partition("=")
    if not field:
        return posted
    data = posted.copy()
    data[field] = yuan_words(int(value)) if field.endswith("_fen") and value.isdigit() else value
    return data


def _saved(
    request: HttpRequest, notice: "Notice", part: Part, form: notice_forms.PartForm | None
) -> HttpResponse | None:
    """The redirect after saving, or None when the form has to be shown again with its errors."""
    if form is not None and not form.is_valid():
        return None
    try:
        _store(request, notice, form)
    except NotValid as refusal:
        if form is None:
            raise
        form.refuse(refusal)
        return None
    if request.POST.get("act") == "submit":
        return _handed_in(request, notice)
    notice = own_notice(request, notice.tender.code, notice.version)
    now = clock.now()
    messages.success(request, word(Text(f"草稿 {hour_words(now)} 已保存。", f"Draft saved at {hour_words(now)}.")))
    wrong = any(one.outcome == "broken" for one in owned_by(part, queries.verdicts_on(notice, at=now)))
    return redirect(_address(notice, part.code) + ("?checked=1" if wrong else ""))


def _store(request: HttpRequest, notice: "Notice", form: notice_forms.PartForm | None) -> None:
    by, at = actor_of_request(request), clock.now()
    if request.POST.get("repair", "").startswith("price_floor_fen="):
        actions.edit_notice(notice, typed=notice_forms.input_of(notice, price_floor_fen=None), by=by, at=at)
    if isinstance(form, notice_forms.MoneyForm | notice_forms.MethodForm) and notice.kind != "amendment":
        rows = [(section, section_typed(section, **form.of(section))) for section in form.sections]
        actions.edit_sections(rows, by=by, at=at)
    elif form is not None:
        actions.edit_notice(notice, typed=notice_forms.input_of(notice, **form.changes()), by=by, at=at)


def _handed_in(request: HttpRequest, notice: "Notice") -> HttpResponse:
    notice = own_notice(request, notice.tender.code, notice.version)
    try:
        actions.submit_notice(notice, by=actor_of_request(request), at=clock.now())
    except NotValid as refusal:
        code = part_code_of(refusal.field)
        if part_of(code, notice) is None:
            code = "preview"
        return redirect(f"{_address(notice, code)}?checked=1")
    messages.success(request, word(Text("已送第二人复核。", "Handed to the second person.")))
    return redirect("buyer:tender", notice.tender.code)


def documents_context(request: HttpRequest, notice: "Notice", upload: notice_forms.UploadForm) -> dict[str, Any]:
    """This will return the context of the documents' part with this upload form."""
    part = part_of("documents", notice)
    assert part is not None
    return _context(request, notice, part, None) | facts_of(notice) | {"upload": upload}


def _page(request: HttpRequest, notice: "Notice", part: Part, form: notice_forms.PartForm | None) -> HttpResponse:
    context = _context(request, notice, part, form)
    if part.code == "documents":
        context = documents_context(request, notice, notice_forms.UploadForm())
    elif form is None:
        context |= facts_of(notice)
    template = f"buyer/notice_{part.code}.html" if form is None else "buyer/notice_part.html"
    return render(request, template, context, status=422 if form is not None and form.errors else 200)


def _context(request: HttpRequest, notice: "Notice", part: Part, form: notice_forms.PartForm | None) -> dict[str, Any]:
    verdicts = queries.verdicts_on(notice, at=clock.now())
    is_checked = "checked" in request.GET and not (form is not None and form.is_bound)
    broken = [one for one in verdicts if one.outcome == "broken"] if is_checked else []
    rows = _rows(form, broken)
    return {
        "notice": notice,
        "tender": notice.tender,
        "part": part,
        "parts": [_part_row(one, notice, part, verdicts) for one in parts_of(notice)],
        "form": form,
        "rows": rows,
        "verdicts": verdicts,
        "broken_links": [BrokenLink(one, _link(notice, one)) for one in broken],
        "homeless": [one for one in broken if _is_homeless(one, part, rows)],
        "following": _following(notice, part),
        "may_edit": actor_of_request(request).has_role(*OFFICER),
        "judge_url": reverse("buyer:judge_part", args=[notice.tender.code, notice.version, part.code]),
    }


def _rows(form: notice_forms.PartForm | None, verdicts: list[Verdict]) -> list[FieldRow]:
    if form is None:
        return []
    broken = {one.field: one for one in reversed(verdicts)}
    rows = []
    for field in form:
        verdict = broken.get(field.name) or (broken.get("access") if field.name == "mode" else None)
        if verdict is not None:
            described = f"{field.auto_id}_help {field.auto_id}_broken" if field.help_text else f"{field.auto_id}_broken"
            field.field.widget.attrs |= {"aria-invalid": "true", "aria-describedby": described}
        rows.append(FieldRow(field, verdict, drawing_of(verdict.gap) if verdict and verdict.gap else None))
    return rows


def _is_homeless(verdict: Verdict, part: Part, rows: list[FieldRow]) -> bool:
    """A broken rule of this part that no field shows stands above the form."""
    return part_code_of(verdict.field) == part.code and all(row.broken is not verdict for row in rows)


def _part_row(part: Part, notice: "Notice", here: Part, verdicts: list[Verdict]) -> PartRow:
    outcomes = [one.outcome for one in owned_by(part, verdicts)]
    url = _address(notice, part.code)
    return PartRow(part, url, part.code == here.code, outcomes.count("broken"), outcomes.count("note"))


def _link(notice: "Notice", verdict: Verdict) -> str:
    code = part_code_of(verdict.field)
    if part_of(code, notice) is None:
        code = "preview"
    anchor = "mode" if verdict.field == "access" else verdict.field
    return f"{_address(notice, code)}?checked=1#field-{anchor}"


def _following(notice: "Notice", part: Part) -> str:
    codes = [one.code for one in parts_of(notice)]
    place = codes.index(part.code)
    return _address(notice, codes[place + 1]) if place + 1 < len(codes) else ""


def _address(notice: "Notice", part: str) -> str:
    return reverse("buyer:notice_part", args=[notice.tender.code, notice.version, part])
