"""The yearly work plan and its decomposition into tasks; business and daily items carry a paired integrity task."""

from django.db import models
from django.db.models import F, Q

from qinglian.domain.integrity.plan_words import KINDS, STAGES
from qinglian.domain.people.establishment import PILLARS
from qinglian.domain.people.models import Person


class WorkPlan(models.Model):
    """The plan of one year."""

    year = models.PositiveSmallIntegerField(unique=True)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=12, default="draft")  # lifecycle.WORK_PLAN
    entered_by = models.CharField(max_length=24)
    entered_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)


class WorkTask(models.Model):
    """One row of the decomposition table. `pairs` is the item that an integrity task accompanies."""

    plan = models.ForeignKey(WorkPlan, on_delete=models.PROTECT, related_name="tasks")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)  # plan_words.KINDS
    pillar = models.CharField(max_length=8)
    title = models.CharField(max_length=300)
    leader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tasks_led")
    department = models.CharField(max_length=20)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tasks_owned")
    due_on = models.DateField()
    pairs = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="paired")
    state = models.CharField(max_length=12, default="open")  # lifecycle.WORK_TASK
    evidence = models.TextField(blank=True)
    evidence_blob = models.CharField(max_length=64, blank=True)  # record.blobs
    evidence_file = models.CharField(max_length=120, blank=True)
    evidence_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)  # why it was sent back or dropped

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="task_number_once"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="task_kind"),
            models.CheckConstraint(condition=Q(pillar__in=list(PILLARS)), name="task_pillar"),
            models.CheckConstraint(condition=Q(pairs=None) | Q(kind="integrity"), name="task_pair_is_integrity"),
            models.CheckConstraint(condition=Q(pairs=None) | ~Q(pairs=F("id")), name="task_pair_is_another"),
            models.CheckConstraint(
                condition=~Q(state__in=["evidenced", "closed"]) | ~Q(evidence=""), name="task_closed_with_evidence"
            ),
        ]
        indexes = [models.Index(fields=["plan", "state", "due_on"])]


class TaskStage(models.Model):
    """A note that a task was deployed or advanced: 同时部署、推进、落实. Its implementation is the evidence."""

    task = models.ForeignKey(WorkTask, on_delete=models.CASCADE, related_name="stages")
    stage = models.CharField(max_length=12)  # plan_words.STAGES
    words = models.TextField()
    by = models.CharField(max_length=24)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "stage"], name="task_stage_once"),
            models.CheckConstraint(condition=Q(stage__in=list(STAGES)), name="task_stage_known"),
        ]
