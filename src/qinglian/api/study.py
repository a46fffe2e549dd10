"""Endpoints of study and education: activities with sign-in and coverage."""

from typing import Any

from django.http import HttpRequest
from ninja import File, Form, Path, Query, Router, Status
from ninja.files import UploadedFile

from qinglian.api import study_shapes as shapes
from qinglian.api.auth import actor_of_request, session
from qinglian.api.errors import problems
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.strict import Reason
from qinglian.domain.education import actions, queries
from qinglian.record import clock

router = Router(tags=["study"])


@router.get("/activities", response=Page[shapes.ActivityShown], auth=session)
def list_activities(request: HttpRequest, wanted: Query[shapes.StudyWanted], window: Query[Window]) -> dict[str, Any]:
    """Lists activities of a year, kind or state, the newest first."""
    found = queries.activities_for(actor_of_request(request), **wanted.model_dump())
    return page_of(found, window, shapes.show_activity)


@router.post("/activities", response={201: shapes.ActivityShown, **problems(403, 422)}, auth=session)
def plan_activity(request: HttpRequest, plan: shapes.ActivityPlanData) -> Status[Any]:
    """Plans an activity: the party office any, a branch secretary one for the own branch."""
    by = actor_of_request(request)
    return Status(201, shapes.show_activity(actions.plan_activity(plan.plan(), by=by, at=clock.now())))


@router.get("/activities/{number}", response={200: shapes.ActivityShown, **problems(404)}, auth=session)
def one_activity(request: HttpRequest, number: Path[shapes.Number]) -> dict[str, Any]:
    """Shows one activity."""
    return shapes.show_activity(queries.activity_for(number, asker=actor_of_request(request)))


@router.put("/activities/{number}", response={200: shapes.ActivityShown, **problems(404)}, auth=session)
def edit_activity(request: HttpRequest, number: Path[shapes.Number], plan: shapes.ActivityPlanData) -> dict[str, Any]:
    """Changes a plan before sign-in is opened."""
    by = actor_of_request(request)
    activity = queries.activity_for(number, asker=by)
    return shapes.show_activity(actions.edit_activity(activity, plan=plan.plan(), by=by, at=clock.now()))


@router.post("/activities/{number}/sign-in/open", response={200: shapes.ActivityShown, **problems(404)}, auth=session)
def open_sign_in(request: HttpRequest, number: Path[shapes.Number]) -> dict[str, Any]:
    """Opens sign-in: who is expected is taken from the roll of this moment."""
    by = actor_of_request(request)
    found = queries.activity_for(number, asker=by)
    return shapes.show_activity(actions.open_sign_in(found, by=by, at=clock.now()))


@router.post(
    "/activities/{number}/sign-in", response={201: shapes.AttendanceShown, **problems(404, 409, 429)}, auth=session
)
def sign_in_to_activity(request: HttpRequest, number: Path[shapes.Number], data: shapes.SignInCode) -> Status[Any]:
    """Signs the person in with the six digits on the screen, once."""
    by = actor_of_request(request)
    found = actions.sign_in_to_activity(queries.activity_for(number, asker=by), code=data.code, by=by, at=clock.now())
    return Status(201, {"person": found.person_id, "how": found.how, "at": found.at})


@router.post("/activities/{number}/sign-in/end", response={200: shapes.ActivityShown, **problems(404)}, auth=session)
def end_sign_in(request: HttpRequest, number: Path[shapes.Number]) -> dict[str, Any]:
    """Ends sign-in."""
    by = actor_of_request(request)
    found = queries.activity_for(number, asker=by)
    return shapes.show_activity(actions.end_sign_in(found, by=by, at=clock.now()))


@router.get("/activities/{number}/attendance", response=Page[shapes.PresenceShown], auth=session)
def list_presence(request: HttpRequest, number: Path[shapes.Number], window: Query[Window]) -> dict[str, Any]:
    """Lists who was expected and how each took part, who is missing first."""
    by = actor_of_request(request)
    rows = queries.presence_of(queries.activity_for(number, asker=by), asker=by)
    return page_of(rows, window, shapes.show_presence)


@router.post("/activities/{number}/attendance", response={200: shapes.StudyCounted, **problems(404)}, auth=session)
def list_attendance(request: HttpRequest, number: Path[shapes.Number], data: shapes.Persons) -> dict[str, int]:
    """Enters from the list who was there."""
    by = actor_of_request(request)
    found = queries.activity_for(number, asker=by)
    return {"count": actions.list_attendance(found, persons=data.persons, by=by, at=clock.now())}


@router.post("/activities/{number}/catch-up", response={200: shapes.StudyCounted, **problems(404)}, auth=session)
def note_catch_up(request: HttpRequest, number: Path[shapes.Number], data: shapes.Persons) -> dict[str, int]:
    """Notes who caught up on what they had missed."""
    by = actor_of_request(request)
    found = queries.activity_for(number, asker=by)
    return {"count": actions.note_catch_up(found, persons=data.persons, by=by, at=clock.now())}


