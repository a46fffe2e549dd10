"""Endpoints of the register: list, search, enter, draft, consult, comment, answer, issue, compare, repeal."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Path, Query, Router, Status
from ninja.files import UploadedFile

from qinglian.api.auth import actor_of_request, session
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.rules import shapes
from qinglian.api.rules.routing import router as home
from qinglian.api.rules.shapes import Number, show
from qinglian.api.strict import Reason
from qinglian.domain.integrity import actions, queries
from qinglian.record import clock

router = Router(tags=["rules"])
VERSION = "/{rule}/versions/{version}"


@home.get("", response=Page[shapes.WorkRuleShown], auth=session)
def list_rules(request: HttpRequest, wanted: Query[shapes.RulesWanted], window: Query[Window]) -> dict[str, Any]:
    """Lists the centre's institutional rules; with words, those that hold them, and the sentence."""
    by, chosen = actor_of_request(request), wanted.model_dump()
    words = chosen.pop("words")
    rows = queries.rules_for(by, **chosen)
    if not words.strip():
        return page_of(rows, window, lambda row: show(row, shapes.WorkRuleShown))
    hits = {hit.rule.pk: hit.sentence for hit in queries.search_rules(words, asker=by)}
    return page_of(
        rows.filter(pk__in=hits), window, lambda row: show(row, shapes.WorkRuleShown, sentence=_line(hits[row.pk]))
    )


@router.post("/entries", response={201: list[shapes.WorkRuleShown]}, auth=session)
def enter_rules(request: HttpRequest, data: shapes.ExistingRules) -> Status[Any]:
    """Enters rules that are in force already, all or none. The party office's act."""
    rows = [actions.Existing(**row.model_dump()) for row in data.rows]
    entered = actions.enter_rules(rows, by=actor_of_request(request), at=clock.now())
    return Status(201, [show(row, shapes.WorkRuleShown) for row in entered])


@home.post("", response={201: shapes.VersionShown}, auth=session)
def draft_rule(request: HttpRequest, data: shapes.RuleDraft) -> Status[Any]:
    """Drafts a new rule: its first version."""
    version = actions.draft_rule(**data.model_dump(), by=actor_of_request(request), at=clock.now())
    return Status(201, show(version, shapes.VersionShown))


@router.get("/{rule}", response=shapes.WorkRuleShown, auth=session)
def one_rule(request: HttpRequest, rule: Path[Number]) -> dict[str, Any]:
    """Shows one rule."""
    return show(queries.rule_for(rule, asker=actor_of_request(request)), shapes.WorkRuleShown)


@router.post("/{rule}/repeal", response=shapes.WorkRuleShown, auth=session)
def repeal_rule(request: HttpRequest, rule: Path[Number], data: shapes.Repeal) -> dict[str, Any]:
    """Repeals a rule. A leader's act."""
    by = actor_of_request(request)
    one, successor = queries.rule_for(rule, asker=by), queries.rule_named(data.successor, asker=by)
    repealed = actions.repeal_rule(one, reason=data.reason, successor=successor, by=by, at=clock.now())
    return show(repealed, shapes.WorkRuleShown)


@router.get("/{rule}/versions", response=Page[shapes.VersionShown], auth=session)
def list_versions(request: HttpRequest, rule: Path[Number], window: Query[Window]) -> dict[str, Any]:
    """Lists a rule's versions, newest first."""
    by = actor_of_request(request)
    rows = queries.versions_of(queries.rule_for(rule, asker=by), asker=by)
    return page_of(rows, window, lambda row: show(row, shapes.VersionShown))


@router.post("/{rule}/versions", response={201: shapes.VersionShown}, auth=session)
def draft_revision(request: HttpRequest, rule: Path[Number], data: shapes.Change) -> Status[Any]:
    """Begins a new version of a rule in force."""
    by = actor_of_request(request)
    one = queries.rule_for(rule, asker=by)
    return Status(
        201, show(actions.draft_revision(one, change=data.change, by=by, at=clock.now()), shapes.VersionShown)
    )


@router.get("/{rule}/changes/{old}/{new}", response=list[shapes.ChangedShown], auth=session)
def compare_versions(request: HttpRequest, rule: Path[Number], old: Path[Number], new: Path[Number]) -> list[Any]:
    """Compares two versions, paragraph by paragraph."""
    by = actor_of_request(request)
    return queries.changes_between(queries.rule_for(rule, asker=by), old, new, asker=by)


@router.put(VERSION, response=shapes.VersionShown, auth=session)
def edit_version(
    request: HttpRequest, rule: Path[Number], version: Path[Number], data: shapes.VersionData
) -> dict[str, Any]:
    """Replaces what a draft says."""
    found, by = _version(request, rule, version), actor_of_request(request)
    return show(actions.edit_version(found, **data.model_dump(), by=by, at=clock.now()), shapes.VersionShown)


