"""A form that is handed in: its act is carried out, or the refusal stands at its field."""

from collections.abc import Callable
from typing import Any

from qinglian.law.refusal import NotValid
from qinglian.web.shared.forms import PageForm


def is_carried_out(form: PageForm, act: Callable[[dict[str, Any]], Any]) -> bool:
    """Whether the form was filled in rightly and the act done; otherwise the form says what is wrong and keeps what was typed."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except NotValid as refusal:
        form.refuse(refusal)
        return False
    return True