@router.post("/activities/{number}/close", response={200: shapes.ActivityShown, **problems(404)}, auth=session)
def close_activity(request: HttpRequest, number: Path[shapes.Number], data: shapes.Minutes) -> dict[str, Any]:
    """Files an activity with its minutes."""
    by = actor_of_request(request)
    found = queries.activity_for(number, asker=by)
    return shapes.show_activity(actions.close_activity(found, minutes=data.minutes, by=by, at=clock.now()))


@router.post("/activities/{number}/call-off", response={200: shapes.ActivityShown, **problems(404)}, auth=session)
def call_off_activity(request: HttpRequest, number: Path[shapes.Number], data: Reason) -> dict[str, Any]:
    """Calls an activity off, saying why."""
    by = actor_of_request(request)
    found = queries.activity_for(number, asker=by)
    return shapes.show_activity(actions.call_off_activity(found, reason=data.reason, by=by, at=clock.now()))


@router.post("/activities/{number}/material", response={201: shapes.MaterialShown, **problems(404)}, auth=session)
def add_material(
    request: HttpRequest, number: Path[shapes.Number], title: Form[str], file: File[UploadedFile]
) -> Status[Any]:
    """Uploads a PDF or DOCX of at most 50 MiB."""
    by = actor_of_request(request)
    found = queries.activity_for(number, asker=by)
    added = actions.add_material(
        found, title=title, file_name=file.name or "", chunks=file.chunks(), by=by, at=clock.now()
    )
    return Status(201, {"title": added.title, "sha256": added.sha256, "size": added.size})


@router.put("/activities/{number}/questions", response={200: shapes.StudyCounted, **problems(404)}, auth=session)
def set_questions(request: HttpRequest, number: Path[shapes.Number], data: shapes.Questions) -> dict[str, int]:
    """Writes the self-test of an activity."""
    by = actor_of_request(request)
    found = queries.activity_for(number, asker=by)
    rows = [(one.words, one.options, one.right) for one in data.questions]
    return {"count": actions.set_questions(found, questions=rows, by=by, at=clock.now())}


@router.post("/activities/{number}/self-test", response={201: shapes.OwnResult, **problems(404, 409)}, auth=session)
def take_self_test(request: HttpRequest, number: Path[shapes.Number], data: shapes.Answers) -> Status[Any]:
    """Answers the self-test, once. The answers stay with the learner."""
    by = actor_of_request(request)
    found = queries.activity_for(number, asker=by)
    taken = actions.take_self_test(
        found, choices=data.choices, usefulness=data.usefulness, note_words=data.note, by=by, at=clock.now()
    )
    return Status(201, {"right": taken.right_count, "of": len(taken.choices)})


@router.get("/activities/{number}/self-test", response={200: shapes.TestResultShown, **problems(404)}, auth=session)
def test_result(request: HttpRequest, number: Path[shapes.Number]) -> dict[str, Any]:
    """Shows the sum of all answers with n; nothing but n while fewer than three have answered."""
    by, at = actor_of_request(request), clock.now()
    return shapes.show_test_result(queries.test_result(queries.activity_for(number, asker=by), asker=by, on=at))


@router.post("/activities/{number}/thoughts", response={201: shapes.Noted, **problems(404)}, auth=session)
def share_thought(request: HttpRequest, number: Path[shapes.Number], data: shapes.Words) -> Status[Any]:
    """Shares a thought at a reading session."""
    by = actor_of_request(request)
    found = queries.activity_for(number, asker=by)
    return Status(201, {"id": actions.share_thought(found, words=data.words, by=by, at=clock.now()).pk})


@router.post("/activities/{number}/commitments", response={201: shapes.Noted, **problems(404)}, auth=session)
def make_commitment(request: HttpRequest, number: Path[shapes.Number], data: shapes.Undertaken) -> Status[Any]:
    """Notes what somebody undertakes in a case discussion, with its day."""
    by = actor_of_request(request)
    found = queries.activity_for(number, asker=by)
    return Status(201, {"id": actions.make_commitment(found, **data.model_dump(), by=by, at=clock.now()).pk})


@router.post("/commitments/{number}/done", response={200: shapes.Noted, **problems(404)}, auth=session)
def keep_commitment(
    request: HttpRequest, number: Path[shapes.Number], data: shapes.CommitmentEvidence
) -> dict[str, Any]:
    """Notes that what was undertaken is done, and how one sees it."""
    by = actor_of_request(request)
    found = queries.commitment_for(number, asker=by)
    return {"id": actions.keep_commitment(found, evidence=data.evidence, by=by, at=clock.now()).pk}


@router.get("/coverage", response=shapes.CoverageShown, auth=session)
def coverage(request: HttpRequest, wanted: Query[shapes.Year]) -> dict[str, Any]:
    """Shows a year's coverage by form, branch and person, forms not used and who has not visited a warning base."""
    by = actor_of_request(request)
    year = wanted.year or clock.now().year
    return shapes.show_coverage(queries.coverage_for(by, year=year), queries.visit_coverage(by, year=year))
