"""What families do for integrity: letters, pledges, activities, the contest, videos. Voluntary, and withdrawn at any time."""

from django.db import models
from django.db.models import Q

from qinglian.domain.people.models import Person


class FamilyEvent(models.Model):
    """A letter to families, or an activity with them."""

    pillar = models.CharField(max_length=8, default="build")
    kind = models.CharField(max_length=10)  # family_policy.EVENT_KINDS
    title = models.CharField(max_length=120)
    words = models.TextField()
    held_on = models.DateField()
    by = models.CharField(max_length=24)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pillar="build"), name="family_event_pillar")]


class FamilyPart(models.Model):
    """A family took part: was reached by a letter, came to an activity, gave a pledge. Withdrawn, nothing of what it told is left."""

    kind = models.CharField(max_length=10)  # family_policy.PART_KINDS
    event = models.ForeignKey(FamilyEvent, null=True, on_delete=models.PROTECT, related_name="parts")
    member = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="family_parts")
    year = models.PositiveSmallIntegerField()
    sealed = models.BinaryField(default=b"")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "member"], condition=Q(withdrawn_at=None), name="family_part_once_an_event"
            ),
            models.UniqueConstraint(
                fields=["member", "year"],
                condition=Q(withdrawn_at=None, kind="pledge"),
                name="family_pledge_once_a_year",
            ),
            models.CheckConstraint(
                condition=Q(kind="pledge", event=None) | Q(event__isnull=False), name="family_part_of"
            ),
            models.CheckConstraint(condition=Q(withdrawn_at=None) | Q(sealed=b""), name="family_withdrawn_is_empty"),
        ]


class FamilyContest(models.Model):
    """A contest of clean families: nomination, voting, review, award."""

    pillar = models.CharField(max_length=8, default="build")
    title = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, default="nominating")  # lifecycle.FAMILY_CONTEST
    review = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    awarded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pillar="build"), name="family_contest_pillar")]


class FamilyNomination(models.Model):
    """A family in the contest. `votes` is a sum: who gave them is nowhere."""

    contest = models.ForeignKey(FamilyContest, on_delete=models.PROTECT, related_name="nominations")
    member = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="family_nominations")
    nominated_by = models.CharField(max_length=24)
    story = models.TextField()
    votes = models.PositiveIntegerField(default=0)
    is_awarded = models.BooleanField(default=False)
    agreed_at = models.DateTimeField(null=True)  # that the story is shown
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contest", "member"], name="family_nominated_once")]


class FamilyVoter(models.Model):
    """Somebody has voted in a contest. For whom is not here, and no moment either: rows and sums cannot be matched by time."""

    contest = models.ForeignKey(FamilyContest, on_delete=models.PROTECT, related_name="voters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="family_votes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contest", "person"], name="family_vote_once")]


class FamilyVideo(models.Model):
    """A family's video, for the internal network alone. The file lies in the private store."""

    pillar = models.CharField(max_length=8, default="build")
    member = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="family_videos")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    blob = models.CharField(max_length=64)
    media_type = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    plays = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pillar="build"), name="family_video_pillar"),
            models.UniqueConstraint(
                fields=["member", "year"], condition=Q(withdrawn_at=None), name="family_video_once_a_year"
            ),
        ]
