"""Warnings that watches opened, and the checks that people make of risk points which no watch can see."""

from django.db import models


class RiskWarning(models.Model):
    """What a watch found, once: it stays until a person closes it, also when what was found is over."""

    point = models.CharField(max_length=8)  # code of integrity.catalogue, R01..R56
    watch = models.CharField(max_length=40)
    level = models.CharField(max_length=8)  # yellow red
    subject = models.CharField(max_length=120)  # tender:JC-2026-0001, organisation:org-..., log, ...
    words_zh = models.TextField()
    words_en = models.TextField()
    facts = models.JSONField(default=list)  # primary keys of record.Fact: the evidence
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()  # by the last run that found it
    ended_at = models.DateTimeField(null=True)  # the run that no longer found it
    state = models.CharField(max_length=12, default="open")  # lifecycle.WARNING
    due_at = models.DateTimeField()
    explanation = models.TextField(blank=True)
    explained_by = models.CharField(max_length=24, blank=True)
    explained_at = models.DateTimeField(null=True)
    conclusion = models.TextField(blank=True)
    closed_by = models.CharField(max_length=24, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["watch", "level", "subject"], name="warning_once")]
        indexes = [models.Index(fields=["point", "state"])]


class PointCheck(models.Model):
    """One check of a risk point by a person: what was looked at, what was found."""

    point = models.CharField(max_length=8)
    outcome = models.CharField(max_length=12)  # sound attention alarm
    evidence = models.TextField()
    evidence_en = models.TextField(blank=True)  # when the platform wrote it; a person's words stand as they were typed
    by = models.CharField(max_length=24)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["point", "at"])]


class LightChange(models.Model):
    """A risk point's light changed: its history."""

    point = models.CharField(max_length=8)
    light = models.CharField(max_length=12)  # green yellow red
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["point", "at"])]


class WatchRun(models.Model):
    """The watches' runs: one row for each watch, when it last ran and what stopped it, if anything did."""

    watch = models.CharField(primary_key=True, max_length=40)
    ran_at = models.DateTimeField()
    failure = models.TextField(blank=True)  # a watch that cannot run is itself a warning
