"""Problems (RFC 9457): every refusal and every malformed request becomes `application/problem+json` in the reader's language."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError
from ninja.renderers import JSONRenderer

from qinglian.api.language import word
from qinglian.api.reading import UnsupportedMediaType
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotProved, NotValid, Refusal, TooOften
from qinglian.law.text import Text

PROBLEM = "application/problem+json"
STATUS: dict[type[Refusal], int] = {
    NotProved: 401,
    NotAllowed: 403,
    NotNow: 409,
    NotValid: 422,
    NotFound: 404,
    TooOften: 429,
}

TITLES: dict[int, tuple[str, Text]] = {
    400: ("malformed", Text("请求读不懂", "The request cannot be read")),
    401: ("sign-in", Text("需要登录", "Sign in first")),
    403: ("not-allowed", Text("您不能办这件事", "You may not do this")),
    404: ("not-found", Text("没有这一项", "There is no such thing")),
    405: ("method", Text("这个地址不支持这种方法", "This address does not take this method")),
    406: ("format", Text("没有这种格式", "There is no such format")),
    409: ("not-now", Text("现在不能办这件事", "This cannot be done now")),
    411: ("length", Text("没有说明长度", "The length is missing")),
    413: ("too-large", Text("内容太大", "The content is too large")),
    415: ("media-type", Text("内容类型不对", "The content type is wrong")),
    422: ("not-valid", Text("交来的内容不合规则", "What was handed in breaks a rule")),
    429: ("locked", Text("暂时停止尝试", "No more attempts for now")),
    500: ("broken", Text("平台出错了", "The platform failed")),
}


class FieldProblem(Schema):
    """What is wrong at one place of the request."""

    field: str
    detail: str


class Problem(Schema):
    """Why a request was not carried out (RFC 9457). `rule` and `article` name the source, `next_step` what to do."""

    type: str
    title: str
    status: int
    detail: str
    rule: str = ""
    article: str = ""
    next_step: str = ""
    field: str = ""
    errors: list[FieldProblem] = []


def problems(*statuses: int) -> dict[int, type[Problem]]:
    """This will return the part of an endpoint's `response=` that documents these 4xx answers.

    400, 401, 403, 404, 409, 413, 415 and 422 that follow from auth, path, method and body are documented by themselves (schema.py).
    """
    return dict.fromkeys(statuses, Problem)


def problem_response(status: int, detail: Text | str, **members: Any) -> HttpResponse:
    """This will answer with a problem of this status; members as in Problem, Texts in the reader's language."""
    code, title = TITLES.get(status, TITLES[400])
    members = {name: word(value) if isinstance(value, Text) else value for name, value in members.items()}
    said = word(detail) if isinstance(detail, Text) else detail
    body = {"type": f"urn:qinglian:problem:{code}", "title": word(title), "status": status, "detail": said}
    text = _renderer.render(HttpRequest(), body | members, response_status=status)
    return HttpResponse(text, status=status, content_type=PROBLEM)


def refusal_response(refusal: Refusal) -> HttpResponse:
    """This will answer with the problem of one refusal."""
    return problem_response(
        STATUS[type(refusal)],
        refusal.wrong,
        rule=refusal.rule,
        article=refusal.article,
        next_step=refusal.next_step,
        field=refusal.field,
    )


def install(api: NinjaAPI) -> None:
    """This will make the API answer every refusal and malformed request as a problem. Other exceptions stay errors of ours (500)."""
    handlers: Mapping[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        Refusal: lambda _request, error: refusal_response(error),
        Http404: lambda _request, _error: bare_problem(404),
        HttpError: lambda _request, error: _http_error(error),
        ValidationError: lambda _request, error: _invalid(error),
        RequestDataTooBig: lambda _request, _error: bare_problem(413),
    }
    for error, handler in handlers.items():
        api.add_exception_handler(error, handler)


def bare_problem(status: int) -> HttpResponse:
    """This will answer with a problem whose detail is the title of its status."""
    return problem_response(status, TITLES.get(status, TITLES[400])[1])


def _http_error(error: HttpError) -> HttpResponse:
    cause = error.__cause__
    if isinstance(cause, UnsupportedMediaType):
        return problem_response(415, str(cause))
    if isinstance(cause, ValueError):
        return problem_response(400, str(cause))
    if error.status_code == 403:
        return problem_response(
            403,
            Text("缺少或不符的 CSRF 令牌。", "The CSRF token is missing or wrong."),
            rule="session.csrf",
            next_step=Text(
                "登录应答里有令牌，放在 X-CSRFToken 头里。", "Send the token of the sign-in answer as X-CSRFToken."
            ),
        )
    return bare_problem(error.status_code)


def _invalid(error: ValidationError) -> HttpResponse:
    errors = [{"field": ".".join(str(part) for part in row["loc"][1:]), "detail": row["msg"]} for row in error.errors]
    first = errors[0]["field"] if errors else ""
    detail = Text("有 {n} 处与接口说明不符。", "{n} places do not match the API's description.").filled(n=len(errors))
    return problem_response(422, detail, rule="api.schema", field=first, errors=errors)


class ReadableJSON(JSONRenderer):
    """JSON whose Chinese stays Chinese."""

    json_dumps_params = {"ensure_ascii": False}


_renderer = ReadableJSON()
