"""What the endpoints of study take and give."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Field, Schema
from pydantic import AwareDatetime

from qinglian.api.strict import Strict
from qinglian.api.tenders.shapes import Moment
from qinglian.domain.education.activity_plan import ActivityPlan
from qinglian.domain.people.share import Share
from qinglian.record.clock import CHINA

Number = Annotated[int, Field(ge=1, le=2**53 - 1)]
Person = Annotated[str, Field(max_length=24)]
Line = Annotated[str, Field(max_length=200)]
Text = Annotated[str, Field(max_length=20_000)]
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 12, 31))]
Held = Annotated[AwareDatetime, Field(ge=datetime(2000, 1, 1, tzinfo=CHINA), le=datetime(2100, 12, 31, tzinfo=CHINA))]
YearNumber = Annotated[int, Field(ge=2000, le=2100)]


class StudyWanted(Schema):
    """Which activities."""

    year: YearNumber | None = None
    kind: Annotated[str, Field(max_length=20)] = ""
    state: Literal["", "planned", "open", "held", "closed", "called_off"] = ""


class Year(Schema):
    """Which year; this one when none is named."""

    year: YearNumber | None = None


class ActivityPlanData(Strict):
    """A plan of an activity. What its kind does not need stays out."""

    kind: Annotated[str, Field(max_length=20)]
    topic: Line
    held_at: Held
    place: Line
    audience: Literal["all", "members", "branch", "department", "standing", "listed"]
    audience_of: Annotated[str, Field(max_length=20)] = ""
    listed: Annotated[list[Person], Field(max_length=500)] = []
    speaker: Person = ""
    speaker_name: Annotated[str, Field(max_length=80)] = ""
    speaker_unit: Annotated[str, Field(max_length=120)] = ""
    film: Number | None = None
    case: Number | None = None
    venue: Number | None = None
    series: Number | None = None
    book: Annotated[str, Field(max_length=120)] = ""
    directives: Annotated[list[Number], Field(max_length=50)] = []
    catch_up_on: Day | None = None
    trips: Annotated[list[Line], Field(max_length=20)] = []

    def plan(self) -> ActivityPlan:
        """This will return the plan as actions take it."""
        values = self.model_dump()
        return ActivityPlan(**(values | {name: tuple(values[name]) for name in ("listed", "directives", "trips")}))


class SignInCode(Strict):
    """The six digits on the screen."""

    code: Annotated[str, Field(max_length=20)]


class Persons(Strict):
    """Persons by their ids."""

    persons: Annotated[list[Person], Field(min_length=1, max_length=500)]


class Minutes(Strict):
    """The minutes."""

    minutes: Text


class Words(Strict):
    """Words of one's own."""

    words: Text


class CommitmentEvidence(Strict):
    """How one sees that it is done."""

    evidence: Annotated[str, Field(max_length=2000)]


class Undertaken(Strict):
    """What somebody undertakes, by when."""

    person: Person
    words: Annotated[str, Field(max_length=500)]
    due_on: Day


class QuestionData(Strict):
    """One question; `right` is the index of the right option."""

    words: Line
    options: Annotated[list[Line], Field(max_length=6)]
    right: Annotated[int, Field(ge=0, le=5)]


class Questions(Strict):
    """The self-test."""

    questions: Annotated[list[QuestionData], Field(max_length=10)]


class Answers(Strict):
    """One learner's answers: the index chosen at each question, how useful it was (1 to 5), a note for oneself."""

    choices: Annotated[list[Annotated[int, Field(ge=0, le=5)]], Field(max_length=10)]
    usefulness: Annotated[int, Field(ge=1, le=5)]
    note: Annotated[str, Field(max_length=2000)] = ""


class StudyShareShown(Schema):
    """How many of how many; `percent` reaches 100 only when nothing is missing."""

    done: int
    due: int
    percent: str


