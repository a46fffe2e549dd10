"""Checklists, inspections by them, and what each item came to."""

from django.db import models
from django.db.models import F, Q

_PILLARS = Q(pillar__in=["learn", "build", "promote", "secure"])


class Checklist(models.Model):
    """What is asked at a check, item by item. It does not change once an inspection went by it."""

    kind = models.CharField(max_length=12)  # checklist_kinds.CHECKLIST_KINDS
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    items = models.JSONField(default=list)  # checklist_rows.Item
    made_at = models.DateTimeField()


class Inspection(models.Model):
    """A checklist applied to one subject. `period` is what at least one of its kind is owed in: a week, a period of checks."""

    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="inspections")
    kind = models.CharField(max_length=12)
    pillar = models.CharField(max_length=8)
    period = models.CharField(max_length=12)  # 2026-W48, 2026-H2
    subject_kind = models.CharField(max_length=12)  # checklist_kinds.SUBJECT_KINDS
    subject = models.CharField(max_length=80)  # a section's or post's code, a project's or tender's
    department = models.CharField(max_length=20)
    method = models.CharField(max_length=12)  # checklist_kinds.METHODS
    followed = models.CharField(max_length=40, blank=True)  # the tender that a check by "project" follows
    planned_at = models.DateTimeField()  # when it is to be held
    state = models.CharField(max_length=12, default="planned")  # lifecycle.INSPECTION
    held_at = models.DateTimeField(null=True)
    held_by = models.CharField(max_length=24, blank=True)
    verdict = models.CharField(max_length=12, blank=True)  # checklist_kinds.VERDICTS, computed
    conclusion = models.TextField(blank=True)
    reason = models.TextField(blank=True)  # why it was called off

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period"], condition=Q(kind="weekly"), name="weekly_inspection_once"),
            models.CheckConstraint(condition=_PILLARS, name="inspection_pillar"),
            models.CheckConstraint(condition=~Q(state="held") | Q(held_at__isnull=False), name="inspection_held_at"),
            models.CheckConstraint(
                condition=~Q(method="project") | ~Q(kind="periodic") | ~Q(followed=""), name="inspection_follows"
            ),
        ]
        indexes = [models.Index(fields=["kind", "period"]), models.Index(fields=["state", "planned_at"])]


class ItemResult(models.Model):
    """What one item of a checklist came to."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="results")
    place = models.PositiveIntegerField()  # of Checklist.items, from 0
    point = models.CharField(max_length=8, blank=True)
    outcome = models.CharField(max_length=16)  # checklist_kinds.OUTCOMES
    evidence = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["inspection", "place"], name="item_result_once")]
        ordering = ["place"]


class Finding(models.Model):
    """One problem, wherever it was found: `source` names what found it (`inspection:12`, `campaign:3`), `subject` what it is about.

    A private one was told of oneself: it and its correction are for discipline officers, the owner and the leader who presses.
    """

    kind = models.CharField(max_length=12)  # checklist_kinds.CHECKLIST_KINDS
    pillar = models.CharField(max_length=8)
    source = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    department = models.CharField(max_length=20)
    point = models.CharField(max_length=8, blank=True)
    year = models.PositiveIntegerField()
    problem = models.TextField()
    severity = models.CharField(max_length=8)  # checklist_kinds.SEVERITIES
    found_at = models.DateTimeField()
    found_by = models.CharField(max_length=24)
    is_private = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=_PILLARS, name="finding_pillar")]
        indexes = [models.Index(fields=["department", "found_at"]), models.Index(fields=["source"])]


class Rectification(models.Model):
    """The order to correct one finding: advice, owner, end; handed in with evidence; checked again by somebody else."""

    finding = models.OneToOneField(Finding, on_delete=models.PROTECT, related_name="rectification")
    advice = models.TextField()
    advice_en = models.TextField(blank=True)  # of what the platform advises; a person's words stand as they were typed
    owner = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="rectifications")
    due_on = models.DateField()
    ordered_at = models.DateTimeField()
    ordered_by = models.CharField(max_length=24)
    state = models.CharField(max_length=12, default="ordered")  # lifecycle.RECTIFICATION
    round = models.PositiveIntegerField(default=1)  # of correcting: one more each time it is returned
    handed_in_at = models.DateTimeField(null=True)
    corrected_by = models.CharField(max_length=24, blank=True)
    closed_at = models.DateTimeField(null=True)
    rechecked_by = models.CharField(max_length=24, blank=True)
    reminded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    escalated_to = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="escalated_rectifications"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="closed") | (Q(closed_at__isnull=False) & ~Q(rechecked_by="")),
                name="rectification_closed_by_recheck",
            ),
            models.CheckConstraint(
                condition=Q(rechecked_by="") | ~Q(rechecked_by=F("corrected_by")),
                name="rectification_rechecked_by_other",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"])]


class RectificationStep(models.Model):
    """One step of a correction in writing: what was done, what the re-check found, who was told that it is late."""

    rectification = models.ForeignKey(Rectification, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=32)
    words = models.TextField(blank=True)
    words_en = models.TextField(blank=True)  # of what the timetable said; a person's words stand as they were typed
    by = models.CharField(max_length=24)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
