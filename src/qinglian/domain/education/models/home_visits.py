"""Visits at home. What was found is sealed (record.secret_text)."""

from django.db import models
from django.db.models import F, Q

from qinglian.domain.people.models import Person


class HomeVisit(models.Model):
    """One visit to the home of somebody who holds a key post: planned, made or called off."""

    pillar = models.CharField(max_length=8, default="build")
    member = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="home_visits_received")
    visitor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="home_visits_made")
    state = models.CharField(max_length=12, default="planned")  # lifecycle.HOME_VISIT
    due_on = models.DateField()
    planned_at = models.DateTimeField()
    made_on = models.DateField(null=True)
    sealed = models.BinaryField(default=b"")  # where, whom one met, what was found, what is to be done

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pillar="build"), name="home_visit_pillar"),
            models.CheckConstraint(condition=~Q(member=F("visitor")), name="home_visit_of_two"),
            models.CheckConstraint(condition=Q(state="made") ^ Q(made_on=None), name="home_visit_made_has_a_day"),
            models.UniqueConstraint(fields=["member"], condition=Q(state="planned"), name="home_visit_one_planned"),
        ]
