"""Releasing business and technical shares to the evaluation session: checked step by step in the browser, both in one press."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.domain.tenders.access import GROUPS
from qinglian.web.guardian.own import own_section
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.accounts_step_up import require_step_up
from qinglian.web.shared.session_keys import keys_shown, release_data


@for_roles("guardian")
def session_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will show whether the session needs this guardian's shares, what is checked before, and release them."""
    require_step_up(request)
    own, guarded = own_section(request, code, number)
    context = keys_shown(guarded.section, holder=guarded.guardian)
    if context["may_release"]:
        data = release_data(
            context["keys"], holder=guarded.guardian, guardian=guarded.guardian, page="guardian_session_release"
        )
        context["data"] = data | {"epoch": guarded.card.epoch if guarded.card else 0, "keys": own.public}
    return render(request, "guardian/session.html", context | {"guarded": guarded, "group": GROUPS[guarded.group]})
