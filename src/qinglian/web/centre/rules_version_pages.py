"""One version of a rule: its text, the consultation with comments and answers, and the acts that are lawful now."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.lifecycle import RULE_VERSION
from qinglian.domain.integrity.rule_difference import paragraphs
from qinglian.domain.integrity.rule_policy import DRAFTERS, READERS
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE
from qinglian.domain.people.queries import names_of
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre import rules_rows
from qinglian.web.centre.rules_forms import (
    AnswerForm,
    CommentForm,
    FileForm,
    IssueForm,
    ReasonForm,
    TextForm,
    UntilForm,
)
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import PageForm

if TYPE_CHECKING:
    from qinglian.domain.integrity.models import RuleVersion
    from qinglian.law.actor import Actor

SAID: dict[str, Text] = {
    "consult": Text("已开始征求意见。", "The consultation has begun."),
    "issue": Text("已印发。", "Issued."),
    "return": Text("已退回修改。", "Returned to its draft."),
    "drop": Text("已放弃。", "Dropped."),
    "comment": Text("意见已收到。", "Your comment is in."),
}
ACTS: dict[str, str] = {  # the page's act: the lifecycle's
    "consult": "consult_on_version", "issue": "issue_version", "return": "return_version", "drop": "drop_version",
}  # fmt: skip


@for_roles(*READERS)
def consultations(request: HttpRequest) -> HttpResponse:
    """This will list what the staff is asked about now, earliest end first."""
    today = clock.today()
    rows = [
        (version, DEPARTMENT_BY_CODE[version.rule.department].name, version.consult_until < today)
        for version in queries.consultations_for(actor_of_request(request))
        if version.consult_until
    ]
    return render(request, "centre/rule_consultations.html", {"rows": rows})


@for_roles(*READERS)
def one(request: HttpRequest, rule: int, rule_version: int) -> HttpResponse:
    """This will show one version, its comments, and what can be done with it."""
    return _page(request, _version(request, rule, rule_version))


@for_roles(*DRAFTERS)
def edit(request: HttpRequest, rule: int, rule_version: int) -> HttpResponse:
    """This will change a draft's title and text."""
    by, version = actor_of_request(request), _version(request, rule, rule_version)
    RULE_VERSION.require("edit_version", state=version.state, by=by)
    start = {"title": version.title, "text": version.text, "change": version.change}
    form = TextForm(request.POST or None, initial=start)
    if is_carried_out(
        request, form, lambda typed: actions.edit_version(version, **typed, by=by, at=clock.now()), Text("已保存。", "Saved.")
    ):  # fmt: skip
        return redirect("centre_rule_version", rule, rule_version)
    return _edit_page(request, version, form)


@for_roles(*DRAFTERS)
@require_POST
def upload(request: HttpRequest, rule: int, rule_version: int) -> HttpResponse:
    """This will take a draft's text out of a file."""
    by, version = actor_of_request(request), _version(request, rule, rule_version)
    form = FileForm(request.POST, request.FILES)

    def run(typed: dict[str, Any]) -> object:
        file = typed["file"]
        return actions.upload_version(version, file_name=file.name, chunks=file.chunks(), by=by, at=clock.now())

    if is_carried_out(request, form, run, Text("文字已取出，请核对。", "The text was taken out. Check it.")):
        return redirect("centre_rule_version", rule, rule_version)
    start = {"title": version.title, "text": version.text, "change": version.change}
    return _edit_page(request, version, TextForm(initial=start), file_form=form)


@for_roles(*READERS)
def file(request: HttpRequest, rule: int, rule_version: int) -> HttpResponse:
    """This will hand out the uploaded file, or the text as a plain file."""
    version = _version(request, rule, rule_version)
    name = version.file_name or f"{version.title}.txt"
    kind = "application/octet-stream" if version.blob else "text/plain; charset=utf-8"
    answer = HttpResponse(queries.file_of(version), content_type=kind)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer


@for_roles(*READERS)
@require_POST
def act(request: HttpRequest, rule: int, rule_version: int, version_act: str) -> HttpResponse:
    """This will consult, issue, return, drop or comment."""
    if version_act not in SAID:
        raise Http404
    by, version = actor_of_request(request), _version(request, rule, rule_version)
    form = _form_of(version_act, by, request.POST)
    if is_carried_out(request, form, lambda typed: _doer(version_act, by)(version, typed), SAID[version_act]):
        if version_act == "drop":
            return redirect("centre_rule", rule)
        return redirect("centre_rule_version", rule, rule_version)
    return _page(request, version, typed={version_act: form})


