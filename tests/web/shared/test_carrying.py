"""A form that is handed in: the act is carried out and said, or the refusal stands at its field beside what was typed."""

from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from qinglian.law.refusal import NotAllowed, NotNow, NotValid, Refusal, TooOften
from qinglian.law.text import Text
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import PageForm

SAID = Text("已记下。", "It is noted.")


class WordsForm(PageForm):
    words = forms.CharField(max_length=10)


@pytest.fixture
def request_() -> WSGIRequest:
    request = RequestFactory().post("/")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return request


def refusing(kind: type[Refusal], field: str = "words") -> Callable[[dict[str, Any]], object]:
    def act(_typed: dict[str, Any]) -> object:
        raise kind(
            Text("不行。", "No."), rule="some_rule", article="PLT", next_step=Text("改。", "Mend it."), field=field
        )

    return act


def said(request: WSGIRequest) -> list[str]:
    return [str(one) for one in get_messages(request)]


def test_act_gets_what_was_typed_and_the_form_keeps_what_it_made(request_: WSGIRequest) -> None:
    form = WordsForm({"words": "一句话"})
    assert is_carried_out(request_, form, lambda typed: f"<{typed['words']}>", SAID)
    assert (form.made, said(request_), status_of(form, None)) == ("<一句话>", ["已记下。"], 200)


@pytest.mark.parametrize(("kind", "status"), [(NotValid, 422), (NotNow, 409), (TooOften, 429)])
def test_refusal_stands_at_its_field_and_what_was_typed_stays(
    request_: WSGIRequest, kind: type[Refusal], status: int
) -> None:
    form = WordsForm({"words": "一句话"})
    assert not is_carried_out(request_, form, refusing(kind), SAID)
    assert (form.errors["words"], form["words"].value()) == (["不行。改。"], "一句话")
    assert (form.made, said(request_), status_of(form)) == (None, [], status)


def test_refusal_of_no_field_of_the_form_stands_above_it(request_: WSGIRequest) -> None:
    form = WordsForm({"words": "一句话"})
    assert not is_carried_out(request_, form, refusing(NotValid, field="elsewhere"))
    assert form.non_field_errors() == ["不行。改。"]


def test_form_that_is_not_filled_in_or_not_handed_in_does_nothing(request_: WSGIRequest) -> None:
    wrong, unread = WordsForm({"words": ""}), WordsForm()
    assert not any(is_carried_out(request_, form, lambda _typed: pytest.fail("acted")) for form in (wrong, unread))
    assert (status_of(wrong), status_of(unread)) == (422, 200)


def test_whoever_may_not_act_is_refused_on_a_page_of_its_own(request_: WSGIRequest) -> None:
    with pytest.raises(NotAllowed):
        is_carried_out(request_, WordsForm({"words": "一句话"}), refusing(NotAllowed))
