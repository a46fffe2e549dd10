"""The mechanism activity: what was planned for whom, who was expected, who came and how, with material, questions and shared thoughts."""

from django.db import models
from django.db.models import Q

from qinglian.domain.education.activity_kinds import AUDIENCES, KIND_BY_CODE
from qinglian.domain.education.models.study import Case, Directive, Film
from qinglian.domain.education.models.venues import Venue
from qinglian.domain.people.establishment import PILLARS
from qinglian.domain.people.models import Person


class Series(models.Model):
    """An education series of one year, with the standing of the cadres who are due in it (empty: all staff)."""

    title = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    standing = models.CharField(max_length=20, blank=True)  # of establishment.STANDINGS
    planned_by = models.CharField(max_length=24)
    planned_at = models.DateTimeField()


class Activity(models.Model):
    """One activity. `roll_count` is how many stood on the roll when sign-in was opened: history stays true."""

    kind = models.CharField(max_length=20)  # activity_kinds.ACTIVITY_KINDS
    pillar = models.CharField(max_length=8)
    topic = models.CharField(max_length=200)
    held_at = models.DateTimeField()
    place = models.CharField(max_length=120)
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, null=True, related_name="activities")
    organiser = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="activities_organised")
    speaker = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="activities_spoken_at")
    speaker_post = models.CharField(max_length=80, blank=True)  # as it was then
    speaker_post_en = models.CharField(max_length=80, blank=True)
    speaker_name = models.CharField(max_length=80, blank=True)  # somebody from outside
    speaker_unit = models.CharField(max_length=120, blank=True)
    audience = models.CharField(max_length=12)  # activity_kinds.AUDIENCES
    audience_of = models.CharField(max_length=20, blank=True)  # the branch, section or standing
    listed = models.JSONField(default=list)  # persons' ids
    film = models.ForeignKey(Film, on_delete=models.PROTECT, null=True, related_name="activities")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="activities")
    book = models.CharField(max_length=120, blank=True)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, related_name="activities")
    directives = models.ManyToManyField(Directive, related_name="activities")
    catch_up_on = models.DateField(null=True)
    trips = models.JSONField(default=list)  # "first bus, 08:00": one line for each trip of a visit
    minutes = models.TextField(blank=True)
    state = models.CharField(max_length=12, default="planned")  # lifecycle.ACTIVITY
    roll_count = models.PositiveIntegerField(default=0)
    planned_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)  # why it was called off

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pillar__in=list(PILLARS)), name="activity_has_pillar"),
            models.CheckConstraint(condition=Q(kind__in=list(KIND_BY_CODE)), name="activity_has_kind"),
            models.CheckConstraint(condition=Q(audience__in=list(AUDIENCES)), name="activity_has_audience"),
            models.CheckConstraint(condition=Q(speaker=None) | Q(speaker_name=""), name="activity_one_speaker"),
            models.CheckConstraint(condition=Q(speaker_name="") | ~Q(speaker_unit=""), name="activity_outsider_has_unit"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["held_at", "kind"]), models.Index(fields=["state"])]

    @property
    def is_external(self) -> bool:
        """Whether somebody from outside spoke."""
        return bool(self.speaker_name)


class Expected(models.Model):
    """Who was expected, from the roll as it stood when sign-in was opened."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="expected")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    department = models.CharField(max_length=20)
    branch = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "person"], name="expected_once")]


class Attendance(models.Model):
    """Somebody took part, once: by the changing code, entered from the list, or catching up later."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendances")
    how = models.CharField(max_length=12)  # activity_kinds.WAYS
    at = models.DateTimeField()
    noted_by = models.CharField(max_length=24)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "person"], name="attendance_once"),
            models.CheckConstraint(condition=Q(how__in=["qr", "list", "catch_up"]), name="attendance_has_way"),
        ]


class Material(models.Model):
    """A file of an activity, by its hash."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="material")
    title = models.CharField(max_length=200)
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.CharField(max_length=24)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "sha256"], name="material_once")]


class Question(models.Model):
    """One question of an activity's self-test; `right` is the index of the right option."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)
    options = models.JSONField()
    right = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "order"], name="question_once")]


class SelfTest(models.Model):
    """One learner's answers, readable by the learner alone: what others see is the sum of many."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="self_tests")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    choices = models.JSONField()
    right_count = models.PositiveSmallIntegerField()
    usefulness = models.PositiveSmallIntegerField()  # 1 to 5: the feedback question
    note = models.TextField(blank=True)  # for the learner alone
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "person"], name="self_test_once"),
            models.CheckConstraint(condition=Q(usefulness__gte=1, usefulness__lte=5), name="self_test_usefulness"),
        ]


class SharedThought(models.Model):
    """What somebody shared at a reading session."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="thoughts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "person"], name="shared_thought_once")]


class Commitment(models.Model):
    """What somebody undertook to correct in a case discussion, and by when."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="commitments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    evidence = models.TextField(blank=True)


class Viewing(models.Model):
    """Somebody saw a film: at an activity, or alone."""

    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="viewings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, null=True, related_name="viewings")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "person"], condition=Q(activity__isnull=False), name="viewing_once_an_activity"
            )
        ]
