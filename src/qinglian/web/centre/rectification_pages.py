"""The order of correction as its owner sees it: the problem, the advice, until when, and where the correction is handed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.catalogue import BY_CODE
from qinglian.domain.integrity.checklist_kinds import SEVERITIES
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.record.clock import CHINA
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.rectification_rows import chip_of, number_of, steps_of
from qinglian.web.supervisor.inspection_forms import EvidenceForm


@for_roles(*CENTRE_ROLES)
def rectifications_page(request: HttpRequest) -> HttpResponse:
    """This will list the corrections that the reader owns (or sees as head of the section), earliest due first."""
    by, today = actor_of_request(request), clock.today()
    rows = queries.rectifications_for(by)[:100]
    context = {"rows": [(row, chip_of(row, on=today), row.owner_id == by.id) for row in rows]}
    return render(request, "centre/rectifications.html", context)


@for_roles(*CENTRE_ROLES)
def rectification_page(request: HttpRequest, rectification: str) -> HttpResponse:
    """This will show one correction; its owner hands it in here."""
    by, at = actor_of_request(request), clock.now()
    found = queries.rectification_for(number_of(rectification), asker=by)
    owes = found.state in ("ordered", "returned") and queries.may_hand_in(found, asker=by)
    form = EvidenceForm(request.POST or None) if owes else None
    if form is not None and is_carried_out(
        request, form, lambda typed: actions.hand_in_rectification(found, **typed, by=by, at=at),
        Text("整改已交，等检查人员复查。", "It is handed in; an inspector checks it again."),
    ):  # fmt: skip
        return redirect("centre_rectification", found.pk)
    context = {
        "row": found,
        "chip": chip_of(found, on=at.astimezone(CHINA).date()),
        "severity": SEVERITIES[found.finding.severity],
        "department": DEPARTMENT_BY_CODE[found.finding.department].name,
        "point": BY_CODE.get(found.finding.point),
        "steps": steps_of(found),
        "form": form,
    }
    return render(request, "centre/rectification.html", context, status=status_of(form))
