"""Ratings of the centre's work. Never deleted: no action does, and every remark holds the suggestion that is to be answered."""

from django.db import models
from django.db.models import Q

from qinglian.domain.outreach.models.suggestions import Suggestion


class Rating(models.Model):
    """One rating: what kind, about what, points for each question, an overall score, a remark. Who gave it is not here."""

    kind = models.CharField(max_length=10)  # rating_kinds.RATING_KINDS
    about = models.CharField(max_length=80)  # open_day:3, centre
    scores = models.JSONField(default=dict)  # question -> 1..5
    overall = models.PositiveSmallIntegerField()
    remark = models.TextField(blank=True)
    suggestion = models.OneToOneField(Suggestion, null=True, on_delete=models.PROTECT, related_name="rating")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(overall__gte=1, overall__lte=5), name="rating_of_five"),
            models.CheckConstraint(condition=Q(remark="") | Q(suggestion__isnull=False), name="rating_remark_answered"),
        ]
        indexes = [models.Index(fields=["kind", "about"])]
