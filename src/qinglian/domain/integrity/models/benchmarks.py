"""Documents of superior offices, taken apart into clauses, each measured against the centre's own rules, measures and tasks."""

from django.db import models
from django.db.models import Q

from qinglian.domain.integrity.models.work_rules import WorkRule
from qinglian.domain.people.models import Person


class SuperiorDocument(models.Model):
    """A document by which the centre measures itself."""

    title = models.CharField(max_length=160)
    number = models.CharField(max_length=60, unique=True)  # the issuer's own number
    issuer = models.CharField(max_length=80)
    issued_on = models.DateField()
    pillar = models.CharField(max_length=8, default="build")
    entered_by = models.CharField(max_length=24)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pillar="build"), name="superior_document_pillar")]


class Clause(models.Model):
    """One clause, and what answers to it: a rule, a risk point's measure or a task in words; or a plan; or why nothing needs to."""

    document = models.ForeignKey(SuperiorDocument, on_delete=models.CASCADE, related_name="clauses")
    place = models.PositiveSmallIntegerField()  # order in the document, from 1
    text = models.TextField()
    state = models.CharField(max_length=12, default="unmatched")  # lifecycle.CLAUSE
    rule = models.ForeignKey(WorkRule, null=True, on_delete=models.PROTECT, related_name="clauses")
    point = models.CharField(max_length=8, blank=True)  # code of the catalogue, R01..R56
    words = models.TextField(blank=True)  # the task that answers to it, how far; the plan; the reason
    owner = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="clauses")
    due_on = models.DateField(null=True)
    planned = models.PositiveSmallIntegerField(default=0)  # how often it was planned: each plan is a duty of its own
    settled_by = models.CharField(max_length=24, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "place"], name="clause_once"),
            models.CheckConstraint(
                condition=Q(state="unmatched")
                | Q(state="planned", owner__isnull=False, due_on__isnull=False) & ~Q(words="")
                | Q(state="inapplicable") & ~Q(words="")
                | Q(state="matched") & (Q(rule__isnull=False) | ~Q(point="") | ~Q(words="")),
                name="clause_settled_whole",
            ),
        ]
        indexes = [models.Index(fields=["document", "state"])]
