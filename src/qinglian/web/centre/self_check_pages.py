"""Self-checks: what I fill in, what waits for my signature, one form with what each layer signed. Content is for few."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.integrity.lifecycle import RECTIFICATION
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.domain.supervision import actions, queries
from qinglian.domain.supervision.actions import Seen
from qinglian.domain.supervision.campaign_kinds import KIND_BY_CODE, item_of
from qinglian.domain.supervision.lifecycle import SELF_CHECK
from qinglian.domain.supervision.problem_kinds import LAYERS
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.record.clock import CHINA
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import PageForm, spoken, words_field
from qinglian.web.shared.parts import Step

if TYPE_CHECKING:
    from datetime import date

    from qinglian.domain.supervision.models import SelfCheck

ACT_OF = {
    "owed": actions.sign_self_check,
    "with_head": actions.review_self_check,
    "with_leader": actions.approve_self_check,
}
_PASSED_ON = Text("已签字，表已交上一级。", "Signed and passed on.")
SAID_OF = {
    "owed": _PASSED_ON,
    "with_head": _PASSED_ON,
    "with_leader": Text("已审签，这张表各级都签完了。", "Signed; the form is through all layers."),
}
CHIPS = {"owed": "warn", "with_head": "run", "with_leader": "run", "complete": "ok"}
WORDS_OF = {
    "owed": Text("自查说明", "Statement"),
    "with_head": Text("复核意见", "Opinion of the section's head"),
    "with_leader": Text("审签意见", "Opinion of the leader"),
}


class SignatureForm(PageForm):
    """A layer's words, and a field for each item where it sees a problem."""

    def __init__(self, *args: Any, kind: str, state: str, **kwargs: Any) -> None:
        """This will add a field for every item of the campaign."""
        super().__init__(*args, **kwargs)
        for item in KIND_BY_CODE[kind].items:
            self.fields[f"item_{item.code}"] = words_field(item.label.zh, item.label.en, rows=2, required=False)
        label = WORDS_OF[state]
        help_text = spoken("没有发现问题的，请写明“没有发现问题”", "Where nothing was found, say so")
        self.fields["words"] = words_field(label.zh, label.en, most=4000, help_text=help_text)

    def seen(self) -> list[Seen]:
        """This will list the problems that were typed."""
        typed = {name.removeprefix("item_"): value for name, value in self.cleaned_data.items() if name != "words"}
        return [Seen(code, words) for code, words in typed.items() if words.strip()]


@for_roles(*CENTRE_ROLES)
def self_checks_page(request: HttpRequest) -> HttpResponse:
    """This will list one's own self-checks, those that wait for one's signature, and those that one has signed."""
    by, today = actor_of_request(request), clock.today()
    context = {
        "to_sign": [_row(row, today) for row in queries.self_checks_to_sign(by)],
        "own": [_row(row, today) for row in queries.own_self_checks(by)[:50]],
        "signed": [_row(row, today) for row in queries.self_checks_signed_by(by)],
    }
    return render(request, "centre/self_checks.html", context)


@for_roles(*CENTRE_ROLES)
def self_check_page(request: HttpRequest, form: int) -> HttpResponse:
    """This will show one self-check with its signatures and problems; whose turn it is signs here."""
    by, at = actor_of_request(request), clock.now()
    found = queries.self_check_for(form, asker=by)
    may_sign = queries.may_sign_now(found, asker=by)
    typed = SignatureForm(request.POST or None, kind=found.campaign.kind, state=found.state) if may_sign else None
    if typed is not None and is_carried_out(
        request, typed, lambda told: ACT_OF[found.state](found, words=told["words"], seen=typed.seen(), by=by, at=at),
        SAID_OF[found.state],
    ):  # fmt: skip
        return redirect("centre_self_checks")
    kind = found.campaign.kind
    context = {
        "row": _row(found, at.astimezone(CHINA).date()),
        "kind": KIND_BY_CODE[kind],
        "steps": _steps(found),
        "signatures": [(LAYERS[one.layer], one) for one in found.signatures.select_related("by").order_by("pk")],
        "problems": [
            (
                one,
                LAYERS[one.layer],
                item_of(kind, one.item).label,
                RECTIFICATION.state(one.finding.rectification.state).label,
            )
            for one in found.problems.select_related("finding__rectification").order_by("pk")
        ],
        "form": typed,
    }
    return render(request, "centre/self_check.html", context, status=status_of(typed))


def _steps(form: "SelfCheck") -> list[Step]:
    states = ["owed", "with_head", "with_leader"] if form.rank == "staff" else ["owed", "with_leader"]
    names = {"owed": LAYERS["self"], "with_head": LAYERS["head"], "with_leader": LAYERS["leader"]}
    here = states.index(form.state) if form.state in states else len(states)
    return [
        Step(names[state], "done" if place < here else "now" if place == here else "ahead")
        for place, state in enumerate(states)
    ]


def _row(form: "SelfCheck", today: "date") -> dict[str, Any]:
    is_late = form.state != "complete" and form.due_on < today
    chip = ("stop", Text("已逾期", "Overdue")) if is_late else (CHIPS[form.state], SELF_CHECK.state(form.state).label)
    return {
        "form": form,
        "name": KIND_BY_CODE[form.campaign.kind].name,
        "department": DEPARTMENT_BY_CODE[form.department].name,
        "chip": chip,
        "state": SELF_CHECK.state(form.state).label,
    }
