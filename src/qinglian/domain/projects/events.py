"""The facts that an investment project leaves. Drafts are sealed: nobody outside reads them."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class ProjectDrafted(Event):
    """A project was entered, changed or deleted as a draft: `act` says which."""

    kind: ClassVar[str] = "project-drafted/v1"
    project: int
    act: str


@dataclass(frozen=True)
class ProjectSubmitted(Event):
    """An approved project was submitted: tender projects may now belong to it."""

    kind: ClassVar[str] = "project-submitted/v1"
    code: str
    name: str
    owner: str
    project_kind: str
    state_funded: bool
    approved_budget_fen: int
    approval_number: str
    region: str
