"""Endpoints of what families do: letters, activities, pledges, the contest, videos (on the internal network alone)."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, File, Form, Path, Query, Router, Schema, Status
from ninja.files import UploadedFile

from qinglian.api.auth import actor_of_request, address_of_request, session
from qinglian.api.errors import problems
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.strict import Strict
from qinglian.api.talks import Number, TalksOfYear
from qinglian.api.tenders.shapes import Moment
from qinglian.domain.education import actions, queries
from qinglian.domain.education.internal_network import require_internal
from qinglian.domain.education.video_form import require_video_size
from qinglian.domain.people import queries as people_queries
from qinglian.record import clock

router = Router(tags=["education"])
Title = Annotated[str, Field(min_length=1, max_length=120)]
Long = Annotated[str, Field(min_length=1, max_length=4000)]


class EventData(Strict):
    """A letter or an activity."""

    kind: Literal["letter", "activity"]
    title: Title
    words: Long
    held_on: date


class EventShown(Schema):
    """A letter or an activity, and how many families took part."""

    id: int
    kind: str
    title: str
    words: str
    held_on: str
    taking_part: int


class TakingPart(Strict):
    """What the family wants to say; nothing is needed."""

    told: Annotated[str, Field(max_length=2000)] = ""


class PartShown(Schema):
    """A family's part."""

    id: int
    kind: str
    year: int
    withdrawn: bool


class ReachedShown(Schema):
    """Families reached over staff in key posts."""

    done: int
    due: int
    percent: int


class ContestData(Strict):
    """A contest's title."""

    title: Title


class ContestShown(Schema):
    """A contest and how far it is."""

    id: int
    title: str
    state: str
    review: str
    votes_cast: int


class NomineeData(Strict):
    """A family and its story."""

    member: Annotated[str, Field(min_length=1, max_length=24)]
    story: Annotated[str, Field(min_length=1, max_length=2000)]


class NomineeShown(Schema):
    """A nominated family: votes once the voting is over, the story with consent."""

    id: int
    member: str
    votes: int | None
    is_awarded: bool
    story: str


class AwardData(Strict):
    """Which nominations are awarded, and why."""

    awarded: list[Number] = Field(min_length=1, max_length=50)
    review: Long


class ConsentData(Strict):
    """Whether the story may be shown."""

    agreed: bool


class DueData(Strict):
    """Until when."""

    due_on: date


class CountShown(Schema):
    """How many."""

    count: int


class VideoData(Schema):
    """A video's title."""

    title: Annotated[str, Field(min_length=1, max_length=80)]


class VideoShown(Schema):
    """A leader or head of a section, and the family's video (None: not yet)."""

    member: str
    video: int | None
    title: str
    plays: int
    at: Moment | None


@router.get("/families/reached", response=ReachedShown, auth=session)
def families_reached(request: HttpRequest, wanted: Query[TalksOfYear]) -> dict[str, Any]:
    """Counts families reached over staff in key posts."""
    told = queries.families_reached(actor_of_request(request), year=wanted.year or _this_year())
    return {"done": told.done, "due": told.due, "percent": told.percent}


@router.get("/families/events", response=Page[EventShown], auth=session)
def list_family_events(request: HttpRequest, window: Query[Window]) -> dict[str, Any]:
    """Lists letters to families and activities with them."""
    return page_of(queries.family_events_for(actor_of_request(request)), window, _event)


@router.post("/families/events", response={201: EventShown, **problems(404)}, auth=session)
def hold_family_event(request: HttpRequest, data: EventData) -> Status[Any]:
    """Sends a letter to families, or announces an activity. The party office's act."""
    return Status(
        201, _event(actions.hold_family_event(**data.model_dump(), by=actor_of_request(request), at=clock.now()))
    )


