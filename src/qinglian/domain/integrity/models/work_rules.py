"""Institutional rules of the centre: each with its versions, each version with its text and the staff's comments."""

from django.db import models
from django.db.models import Q

UNFINISHED = ("draft", "consultation")


class WorkRule(models.Model):
    """One rule by which the centre works. What it says stands in the version that is issued; until the first is, the rule is planned."""

    number = models.CharField(max_length=40, unique=True)  # JZ-2024-017
    title = models.CharField(max_length=120)
    category = models.CharField(max_length=12)  # rule_categories.CATEGORIES
    department = models.CharField(max_length=20)  # who owns it: establishment.DEPARTMENTS
    state = models.CharField(max_length=12, default="planned")  # lifecycle.WORK_RULE
    entered_at = models.DateTimeField()
    repealed_on = models.DateField(null=True)
    repeal_ground = models.TextField(blank=True)
    repeal_ground_en = models.TextField(blank=True)  # a person's words stand in both as they were typed
    successor = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="predecessors")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="repealed", repealed_on__isnull=False) & ~Q(repeal_ground="")
                | ~Q(state="repealed") & Q(repealed_on=None, successor=None),
                name="work_rule_repealed_since",
            )
        ]
        indexes = [models.Index(fields=["state", "department"])]


class RuleVersion(models.Model):
    """One text of a rule, numbered from 1, on its way from draft to issue. `tokens` is what the search looks through."""

    rule = models.ForeignKey(WorkRule, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, default="draft")  # lifecycle.RULE_VERSION
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    tokens = models.TextField(blank=True)
    blob = models.CharField(max_length=64, blank=True)  # the uploaded file, if the text came in one
    file_name = models.CharField(max_length=200, blank=True)
    size_bytes = models.PositiveIntegerField(default=0)
    change = models.TextField(blank=True)  # why there is this version
    review = models.ForeignKey("RuleReview", null=True, on_delete=models.PROTECT, related_name="revisions")
    replaces = models.ManyToManyField(WorkRule, related_name="replaced_by")
    drafted_by = models.CharField(max_length=24)
    drafted_at = models.DateTimeField()
    consult_until = models.DateField(null=True)  # the last day for comments
    issued_on = models.DateField(null=True)
    in_force_from = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "number"], name="rule_version_once"),
            models.UniqueConstraint(
                fields=["rule"], condition=Q(state__in=UNFINISHED), name="rule_version_one_unfinished"
            ),
            models.UniqueConstraint(fields=["rule"], condition=Q(state="issued"), name="rule_version_one_issued"),
            models.CheckConstraint(
                condition=~Q(state__in=("issued", "superseded"))
                | Q(issued_on__isnull=False, in_force_from__isnull=False),
                name="rule_version_issued_on",
            ),
            models.CheckConstraint(
                condition=~Q(state="consultation") | Q(consult_until__isnull=False), name="rule_version_consults_until"
            ),
        ]
        indexes = [models.Index(fields=["state", "consult_until"])]


class RuleComment(models.Model):
    """What somebody said about a version in consultation, and the answer: taken up or not, and why."""

    version = models.ForeignKey(RuleVersion, on_delete=models.CASCADE, related_name="comments")
    words = models.TextField()
    by = models.CharField(max_length=24)
    at = models.DateTimeField()
    is_adopted = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=24, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_adopted=None, answered_at=None, answer="")
                | Q(is_adopted__isnull=False, answered_at__isnull=False) & ~Q(answer=""),
                name="rule_comment_answered_whole",
            )
        ]
