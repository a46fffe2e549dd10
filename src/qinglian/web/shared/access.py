"""Doors: which roles a page is for. The act itself is allowed or refused again inside its action."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from qinglian.domain.people.roles import ROLES, role
from qinglian.law.refusal import NotAllowed
from qinglian.law.text import Text
from qinglian.web.shared.acting import actor_of_request

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def for_roles(*codes: str) -> Callable[[View[P]], View[P]]:
    """This will open a page to persons with at least one of these roles: others sign in first, or are told whose page it is."""
    unknown = set(codes) - {known.code for known in ROLES}
    if unknown:
        raise ValueError(f"for_roles: no such role {sorted(unknown)}")

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not actor_of_request(request).has_role(*codes):
                raise _not_for_you(codes)
            return view(request, *args, **kwargs)

        guarded.qinglian_roles = codes  # type: ignore[attr-defined]  # read by the page x role matrix
        return guarded

    return decorate


def _not_for_you(codes: tuple[str, ...]) -> NotAllowed:
    labels = [role(code).label for code in codes]
    return NotAllowed(
        Text("您的岗位不能打开这一页。", "Your post does not open this page."),
        rule="page_by_post",
        article="PLT",
        next_step=Text(
            f"这一页供{'、'.join(label.zh for label in labels)}使用。岗位由所在单位或交易中心设定。",
            f"It is for: {', '.join(label.en for label in labels)}. Posts are given by the organisation or the trading centre.",
        ),
    )
