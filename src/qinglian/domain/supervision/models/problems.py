"""Problems of style, of campaigns and of tendering: one register, one way to correction and closing."""

from django.db import models
from django.db.models import F, Q

from qinglian.domain.people.models import Person


class Problem(models.Model):
    """One problem: what it is, whose section's, how it was corrected and closed. Problems of a self-check are confidential."""

    register = models.CharField(max_length=12)  # problem_kinds.REGISTERS
    pillar = models.CharField(max_length=8, default="promote")
    words = models.TextField()
    department = models.CharField(max_length=20)
    source = models.CharField(max_length=12)  # problem_kinds.SOURCES
    concerns = models.CharField(max_length=80, blank=True)  # whom it is about: for discipline officers alone
    found_on = models.DateField()
    raised_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    due_on = models.DateField()

    style = models.CharField(max_length=16, blank=True)  # of register style: problem_kinds.STYLES
    festival = models.CharField(max_length=12, blank=True)  # around which festival (law.festivals), if any

    campaign = models.ForeignKey("Campaign", on_delete=models.PROTECT, null=True, related_name="problems")
    form = models.ForeignKey("SelfCheck", on_delete=models.PROTECT, null=True, related_name="problems")
    layer = models.CharField(max_length=12, blank=True)  # problem_kinds.LAYERS: who saw it
    item = models.CharField(max_length=20, blank=True)  # of the campaign's kind

    year = models.PositiveSmallIntegerField()  # of found_on; the ledger's years
    category = models.CharField(max_length=20, blank=True)  # of register tendering: problem_kinds.CATEGORIES
    point = models.CharField(max_length=8, blank=True)  # code of integrity.catalogue
    mark = models.CharField(max_length=10, blank=True)  # problem_kinds.MARKS, once a person has decided
    repeats = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="repeated_by")
    marked_by = models.CharField(max_length=24, blank=True)

    state = models.CharField(max_length=10, default="open")  # lifecycle.PROBLEM
    correction = models.TextField(blank=True)
    corrected_by = models.CharField(max_length=24, blank=True)
    corrected_at = models.DateTimeField(null=True)
    remark = models.TextField(blank=True)  # why a correction was returned, or the conclusion
    closed_by = models.CharField(max_length=24, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pillar="promote"), name="problem_pillar"),
            models.CheckConstraint(
                condition=(Q(register="style") & ~Q(style="") & Q(campaign=None, category=""))
                | (Q(register="campaign", campaign__isnull=False, style="", category="") & ~Q(layer="") & ~Q(item=""))
                | (Q(register="tendering", style="", campaign=None) & ~Q(category="") & ~Q(point="")),
                name="problem_fits_its_register",
            ),
            models.CheckConstraint(condition=Q(form=None) | Q(register="campaign"), name="problem_form_of_campaign"),
            models.CheckConstraint(
                condition=Q(mark__in=("", "new"), repeats=None) | Q(mark="repeated", repeats__isnull=False),
                name="problem_repeats_one",
            ),
            models.CheckConstraint(condition=~Q(repeats=F("id")), name="problem_repeats_another"),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | (~Q(state="closed") & Q(closed_at=None)),
                name="problem_closed_at",
            ),
        ]
        indexes = [
            models.Index(fields=["register", "state", "due_on"]),
            models.Index(fields=["register", "year"]),
        ]
