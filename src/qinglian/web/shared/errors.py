"""The pages for 400, 403, 404 and 500, in the look; the last one needs no database."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader

from qinglian.law.text import Text


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django calls it so)
    """This will say that the request could not be read."""
    title = Text("请求读不懂", "The request could not be read")
    why = Text(
        "浏览器发来的内容不完整，或者超过了大小限制。", "What the browser sent is incomplete, or larger than the limit."
    )
    return _page(request, 400, title, why, Text("请返回上一页重做一遍。", "Go back and do it once more."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """This will say that the page is not open to this person."""
    title = Text("不能打开这一页", "This page is not open to you")
    why = Text("您的岗位没有这一页的权限。", "Your post does not open this page.")
    return _page(
        request, 403, title, why, Text("请换有此职责的账号登录。", "Sign in with an account that has this duty.")
    )


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """This will say that a form was too old or came from elsewhere."""
    title = Text("表单没有通过来源检查", "The form failed the check of its origin")
    why = Text(
        "页面可能放得太久，或者浏览器不接受本站的小型文本文件（cookie）。什么也没有改动。",
        "The page may be too old, or the browser refuses this site's cookies. Nothing was changed.",
    )
    return _page(
        request, 403, title, why, Text("请重新打开那一页，再交一次。", "Open the page again and hand it in once more.")
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """This will say that nothing stands under this address."""
    title = Text("没有这一页", "There is no such page")
    why = Text(
        "地址可能抄错了，或者这一项依法还没有公开。",
        "The address may be mistyped, or the thing is not yet public by law.",
    )
    return _page(
        request, 404, title, why, Text("请从首页查找项目名称或编号。", "Search for the name or code on the home page.")
    )


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """This will say that the fault is ours, without touching the database."""
    return HttpResponseServerError(loader.render_to_string("shared/broken.html"))


def _page(request: HttpRequest, status: int, title: Text, why: Text, next_step: Text) -> HttpResponse:
    context = {"title": title, "why": why, "next_step": next_step, "status": status}
    return render(request, "shared/error.html", context, status=status)