@for_roles(*DRAFTERS)
@require_POST
def answer(request: HttpRequest, rule: int, rule_version: int, comment: int) -> HttpResponse:
    """This will answer a comment."""
    by, version = actor_of_request(request), _version(request, rule, rule_version)
    found, form = queries.comment_for(version, comment), AnswerForm(request.POST, prefix=f"c{comment}")
    if is_carried_out(
        request, form, lambda typed: actions.answer_comment(found, **typed, by=by, at=clock.now()), Text("已答复。", "Answered.")
    ):  # fmt: skip
        return redirect("centre_rule_version", rule, rule_version)
    return _page(request, version, answering={comment: form})


def _doer(act_name: str, by: "Actor") -> "Callable[[RuleVersion, dict[str, Any]], Any]":
    at = clock.now()

    def issue(version: "RuleVersion", typed: dict[str, Any]) -> Any:
        replaces = [queries.rule_numbered(number, asker=by) for number in typed["replaces"]]
        return actions.issue_version(version, in_force_from=typed["in_force_from"], replaces=replaces, by=by, at=at)

    return {
        "consult": lambda version, typed: actions.consult_on_version(version, until=typed["until"], by=by, at=at),
        "issue": issue,
        "return": lambda version, typed: actions.return_version(version, reason=typed["reason"], by=by, at=at),
        "drop": lambda version, typed: actions.drop_version(version, reason=typed["reason"], by=by, at=at),
        "comment": lambda version, typed: actions.comment_on_version(version, words=typed["words"], by=by, at=at),
    }[act_name]


def _form_of(act_name: str, by: "Actor", typed: Any = None) -> PageForm:
    if act_name == "issue":
        return IssueForm(typed, prefix="issue", rules=queries.rules_in_force(by))
    kinds: dict[str, type[PageForm]] = {"consult": UntilForm, "comment": CommentForm}
    return kinds.get(act_name, ReasonForm)(typed, prefix=act_name)


def _version(request: HttpRequest, rule: int, number: int) -> "RuleVersion":
    by = actor_of_request(request)
    return queries.version_for(queries.rule_for(rule, asker=by), number, asker=by)


def _edit_page(request: HttpRequest, version: "RuleVersion", form: TextForm, **typed: PageForm) -> HttpResponse:
    context = {"rule": version.rule, "version": version, "form": form, "file_form": FileForm()} | typed
    return render(request, "centre/rule_form.html", context, status=status_of(form, *typed.values()))


def _page(
    request: HttpRequest, version: "RuleVersion", *,
    typed: dict[str, PageForm] | None = None, answering: dict[int, AnswerForm] | None = None,
) -> HttpResponse:  # fmt: skip
    by, today = actor_of_request(request), clock.today()
    rule, typed, answers = version.rule, typed or {}, answering or {}
    drafts = queries.may_draft(rule, asker=by)
    lawful = {move.act for move in RULE_VERSION.moves_from(version.state) if by.has_role(*move.roles)}
    offered = [name for name, move in ACTS.items() if move in lawful and (drafts or by.has_role("centre_leader"))]
    takes_comments = version.state == "consultation" and version.consult_until and version.consult_until >= today
    comments = queries.comments_on(version)
    names = names_of([row.by for row in comments])
    context = {
        "rule": rule,
        "version": version,
        "chip": rules_rows.version_chip(version),
        "paragraphs": paragraphs(version.text),
        "owner": DEPARTMENT_BY_CODE[rule.department].name,
        "may_edit": "edit_version" in lawful and drafts,
        "forms": {name: _form_of(name, by) for name in offered} | {act: typed[act] for act in ACTS if act in typed},
        "comment_form": typed.get("comment") or (_form_of("comment", by) if takes_comments else None),
        "comments": [
            (row, names.get(row.by, ""), answers.get(row.pk) or (AnswerForm(prefix=f"c{row.pk}") if drafts else None))
            for row in comments
        ],
        "waiting": sum(row.answered_at is None for row in comments),
        "is_over": bool(version.consult_until and version.consult_until < today),
    }
    return render(request, "centre/rule_version.html", context, status=status_of(*typed.values(), *answers.values()))