class ActivityShown(Schema):
    """One activity."""

    id: int
    kind: str
    pillar: str
    topic: str
    held_at: Moment
    place: str
    audience: str
    audience_of: str
    state: str
    organiser: str
    speaker: str
    is_external: bool
    book: str
    film: int | None
    case: int | None
    minutes: str
    attendance: StudyShareShown


class AttendanceShown(Schema):
    """One attendance."""

    person: str
    how: str
    at: Moment


class PresenceShown(Schema):
    """One person expected; `how` is empty while the person did not take part."""

    person: str
    name: str
    department: str
    branch: str
    how: str


class StudyCounted(Schema):
    """How many."""

    count: int


class Noted(Schema):
    """The number of what was stored."""

    id: int


class MaterialShown(Schema):
    """A file."""

    title: str
    sha256: str
    size: int


class OwnResult(Schema):
    """How many of one's own answers were right."""

    right: int
    of: int


class TestResultShown(Schema):
    """The sum of all answers; empty below `least` answers."""

    n: int
    least: int
    right: StudyShareShown | None
    usefulness_tenths: int
    questions: list[StudyShareShown]


class StudyFormShown(Schema):
    """One form in a year."""

    kind: str
    sessions: int
    attendance: StudyShareShown
    thoughts: int


class BranchShown(Schema):
    """One branch in a year."""

    branch: str
    attendance: StudyShareShown


class PersonShown(Schema):
    """One person in a year: all activities, and study of the four types."""

    person: str
    name: str
    attendance: StudyShareShown
    study: StudyShareShown


class CoverageShown(Schema):
    """A year's coverage."""

    year: int
    sessions: int
    attendance: StudyShareShown
    forms: list[StudyFormShown]
    unused: list[str]
    branches: list[BranchShown]
    people: list[PersonShown]
    visit: StudyShareShown
    not_visited: list[str]


def share(told: Share) -> dict[str, Any]:
    """This will show a share."""
    return {"done": told.done, "due": told.due, "percent": told.words}


def show_activity(row: Any) -> dict[str, Any]:
    """This will show an activity."""
    names = ("kind", "pillar", "topic", "held_at", "place", "audience", "audience_of", "state", "book", "minutes")
    expected = row.expected_count if hasattr(row, "expected_count") else row.expected.count()
    attended = row.attended_count if hasattr(row, "attended_count") else row.attendances.count()
    return {name: getattr(row, name) for name in names} | {
        "id": row.pk,
        "organiser": row.organiser.name,
        "speaker": row.speaker_name or (row.speaker.name if row.speaker else ""),
        "is_external": row.is_external,
        "film": row.film_id,
        "case": row.case_id,
        "attendance": share(Share(attended, expected)),
    }


def show_presence(row: Any) -> dict[str, Any]:
    """This will show one person expected."""
    return {name: getattr(row, name) for name in ("person", "name", "department", "branch", "how")}


def show_test_result(told: Any) -> dict[str, Any]:
    """This will show a self-test's result."""
    return {
        "n": told.n,
        "least": told.least,
        "right": share(told.right) if told.is_shown else None,
        "usefulness_tenths": told.usefulness_tenths,
        "questions": [share(row.share) for row in told.questions],
    }


def show_coverage(told: Any, visit: tuple[Share, list[str]]) -> dict[str, Any]:
    """This will show a year's coverage."""
    return {
        "year": told.year,
        "sessions": told.sessions,
        "attendance": share(told.share),
        "forms": [
            {"kind": row.kind.code, "sessions": row.sessions, "attendance": share(row.share), "thoughts": row.thoughts}
            for row in told.forms
        ],
        "unused": [row.kind.code for row in told.unused],
        "branches": [{"branch": row.code, "attendance": share(row.share)} for row in told.branches],
        "people": [
            {"person": row.person, "name": row.name, "attendance": share(row.share), "study": share(row.study)}
            for row in told.people
        ],
        "visit": share(visit[0]),
        "not_visited": visit[1],
    }
