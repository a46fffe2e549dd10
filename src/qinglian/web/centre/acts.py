"""Several acts on one page: each a small form of its own, told apart by its button; a refusal stays at its field."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from qinglian.law.text import Text
from qinglian.web.shared.carrying import is_carried_out
from qinglian.web.shared.forms import PageForm, words_field


class ReasonForm(PageForm):
    """Why."""

    reason = words_field("理由", "Reason", rows=2, most=1000)


class PlainForm(PageForm):
    """An act that asks for nothing more."""


@dataclass(frozen=True)
class Act:
    """One act that the reader may do here: its code (the button's value), its words, its form."""

    code: str
    label: Text
    form: PageForm
    run: Callable[[dict[str, Any]], object]
    is_main: bool = False
    has_file: bool = False


def act_on(
    request: HttpRequest, code: str, label: Text, form: type[PageForm], run: Callable[[dict[str, Any]], object],
    *, is_main: bool = False, has_file: bool = False, **form_arguments: Any,
) -> Act:  # fmt: skip
    """This will offer an act; its form holds what was typed when it is the one that was posted."""
    is_posted = request.method == "POST" and request.POST.get("act") == code
    data, files = (request.POST, request.FILES) if is_posted else (None, None)
    return Act(code, label, form(data, files, prefix=code, **form_arguments), run, is_main, has_file)


def done(request: HttpRequest, acts: Iterable[Act]) -> bool:
    """This will carry out the act that was posted and say whether it is done; a refusal stands in its form."""
    posted = next((act for act in acts if act.form.is_bound), None)
    if posted is None:
        return False
    said = Text(f"已{posted.label.zh}。", f"Done: “{posted.label.en}”.")
    return is_carried_out(request, posted.form, posted.run, said)
