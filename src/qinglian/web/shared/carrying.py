"""A form that is handed in: its act is carried out, or the refusal stands in the form, which keeps what was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from qinglian.law.refusal import NotNow, NotValid
from qinglian.law.text import Text
from qinglian.web.shared.forms import PageForm
from qinglian.web.shared.refusals import STATUS
from qinglian.web.shared.tags import word


def is_carried_out(
    request: HttpRequest, form: PageForm, act: Callable[[dict[str, Any]], object], said: Text | None = None
) -> bool:
    """This will carry an act out with what a form holds that was handed in and is valid, tell the reader so in the words of `said`, and
    keep what the act made in `form.made`. Otherwise the form says what is wrong. Whoever may not act is told so on the refusal's page."""
    if not form.is_valid():
        return False
    try:
        form.made = act(form.cleaned_data)
    except (NotNow, NotValid) as refusal:
        form.refuse(refusal)
        return False
    if said is not None:
        messages.success(request, word(said))
    return True


def status_of(*forms: PageForm | None) -> int:
    """This will return the HTTP status of a page with these forms: 200 while nothing is wrong, 422 where what was typed is wrong, and the
    refusal's own (409, 429) where the state of things or the hour does not admit the act."""
    wrong = [form for form in forms if form is not None and form.errors]
    not_now = [one for form in wrong for one in form.refusals.values() if isinstance(one, NotNow)]
    return STATUS[type(not_now[0])] if not_now else STATUS[NotValid] if wrong else 200