@router.post(VERSION + "/file", response=shapes.VersionShown, auth=session)
def upload_version(
    request: HttpRequest, rule: Path[Number], version: Path[Number], file: File[UploadedFile]
) -> dict[str, Any]:
    """Takes a draft's text out of a DOCX or PDF of at most 50 MiB."""
    found, by = _version(request, rule, version), actor_of_request(request)
    stored = actions.upload_version(found, file_name=file.name or "", chunks=file.chunks(), by=by, at=clock.now())
    return show(stored, shapes.VersionShown)


@router.get(VERSION + "/file", response={200: bytes}, auth=session)
def version_file(request: HttpRequest, rule: Path[Number], version: Path[Number]) -> HttpResponse:
    """Gives the uploaded file of a version, or its text."""
    found = _version(request, rule, version)
    return HttpResponse(queries.file_of(found), content_type="application/octet-stream")


@router.post(VERSION + "/consultation", response=shapes.VersionShown, auth=session)
def consult_on_version(
    request: HttpRequest, rule: Path[Number], version: Path[Number], data: shapes.Until
) -> dict[str, Any]:
    """Lays a draft before the staff."""
    found, by = _version(request, rule, version), actor_of_request(request)
    return show(actions.consult_on_version(found, until=data.until, by=by, at=clock.now()), shapes.VersionShown)


@router.post(VERSION + "/return", response=shapes.VersionShown, auth=session)
def return_version(request: HttpRequest, rule: Path[Number], version: Path[Number], data: Reason) -> dict[str, Any]:
    """Sends a version back to its draft."""
    found, by = _version(request, rule, version), actor_of_request(request)
    return show(actions.return_version(found, reason=data.reason, by=by, at=clock.now()), shapes.VersionShown)


@router.post(VERSION + "/drop", response=shapes.VersionShown, auth=session)
def drop_version(request: HttpRequest, rule: Path[Number], version: Path[Number], data: Reason) -> dict[str, Any]:
    """Gives up a version."""
    found, by = _version(request, rule, version), actor_of_request(request)
    return show(actions.drop_version(found, reason=data.reason, by=by, at=clock.now()), shapes.VersionShown)


@router.post(VERSION + "/issue", response=shapes.VersionShown, auth=session)
def issue_version(request: HttpRequest, rule: Path[Number], version: Path[Number], data: shapes.VersionIssue) -> dict[str, Any]:  # fmt: skip
    """Issues a version after its consultation. A leader's act."""
    found, by = _version(request, rule, version), actor_of_request(request)
    replaces = [queries.rule_numbered(number, asker=by) for number in data.replaces]
    issued = actions.issue_version(found, in_force_from=data.in_force_from, replaces=replaces, by=by, at=clock.now())
    return show(issued, shapes.VersionShown)


@router.get(VERSION + "/comments", response=Page[shapes.CommentShown], auth=session)
def list_comments(
    request: HttpRequest, rule: Path[Number], version: Path[Number], window: Query[Window]
) -> dict[str, Any]:
    """Lists comments with their answers, first said first."""
    rows = queries.comments_on(_version(request, rule, version))
    return page_of(rows, window, lambda row: show(row, shapes.CommentShown))


@router.post(VERSION + "/comments", response={201: shapes.CommentShown}, auth=session)
def comment_on_version(
    request: HttpRequest, rule: Path[Number], version: Path[Number], data: shapes.CommentSaid
) -> Status[Any]:
    """Comments on a version while its consultation runs."""
    found, by = _version(request, rule, version), actor_of_request(request)
    comment = actions.comment_on_version(found, words=data.words, by=by, at=clock.now())
    return Status(201, show(comment, shapes.CommentShown))


@router.post(VERSION + "/comments/{comment}/answer", response=shapes.CommentShown, auth=session)
def answer_comment(
    request: HttpRequest, rule: Path[Number], version: Path[Number], comment: Path[Number], data: shapes.CommentAnswer
) -> dict[str, Any]:
    """Answers a comment, once."""
    found = queries.comment_for(_version(request, rule, version), comment)
    by = actor_of_request(request)
    return show(actions.answer_comment(found, **data.model_dump(), by=by, at=clock.now()), shapes.CommentShown)


def _version(request: HttpRequest, rule: int, version: int) -> Any:
    by = actor_of_request(request)
    return queries.version_for(queries.rule_for(rule, asker=by), version, asker=by)


def _line(found: Any) -> str:
    return f"{found.before}{found.words}{found.behind}"
