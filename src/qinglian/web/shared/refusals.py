"""A refusal from the domain becomes a page: what was wrong, which rule and article, what to do next. The API has its own translation."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.law.articles import is_known
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid, Refusal, TooOften
from qinglian.law.text import Text

STATUS: dict[type[Refusal], int] = {NotAllowed: 403, NotNow: 409, NotValid: 422, NotFound: 404, TooOften: 429}
TITLES: dict[type[Refusal], Text] = {
    NotAllowed: Text("您不能办这件事", "You may not do this"),
    TooOften: Text("暂时停止办理", "Not so many at once"),
    NotNow: Text("现在不能办这件事", "This cannot be done now"),
    NotValid: Text("交来的内容不合规则", "What was handed in breaks a rule"),
    NotFound: Text("没有这一项", "There is no such thing"),
}


class Refusals:
    """This will translate every Refusal that a page lets through into shared/refusal.html with its HTTP status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """This will answer."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """This will answer a Refusal with its page; every other exception goes on."""
        if not isinstance(exception, Refusal):
            return None
        return refusal_page(request, exception)


def refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """This will render the page of one refusal."""
    kind = type(refusal)
    context = {"refusal": refusal, "title": TITLES[kind], "has_article": is_known(refusal.article)}
    return render(request, "shared/refusal.html", context, status=STATUS[kind])
