"""A refusal from the domain becomes a page: what was wrong, which rule and article, what to do next. The API has its own translation."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.law.articles import is_known
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotProved, NotValid, Refusal, TooOften
from qinglian.law.text import Text
from qinglian.web.shared.accounts_step_up import lead_to_step_up, page_before
from qinglian.web.shared.tags import word

AGAIN = Text(
    "刚才的事还没有办。确认后回到那一页，再按一次。",
    "Nothing was done yet. Confirm, go back to the page, and press again.",
)
STATUS: dict[type[Refusal], int] = {
    NotProved: 401,
    NotAllowed: 403,
    NotNow: 409,
    NotValid: 422,
    NotFound: 404,
    TooOften: 429,
}
TITLES: dict[type[Refusal], Text] = {
    NotAllowed: Text("您不能办这件事", "You may not do this"),
    TooOften: Text("暂时停止办理", "Not so many at once"),
    NotProved: Text("需要登录", "Sign in first"),
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
        """This will answer a Refusal with its page, a due step-up with the way to it; every other exception goes on."""
        if not isinstance(exception, Refusal):
            return None
        if exception.rule == "step_up" and request.user.is_authenticated:
            if request.method == "POST":
                messages.info(request, word(AGAIN))
            return lead_to_step_up(request)
        return refusal_page(request, exception)


def refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """This will render the page of one refusal."""
    kind = type(refusal)
    context = {
        "refusal": refusal,
        "title": TITLES[kind],
        "has_article": is_known(refusal.article),
        "back": page_before(request) if request.method == "POST" else "",
    }
    return render(request, "shared/refusal.html", context, status=STATUS[kind])
