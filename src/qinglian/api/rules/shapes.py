"""What goes in and out about institutional rules, reviews and clauses."""

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Field, Schema

from qinglian.api.strict import Strict
from qinglian.api.tenders.shapes import Moment

Number = Annotated[int, Field(ge=1, le=2**53 - 1)]
Code = Annotated[str, Field(max_length=20)]
RuleNumber = Annotated[str, Field(min_length=1, max_length=40)]
Written = Annotated[str, Field(min_length=1, max_length=2000)]
Year = Annotated[int, Field(ge=2000, le=2200)]
RuleText = Annotated[str, Field(max_length=200_000)]
Numbers = Annotated[list[Number], Field(min_length=1, max_length=200)]


class ExistingRule(Strict):
    """A rule that is in force already."""

    number: RuleNumber
    title: str = Field(min_length=1, max_length=120)
    category: Code
    department: Code
    issued_on: date
    in_force_from: date
    text: RuleText = ""


class ExistingRules(Strict):
    """The office's catalogue, or a part of it."""

    rows: list[ExistingRule] = Field(min_length=1, max_length=200)


class RuleDraft(Strict):
    """A new rule."""

    number: RuleNumber
    title: str = Field(min_length=1, max_length=120)
    category: Code
    department: Code
    text: RuleText = ""
    change: str = Field(default="", max_length=2000)


class Change(Strict):
    """Why a new version is made."""

    change: Written


class VersionData(Strict):
    """What a draft says."""

    title: str = Field(min_length=1, max_length=120)
    text: RuleText
    change: str = Field(default="", max_length=2000)


class Until(Strict):
    """The last day for comments."""

    until: date


class VersionIssue(Strict):
    """From when a version is in force, and which rules (their numbers) it replaces."""

    in_force_from: date
    replaces: list[RuleNumber] = Field(default_factory=list, max_length=50)


class Repeal(Strict):
    """Why a rule is repealed, and the number of the rule that takes its place."""

    reason: Written
    successor: str = Field(default="", max_length=40)


class CommentSaid(Strict):
    """A comment."""

    words: Written


class CommentAnswer(Strict):
    """The answer to a comment."""

    is_adopted: bool
    answer: Written


class RulesWanted(Schema):
    """Which rules: by state (also draft, consultation, revision), section, category, words in title and text."""

    state: Literal[
        "", "planned", "issued", "under_review", "repealed", "dropped", "draft", "consultation", "revision"
    ] = ""
    department: Code = ""
    category: Code = ""
    words: Annotated[str, Field(max_length=60)] = ""


class WorkRuleShown(Schema):
    """A rule of the register; `sentence` is where searched words were found."""

    id: int
    number: str
    title: str
    category: str
    department: str
    state: str
    repealed_on: date | None
    repeal_ground: str
    successor: int | None
    sentence: str = ""


class VersionShown(Schema):
    """One version of a rule."""

    rule: int
    number: int
    state: str
    title: str
    text: str
    change: str
    file_name: str
    consult_until: date | None
    issued_on: date | None
    in_force_from: date | None


class CommentShown(Schema):
    """A comment with its answer."""

    id: int
    words: str
    at: Moment
    is_adopted: bool | None
    answer: str


class ChangedShown(Schema):
    """One paragraph of two compared versions: same, removed, added."""

    kind: str
    text: str


class ReviewCampaignData(Strict):
    """The last day of this year's review."""

    due_on: date


class ReviewCampaignShown(Schema):
    """A yearly review and its figures; `faults` names what does not fit."""

    year: int
    state: str
    due_on: date
    reviewed: int
    decided: int
    kept: int
    revised: int
    repealed: int
    reissued: int
    faults: list[str]


class ReviewsWanted(Schema):
    """Which reviews of a campaign."""

    department: Code = ""
    state: Literal["", "open", "proposed", "approved"] = ""
    outcome: Literal["", "stayed", "kept", "revised", "repealed"] = ""


class ReviewShown(Schema):
    """The review of one rule."""

    id: int
    rule: int
    number: str
    title: str
    department: str
    state: str
    outcome: str
    reason: str


class Proposed(Strict):
    """What is proposed for one rule."""

    review: Number
    outcome: Literal["kept", "revised", "repealed"]
    reason: Annotated[str, Field(min_length=1, max_length=1000)]
    successor: str = Field(default="", max_length=40)


class OutcomeProposals(Strict):
    """Outcomes of many reviews at once."""

    rows: list[Proposed] = Field(min_length=1, max_length=200)


class ReviewsChosen(Strict):
    """Many reviews at once."""

    reviews: Numbers


class DocumentData(Strict):
    """A superior document and its clauses in their order."""

    title: str = Field(min_length=1, max_length=160)
    number: str = Field(min_length=1, max_length=60)
    issuer: str = Field(min_length=1, max_length=80)
    issued_on: date
    clauses: list[Annotated[str, Field(min_length=1, max_length=4000)]] = Field(min_length=1, max_length=200)


class SuperiorDocumentShown(Schema):
    """A superior document and how its clauses stand."""

    id: int
    title: str
    number: str
    issuer: str
    issued_on: date
    total: int
    matched: int
    planned: int
    inapplicable: int
    unmatched: int


class ClausesWanted(Schema):
    """Which clauses: of a document, in a state."""

    document: Annotated[int, Field(ge=0, le=2**53 - 1)] = 0
    state: Literal["", "unmatched", "matched", "planned", "inapplicable"] = ""


class ClauseShown(Schema):
    """One clause and what answers to it."""

    id: int
    document: int
    place: int
    text: str
    state: str
    rule: int | None
    point: str
    words: str
    owner: str | None
    due_on: date | None


class Match(Strict):
    """What answers to a clause: the number of a rule, a risk point, words."""

    rule: str = Field(default="", max_length=40)
    point: Annotated[str, Field(pattern=r"^(R[0-9]{2})?$")] = ""
    words: str = Field(default="", max_length=2000)


class ClausePlan(Strict):
    """What is to be done, by whom, by when."""

    words: Written
    owner: str = Field(max_length=24)
    due_on: date


def show(row: Any, shape: type[Schema], **changes: Any) -> dict[str, Any]:
    """This will show a row by the names of a shape, with changes."""
    names = {"id": "pk", "rule": "rule_id", "successor": "successor_id", "document": "document_id", "owner": "owner_id"}
    wanted = [name for name in shape.model_fields if name not in changes]
    return {name: getattr(row, names.get(name, name)) for name in wanted if name != "sentence"} | changes
