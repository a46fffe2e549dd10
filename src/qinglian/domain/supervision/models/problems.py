"""Problems of style, of campaigns and of tendering: what a register knows of a finding. Its correction is integrity's (ADR 14)."""

from django.db import models
from django.db.models import F, Q

from qinglian.domain.integrity.models import Finding


class Problem(models.Model):
    """A finding's entry in a register: how it came to light, and what that register tells it apart by. Those of a self-check are private."""

    finding = models.OneToOneField(Finding, on_delete=models.PROTECT, related_name="registered_as")
    register = models.CharField(max_length=12)  # problem_kinds.REGISTERS
    source = models.CharField(max_length=12)  # problem_kinds.SOURCES
    concerns = models.CharField(max_length=80, blank=True)  # whom it is about: for discipline officers alone

    style = models.CharField(max_length=16, blank=True)  # of register style: problem_kinds.STYLES
    festival = models.CharField(max_length=12, blank=True)  # around which festival (law.festivals), if any

    campaign = models.ForeignKey("Campaign", on_delete=models.PROTECT, null=True, related_name="problems")
    form = models.ForeignKey("SelfCheck", on_delete=models.PROTECT, null=True, related_name="problems")
    layer = models.CharField(max_length=12, blank=True)  # problem_kinds.LAYERS: who saw it
    item = models.CharField(max_length=20, blank=True)  # of the campaign's kind

    category = models.CharField(max_length=20, blank=True)  # of register tendering: problem_kinds.CATEGORIES
    mark = models.CharField(max_length=10, blank=True)  # problem_kinds.MARKS, once a person has decided
    repeats = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="repeated_by")
    marked_by = models.CharField(max_length=24, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(register="style") & ~Q(style="") & Q(campaign=None, category=""))
                | (Q(register="campaign", campaign__isnull=False, style="", category="") & ~Q(layer="") & ~Q(item=""))
                | (Q(register="tendering", style="", campaign=None) & ~Q(category="")),
                name="problem_fits_its_register",
            ),
            models.CheckConstraint(condition=Q(form=None) | Q(register="campaign"), name="problem_form_of_campaign"),
            models.CheckConstraint(
                condition=Q(mark__in=("", "new"), repeats=None) | Q(mark="repeated", repeats__isnull=False),
                name="problem_repeats_one",
            ),
            models.CheckConstraint(condition=~Q(repeats=F("id")), name="problem_repeats_another"),
        ]
        indexes = [models.Index(fields=["register"])]