@router.post("/families/events/{number}/parts", response={201: PartShown, **problems(404)}, auth=session)
def join_family_event(request: HttpRequest, number: Path[Number], data: TakingPart) -> Status[Any]:
    """Notes that the asker's family took part."""
    by = actor_of_request(request)
    event = queries.family_event_for(number, asker=by)
    return Status(201, _part(actions.join_family_event(event, told=data.told, by=by, at=clock.now())))


@router.post("/families/pledges", response={201: PartShown, **problems(404)}, auth=session)
def give_family_pledge(request: HttpRequest, data: TakingPart) -> Status[Any]:
    """Keeps the voluntary pledge of the asker's family."""
    return Status(201, _part(actions.give_family_pledge(told=data.told, by=actor_of_request(request), at=clock.now())))


@router.post("/families/parts/{number}/withdraw", response={200: PartShown, **problems(404)}, auth=session)
def withdraw_family_part(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Withdraws a part of the own family; what was told is deleted."""
    by = actor_of_request(request)
    return _part(actions.withdraw_family_part(queries.family_part_for(number, asker=by), by=by, at=clock.now()))


@router.get("/families/contests", response=Page[ContestShown], auth=session)
def list_family_contests(request: HttpRequest, window: Query[Window]) -> dict[str, Any]:
    """Lists contests of clean families."""
    return page_of(queries.family_contests_for(actor_of_request(request)), window, _contest)


@router.post("/families/contests", response={201: ContestShown, **problems(404)}, auth=session)
def open_family_contest(request: HttpRequest, data: ContestData) -> Status[Any]:
    """Opens a contest for nominations. The party office's act."""
    return Status(
        201, _contest(actions.open_family_contest(title=data.title, by=actor_of_request(request), at=clock.now()))
    )


@router.get("/families/contests/{number}/nominees", response={200: Page[NomineeShown], **problems(404)}, auth=session)
def list_nominees(request: HttpRequest, number: Path[Number], window: Query[Window]) -> dict[str, Any]:
    """Lists the nominated families."""
    by = actor_of_request(request)
    return page_of(queries.nominees_of(queries.family_contest_for(number, asker=by), asker=by), window, _nominee)


@router.post("/families/contests/{number}/nominees", response={201: CountShown, **problems(404)}, auth=session)
def nominate_family(request: HttpRequest, number: Path[Number], data: NomineeData) -> Status[Any]:
    """Nominates a family; the answer is the nomination's number."""
    by = actor_of_request(request)
    contest, member = queries.family_contest_for(number, asker=by), people_queries.staff_member(data.member, asker=by)
    made = actions.nominate_family(contest, member=member, story=data.story, by=by, at=clock.now())
    return Status(201, {"count": made.pk})


@router.post("/families/contests/{number}/open-voting", response={200: ContestShown, **problems(404)}, auth=session)
def open_family_voting(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Opens the voting. The party office's act."""
    by = actor_of_request(request)
    return _contest(actions.open_family_voting(queries.family_contest_for(number, asker=by), by=by, at=clock.now()))


@router.post("/families/contests/{number}/close-voting", response={200: ContestShown, **problems(404)}, auth=session)
def close_family_voting(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """Ends the voting. The party office's act."""
    by = actor_of_request(request)
    return _contest(actions.close_family_voting(queries.family_contest_for(number, asker=by), by=by, at=clock.now()))


@router.post("/families/contests/{number}/award", response={200: ContestShown, **problems(404)}, auth=session)
def award_families(request: HttpRequest, number: Path[Number], data: AwardData) -> dict[str, Any]:
    """Awards families after the review. The party office's act."""
    by = actor_of_request(request)
    contest = queries.family_contest_for(number, asker=by)
    return _contest(actions.award_families(contest, awarded=data.awarded, review=data.review, by=by, at=clock.now()))


@router.post("/families/nominations/{number}/votes", response={204: None, **problems(404)}, auth=session)
def vote_for_family(request: HttpRequest, number: Path[Number]) -> Status[Any]:
    """Counts the asker's one vote. For whom it was is kept nowhere."""
    by = actor_of_request(request)
    actions.vote_for_family(queries.nomination_for(number, asker=by), by=by, at=clock.now())
    return Status(204, None)


@router.post("/families/nominations/{number}/consent", response={204: None, **problems(404)}, auth=session)
def consent_to_story(request: HttpRequest, number: Path[Number], data: ConsentData) -> Status[Any]:
    """Says whether the own family's story may be shown."""
    by = actor_of_request(request)
    nomination = queries.nomination_for(number, asker=by)
    actions.consent_to_story(nomination, agreed=data.agreed, by=by, at=clock.now())
    return Status(204, None)


@router.post("/families/videos/ask", response={200: CountShown, **problems(404)}, auth=session)
def ask_family_videos(request: HttpRequest, data: DueData) -> dict[str, Any]:
    """Asks each leader and head of a section for the family's video. The party office's act."""
    return {"count": actions.ask_family_videos(due_on=data.due_on, by=actor_of_request(request), at=clock.now())}


@router.get("/families/videos", response=Page[VideoShown], auth=session)
def list_family_videos(request: HttpRequest, wanted: Query[TalksOfYear], window: Query[Window]) -> dict[str, Any]:
    """Lists leaders and heads of sections with their family's video, yes or no. On the internal network alone."""
    _require_internal(request)
    rows = queries.family_videos_for(actor_of_request(request), year=wanted.year or _this_year())
    return page_of(rows, window, _video)


@router.post("/families/videos", response={201: VideoShown, **problems(404)}, auth=session)
def publish_family_video(request: HttpRequest, data: Form[VideoData], file: File[UploadedFile]) -> Status[Any]:
    """Hands the own family's video in (MP4 or WebM). On the internal network alone."""
    _require_internal(request)
    by = actor_of_request(request)
    require_video_size(file.size or 0, at=clock.now())
    made = actions.publish_family_video(title=data.title, data=file.read(), by=by, at=clock.now())
    return Status(201, {"member": by.id, "video": made.pk, "title": made.title, "plays": made.plays, "at": made.at})


@router.post("/families/videos/{number}/withdraw", response={204: None, **problems(404)}, auth=session)
def withdraw_family_video(request: HttpRequest, number: Path[Number]) -> Status[Any]:
    """Withdraws the own family's video and deletes its file."""
    _require_internal(request)
    by = actor_of_request(request)
    actions.withdraw_family_video(queries.family_video_for(number, asker=by), by=by, at=clock.now())
    return Status(204, None)


def _require_internal(request: HttpRequest) -> None:
    require_internal(address_of_request(request), is_forwarded="X-Forwarded-For" in request.headers)


def _this_year() -> int:
    return clock.today().year


def _event(row: Any) -> dict[str, Any]:
    told = {"id": row.pk, "held_on": row.held_on.isoformat(), "taking_part": getattr(row, "taking_part", 0)}
    return {name: getattr(row, name) for name in ("kind", "title", "words")} | told


def _part(row: Any) -> dict[str, Any]:
    return {"id": row.pk, "kind": row.kind, "year": row.year, "withdrawn": row.withdrawn_at is not None}


def _contest(row: Any) -> dict[str, Any]:
    told = {"id": row.pk, "votes_cast": queries.votes_cast(row)}
    return {name: getattr(row, name) for name in ("title", "state", "review")} | told


def _nominee(row: Any) -> dict[str, Any]:
    one = row.nomination
    told = {"id": one.pk, "member": one.member_id, "is_awarded": one.is_awarded}
    return told | {"votes": row.votes, "story": row.story}


def _video(row: Any) -> dict[str, Any]:
    entry, video = row
    if video is None:
        return {"member": entry.person_id, "video": None, "title": "", "plays": 0, "at": None}
    return {"member": entry.person_id, "video": video.pk, "title": video.title, "plays": video.plays, "at": video.at}
