"""The facts of institutional rules. Open: what was issued, repealed and reviewed, without a person's name. The rest is the centre's own."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class RuleEntered(Event):
    """A rule that was in force before the register was entered in it."""

    kind: ClassVar[str] = "work-rule-entered/v1"
    number: str
    title: str
    department: str
    in_force_from: str


@dataclass(frozen=True)
class RuleDrafted(Event):
    """A new rule, or a new version of one, was drafted."""

    kind: ClassVar[str] = "work-rule-drafted/v1"
    number: str
    version: int
    title: str


@dataclass(frozen=True)
class RuleEdited(Event):
    """The text of a draft was changed; `text` is its SHA-256."""

    kind: ClassVar[str] = "work-rule-edited/v1"
    number: str
    version: int
    text: str


@dataclass(frozen=True)
class RuleConsulted(Event):
    """A draft was laid before the staff for comments."""

    kind: ClassVar[str] = "work-rule-consulted/v1"
    number: str
    version: int
    until: str


@dataclass(frozen=True)
class RuleCommented(Event):
    """Somebody commented on a version in consultation."""

    kind: ClassVar[str] = "work-rule-commented/v1"
    number: str
    version: int
    comment: int


@dataclass(frozen=True)
class CommentAnswered(Event):
    """A comment was answered."""

    kind: ClassVar[str] = "work-rule-comment-answered/v1"
    comment: int
    is_adopted: bool


@dataclass(frozen=True)
class RuleReturned(Event):
    """A version in consultation went back to its draft."""

    kind: ClassVar[str] = "work-rule-returned/v1"
    number: str
    version: int
    reason: str


@dataclass(frozen=True)
class RuleDropped(Event):
    """A version was given up; with the first one the rule itself."""

    kind: ClassVar[str] = "work-rule-dropped/v1"
    number: str
    version: int
    reason: str


@dataclass(frozen=True)
class RuleIssued(Event):
    """A version was issued; `text` is its SHA-256, `replaces` the numbers of the rules that it repeals."""

    kind: ClassVar[str] = "work-rule-issued/v1"
    number: str
    version: int
    title: str
    text: str
    in_force_from: str
    replaces: list[str]


@dataclass(frozen=True)
class RuleRepealed(Event):
    """A rule is no longer in force; `successor` is the number of the rule that takes its place, if there is one."""

    kind: ClassVar[str] = "work-rule-repealed/v1"
    number: str
    title: str
    on: str
    successor: str


@dataclass(frozen=True)
class RuleReviewOpened(Event):
    """A yearly review was opened; `rules` were in force then."""

    kind: ClassVar[str] = "rule-review-opened/v1"
    year: int
    due_on: str
    rules: int


@dataclass(frozen=True)
class OutcomeProposed(Event):
    """The head of a section proposed what becomes of a rule."""

    kind: ClassVar[str] = "rule-review-proposed/v1"
    year: int
    number: str
    outcome: str
    reason: str


@dataclass(frozen=True)
class OutcomeReturned(Event):
    """A leader sent a proposed outcome back."""

    kind: ClassVar[str] = "rule-review-returned/v1"
    year: int
    number: str
    reason: str


@dataclass(frozen=True)
class OutcomeApproved(Event):
    """A leader approved what becomes of a rule."""

    kind: ClassVar[str] = "rule-review-approved/v1"
    year: int
    number: str
    outcome: str


@dataclass(frozen=True)
class RuleReviewClosed(Event):
    """A yearly review ended; `revised` are among the `kept`."""

    kind: ClassVar[str] = "rule-review-closed/v1"
    year: int
    reviewed: int
    kept: int
    revised: int
    repealed: int
