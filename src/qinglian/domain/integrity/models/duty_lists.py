"""Lists of duties: each leading post holds two for a year, business and integrity, signed together and reviewed together."""

from django.db import models
from django.db.models import Q

from qinglian.domain.people.models import Person


class DutyList(models.Model):
    """One list of one leading post for one year."""

    year = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="duty_lists")
    kind = models.CharField(max_length=10)  # duty_templates.LISTS: business integrity
    pillar = models.CharField(max_length=8, default="build")
    department = models.CharField(max_length=20)
    work_post = models.CharField(max_length=20)
    items = models.JSONField(default=list)  # lines of words
    state = models.CharField(max_length=10, default="draft")  # lifecycle.DUTY_LIST
    sha256 = models.CharField(max_length=64, blank=True)  # of the lines as signed
    drafted_by = models.CharField(max_length=24)
    drafted_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    review = models.TextField(blank=True)
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "person", "kind"], name="duty_list_once"),
            models.CheckConstraint(condition=Q(kind__in=["business", "integrity"]), name="duty_list_kind"),
            models.CheckConstraint(condition=Q(pillar="build"), name="duty_list_pillar"),
        ]
        indexes = [models.Index(fields=["year", "state"])]
