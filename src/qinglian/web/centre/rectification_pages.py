"""The order of correction as its owner sees it: the problem, the advice, until when, and where the correction is handed in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.catalogue import BY_CODE
from qinglian.domain.integrity.checklist_kinds import SEVERITIES
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.refusal import NotValid
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.record.clock import CHINA
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.rectification_rows import number_of, status_of, steps_of
from qinglian.web.shared.tags import word
from qinglian.web.supervisor.inspection_forms import WordsForm


@for_roles(*CENTRE_ROLES)
def rectifications_page(request: HttpRequest) -> HttpResponse:
    """This will list the corrections that the reader owns (or sees as head of the section), earliest due first."""
    by, today = actor_of_request(request), clock.now().astimezone(CHINA).date()
    rows = queries.rectifications_for(by)[:100]
    context = {"rows": [(row, status_of(row, on=today), row.owner_id == by.id) for row in rows]}
    return render(request, "centre/rectifications.html", context)


@for_roles(*CENTRE_ROLES)
def rectification_page(request: HttpRequest, rectification: str) -> HttpResponse:
    """This will show one correction; its owner hands it in here."""
    by, at = actor_of_request(request), clock.now()
    found = queries.rectification_for(number_of(rectification), asker=by)
    owes = found.owner_id == by.id and found.state in ("ordered", "returned")
    form = WordsForm(request.POST or None) if owes else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            actions.hand_in_rectification(found, evidence=form.cleaned_data["words"], by=by, at=at)
        except NotValid as refusal:
            refusal.field = "words"
            form.refuse(refusal)
        else:
            messages.success(
                request, word(Text("整改已交，等检查人员复查。", "It is handed in; an inspector checks it again."))
            )
            return redirect("centre_rectification", found.pk)
    context = {
        "row": found,
        "chip": status_of(found, on=at.astimezone(CHINA).date()),
        "severity": SEVERITIES[found.finding.severity],
        "department": DEPARTMENT_BY_CODE[found.finding.department].name,
        "point": BY_CODE.get(found.finding.point),
        "steps": steps_of(found),
        "form": form,
    }
    return render(request, "centre/rectification.html", context, status=422 if form and form.errors else 200)
