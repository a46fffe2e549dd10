"""What activities are about: directives from above, cases, warning films; and the reflections that films call for."""

from django.db import models
from django.db.models import Q

from qinglian.domain.people.models import Person


class Directive(models.Model):
    """An integrity directive from above, with the day by which it is to be studied."""

    level = models.CharField(max_length=12)  # activity_kinds.LEVELS
    issuer = models.CharField(max_length=120)
    number = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=200)
    issued_on = models.DateField()
    due_on = models.DateField()
    registered_by = models.CharField(max_length=24)
    registered_at = models.DateTimeField()
    studied_at = models.DateTimeField(null=True)
    studied_in = models.PositiveBigIntegerField(null=True)  # the activity that covered it first

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(level__in=["central", "provincial", "city"]), name="directive_has_level"),
            models.UniqueConstraint(fields=["issuer", "title"], name="directive_once"),
        ]  # fmt: skip


class Case(models.Model):
    """A concrete case that branches discuss: what happened, which article was broken."""

    title = models.CharField(max_length=200, unique=True)
    summary = models.TextField()
    article = models.CharField(max_length=200)
    registered_by = models.CharField(max_length=24)
    registered_at = models.DateTimeField()
    due_on = models.DateField(null=True)  # until when every branch discusses it


class Film(models.Model):
    """A warning film of three parts; each part is marked by the minute at which it begins."""

    title = models.CharField(max_length=200, unique=True)
    maker = models.CharField(max_length=120)
    minutes = models.PositiveSmallIntegerField()
    account_from = models.PositiveSmallIntegerField()
    reenactment_from = models.PositiveSmallIntegerField()
    confession_from = models.PositiveSmallIntegerField()
    is_districts_first = models.BooleanField(default=False)
    registered_by = models.CharField(max_length=24)
    registered_at = models.DateTimeField()
    assigned_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)  # until when the reflections are due

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_districts_first"], condition=Q(is_districts_first=True), name="film_one_first"
            ),
            models.CheckConstraint(
                condition=Q(account_from__lt=models.F("minutes")) & Q(reenactment_from__lt=models.F("minutes")) & Q(confession_from__lt=models.F("minutes")),
                name="film_parts_within",
            ),
        ]  # fmt: skip


class Reflection(models.Model):
    """What one viewer wrote about a film. Readable by the writer and, once submitted, by the party office."""

    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="reflections")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    state = models.CharField(max_length=12, default="draft")  # lifecycle.REFLECTION
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=24, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["film", "person"], name="reflection_once")]
