"""Superior documents and their clauses: what answers to each, what is planned, what is missing."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from qinglian.domain.integrity import rule_policy
from qinglian.domain.integrity.models import Clause, SuperiorDocument, WorkRule
from qinglian.domain.integrity.queries.work_rules import refuse_readers
from qinglian.domain.people.as_of import had
from qinglian.domain.people.refusing import unknown
from qinglian.domain.people.share import Share
from qinglian.law.actor import Actor
from qinglian.law.text import Text


@dataclass(frozen=True)
class ClauseCoverage:
    """How a document's clauses stand. What is inapplicable asks for nothing, so it is left out of what is due."""

    total: int
    matched: int
    planned: int
    inapplicable: int
    overdue: int

    @property
    def unmatched(self) -> int:
        """How many nobody has settled."""
        return self.total - self.matched - self.planned - self.inapplicable

    @property
    def due(self) -> int:
        """How many ask for something."""
        return self.total - self.inapplicable

    @property
    def share(self) -> Share:
        """Matched of what is due."""
        return Share(self.matched, self.due)


def documents_for(asker: Actor) -> QuerySet[SuperiorDocument]:
    """This will list superior documents, newest first (NotAllowed for strangers)."""
    if not rule_policy.may_read_rules(asker):
        raise refuse_readers()
    return SuperiorDocument.objects.order_by("-issued_on", "-pk")


def document_for(number: int, *, asker: Actor) -> SuperiorDocument:
    """This will return one superior document (NotFound when there is none)."""
    found = documents_for(asker).filter(pk=number).first()
    if found is None:
        raise unknown(Text("份上级文件", "superior document"))
    return found


def clauses_for(
    asker: Actor, *, document: SuperiorDocument | None = None, state: str = ""
) -> QuerySet[Clause]:  # fmt: skip
    """This will list clauses in the order of their documents, narrowed to one document or state."""
    rows = Clause.objects.filter(document__in=documents_for(asker)).select_related("document", "rule", "owner")
    rows = rows.filter(document=document) if document else rows
    rows = rows.filter(state=state) if state else rows
    return rows.order_by("-document__issued_on", "document", "place")


def clauses_matched_to(rule: WorkRule, *, asker: Actor) -> list[Clause]:
    """This will list the clauses that a rule answers to."""
    return list(clauses_for(asker).filter(rule=rule))


def clause_for(number: int, *, asker: Actor) -> Clause:
    """This will return one clause (NotFound when there is none)."""
    found = clauses_for(asker).filter(pk=number).first()
    if found is None:
        raise unknown(Text("个条款", "clause"))
    return found


def clause_coverage(*, on: date, asker: Actor) -> dict[int, ClauseCoverage]:
    """This will count how the clauses of every document stood at the end of a day, by the document's number. One query."""
    settled = had("settled_at", on=on)
    seen = Clause.objects.filter(had("document__entered_at", on=on), document__in=documents_for(asker))
    rows = seen.values("document").order_by().annotate(
        total=Count("pk"),
        matched=Count("pk", filter=settled & Q(state="matched")),
        planned=Count("pk", filter=settled & Q(state="planned")),
        inapplicable=Count("pk", filter=settled & Q(state="inapplicable")),
        late=Count("pk", filter=settled & Q(state="planned", due_on__lt=on)),
    )  # fmt: skip
    return {
        row["document"]: ClauseCoverage(row["total"], row["matched"], row["planned"], row["inapplicable"], row["late"])
        for row in rows
    }
