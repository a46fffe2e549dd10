"""Investment projects: what a tender project belongs to."""

from django.db import models


class Project(models.Model):
    """An approved investment project of one owner (招标人)."""

    code = models.CharField(max_length=40, unique=True)  # 投资项目统一代码 investment_project_code
    name = models.CharField(max_length=200)
    owner = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="projects")
    state = models.CharField(max_length=20, default="draft")  # lifecycle.PROJECT: draft submitted
    kind = models.CharField(max_length=20)  # works goods services
    fund_source = models.CharField(max_length=200)
    state_funded = models.BooleanField()
    approved_budget_fen = models.BigIntegerField()
    approval_number = models.CharField(max_length=80, blank=True)
    region = models.CharField(max_length=80)
    leader = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="projects_led")
    leader_name = models.CharField(max_length=80, blank=True)  # as it was when the leader was named
    created_by = models.CharField(max_length=24)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(approved_budget_fen__gt=0), name="project_budget_positive")
        ]
