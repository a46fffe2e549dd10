"""The evaluation terms of a section: entered row by row, the total running along, stored only when they can be carried out."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from qinglian.domain.tenders import actions, queries
from qinglian.law.evaluation.terms import WHOLE, check_terms, default_terms
from qinglian.law.refusal import NotValid
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.buyer.forms import section_typed
from qinglian.web.buyer.frame import OFFICER, own_tender
from qinglian.web.buyer.terms_forms import TermsForm, stored_values, total_of, typed_terms, typed_values
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.tags import word

if TYPE_CHECKING:
    from qinglian.domain.tenders.models import Section


@for_roles(*OFFICER)
def section_terms(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will show a draft section's evaluation terms, add or remove a row, or store what was typed."""
    section = _section(request, code, number)
    if section.state != "draft":
        return redirect("buyer:tender", code)
    before = stored_values(_terms_of(section))
    values = typed_values(request.POST, before) if request.method == "POST" else before
    form = TermsForm(values, method=section.evaluation_method, is_bound=request.POST.get("act") == "save")
    if form.is_bound and _is_stored(request, section, form):
        messages.success(request, word(Text("评标标准已保存。", "The evaluation terms were saved.")))
        return redirect("buyer:section_terms", code, number)
    context = {"form": form, "tender": section.tender, "section": section, "total": total_of(values), "whole": WHOLE}
    return render(request, "buyer/section_terms.html", context, status=422 if form.errors else 200)


@for_roles(*OFFICER)
@require_POST
def judge_terms(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will add up what is typed and name the faults. Nothing is stored."""
    section = _section(request, code, number)
    values = typed_values(request.POST, stored_values(_terms_of(section)))
    terms = typed_terms(values, method=section.evaluation_method)
    faults = check_terms(terms, has_price_cap=section.price_cap_fen is not None)
    context = {"faults": faults, "section": section, "total": total_of(values), "whole": WHOLE}
    return render(request, "buyer/_terms_total.html", context)


def _section(request: HttpRequest, code: str, number: str) -> "Section":
    own_tender(request, code)
    return queries.section_for(code, number, asker=actor_of_request(request))


def _terms_of(section: "Section") -> dict[str, object]:
    """A section that was entered before there were terms starts with the first proposal."""
    return section.evaluation or default_terms(section.evaluation_method, section.tender.kind)


def _is_stored(request: HttpRequest, section: "Section", form: TermsForm) -> bool:
    form.name_faults(has_price_cap=section.price_cap_fen is not None)
    if not form.is_valid():
        return False
    try:
        typed = section_typed(section, evaluation=form.terms())
        actions.edit_section(section, typed=typed, by=actor_of_request(request), at=clock.now())
    except NotValid as refusal:
        form.refuse(refusal)
        return False
    return True
