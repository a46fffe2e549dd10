"""Organisations, persons, posts, filings and keys. Pseudonymous ids (`org-…`, `per-…`) are what facts show."""

import secrets

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

PENDING_FILING = ["draft", "filed", "rejected"]
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def _new_id(prefix: str) -> str:
    return prefix + "-" + "".join(secrets.choice(_ALPHABET) for _ in range(16))


def new_organisation_id() -> str:
    """This will make a pseudonymous organisation id (about 79 bits)."""
    return _new_id("org")


def new_person_id() -> str:
    """This will make a pseudonymous person id (about 79 bits)."""
    return _new_id("per")


def new_token_id() -> str:
    """This will make the id by which a token is named in facts and lists; it opens nothing."""
    return _new_id("tok")


class Organisation(models.Model):
    """A legal person: tenderer, agency, bidder, supervising authority, the centre. What it may do follows from `state` and `kinds`."""

    id = models.CharField(primary_key=True, max_length=24, default=new_organisation_id, editable=False)
    name = models.CharField(max_length=200, unique=True)
    credit_code = models.CharField(max_length=18, unique=True)
    kinds = models.JSONField(default=list)  # of roles.ORGANISATION_KINDS: tenderer, agency, bidder, supervisor, centre
    state = models.CharField(max_length=20, default="draft")  # lifecycle.ORGANISATION
    details = models.JSONField(default=dict)  # filing_form.FIELDS, as last verified
    suspension = models.JSONField(null=True)  # {"cause","reason"} while suspended
    registered_at = models.DateTimeField()


class Filing(models.Model):
    """One registration or change handed in for verification; the organisation keeps its old data until this is verified."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="filings")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, default="draft")  # lifecycle.FILING: draft filed verified rejected
    name = models.CharField(max_length=200)
    credit_code = models.CharField(max_length=18)
    kinds = models.JSONField(default=list)
    details = models.JSONField(default=dict)  # filing_form.FIELDS
    source = models.CharField(
        max_length=80, blank=True
    )  # "" = self-registered, else the list that it was received from
    agreement = models.CharField(max_length=64)  # version of the agreement that was read and accepted
    agreed_at = models.DateTimeField()
    declared_by = models.CharField(max_length=24, blank=True)
    declared_at = models.DateTimeField(null=True)
    verified_by = models.CharField(max_length=24, blank=True)
    verified_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="filing_number_once"),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(state__in=PENDING_FILING), name="filing_one_pending"
            ),
            models.UniqueConstraint(fields=["name"], condition=Q(state__in=PENDING_FILING), name="filing_name_once"),
            models.UniqueConstraint(
                fields=["credit_code"], condition=Q(state__in=PENDING_FILING), name="filing_code_once"
            ),
        ]
        indexes = [models.Index(fields=["state", "declared_at"])]


class OrganisationKey(models.Model):
    """A public signing key of an organisation or guardian, made on the owner's machine and bound by the centre. A CA certificate fits here too."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="keys")
    kind = models.CharField(max_length=20, default="ed25519")  # or "certificate"
    purpose = models.CharField(max_length=20, default="organisation")  # signs for the organisation, or for a "guardian"
    holder = models.CharField(max_length=24, blank=True)  # person who keeps a guardian's key
    public = models.CharField(max_length=100, unique=True)  # base64 Ed25519 key
    proposal = models.JSONField(default=dict)  # the signed document that proved possession
    label = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=20, default="proposed")  # lifecycle.KEY: proposed bound refused revoked
    proposed_at = models.DateTimeField()
    bound_by = models.CharField(max_length=24, blank=True)
    bound_at = models.DateTimeField(null=True)
    compared = models.CharField(max_length=20, blank=True)  # how the fingerprint was compared: keys.COMPARISONS
    reason = models.TextField(blank=True)  # why it was refused or revoked
    revoked_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "proposed_at"])]

    @property
    def guardian_id(self) -> str:
        """This will return the id by which access structures, cards and releases name the guardian that holds this key."""
        return f"grd-{self.pk}"


class PersonManager(BaseUserManager["Person"]):
    """Persons are found by their login name."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """This will return the person with this login name."""
        return self.get(login=username)


class Person(AbstractBaseUser):
    """A natural person with a login. Roles come from posts, never from flags."""

    id = models.CharField(primary_key=True, max_length=24, default=new_person_id, editable=False)
    login = models.CharField(max_length=80, unique=True)
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=80)
    is_active = models.BooleanField(default=True)
    opened_by = models.CharField(max_length=24, blank=True)  # who made this login, or last reset it; "" = the person

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    objects = PersonManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["email"], condition=~Q(email=""), name="person_email_once")]


class Post(models.Model):
    """A person's post in an organisation; it carries roles (roles.ROLES) while it lasts."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=80)
    roles = models.JSONField(default=list)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(until_at__isnull=True), name="post_one_at_a_time")
        ]


class RollEntry(models.Model):
    """A member of staff on the centre's roll: section, branch and post of work (establishment), while it lasts. A move closes it and opens another."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roll_entries")
    department = models.CharField(max_length=20)
    branch = models.CharField(max_length=20, blank=True)
    work_post = models.CharField(max_length=20)
    standings = models.JSONField(default=list)  # of establishment.STANDINGS
    area = models.JSONField(default=list)  # sections that a member of the leadership answers for
    is_party_member = models.BooleanField(default=False)
    cause = models.CharField(max_length=12)  # establishment.CAUSES: why this entry began
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(until_at__isnull=True), name="roll_entry_one_at_a_time"
            )
        ]


class Duty(models.Model):
    """Who owes what by when, and how it was fulfilled. `about` names the thing (`pledge:2026`, `activity:12`); nothing secret is in it."""

    kind = models.CharField(max_length=24)  # duty_kinds.DUTY_KINDS
    owed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="duties")
    about = models.CharField(max_length=80)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    due_on = models.DateField()
    opened_at = models.DateTimeField()
    fulfilled_at = models.DateTimeField(null=True)
    evidence = models.CharField(max_length=120, blank=True)  # what fulfilled it, named as `about` is
    waived_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)  # why it was waived

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "owed_by", "about"], condition=Q(waived_at__isnull=True), name="duty_once"
            ),
            models.CheckConstraint(condition=Q(fulfilled_at=None) | Q(waived_at=None), name="duty_fulfilled_or_waived"),
        ]
        indexes = [models.Index(fields=["owed_by", "fulfilled_at", "due_on"]), models.Index(fields=["kind", "about"])]


class ApiToken(models.Model):
    """A secret by which a program acts for a person, within scopes, until a day. It belongs to the post and ends with it."""

    id = models.CharField(primary_key=True, max_length=24, default=new_token_id, editable=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    scopes = models.JSONField(default=list)  # of scopes.SCOPES
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the secret, which nobody keeps but its owner
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)


class SpentCode(models.Model):
    """A one-time code that opened something. The database takes each once, however many ask at the same moment."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="spent_codes")
    mark = models.CharField(max_length=64)  # codes.mark_of
    until_at = models.DateTimeField()  # the row may go then: the code is long void

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "mark"], name="spent_code_once")]


class AttemptCount(models.Model):
    """How often something was tried from one address within one hour. The mark tells neither; the row goes when the hour is over."""

    mark = models.CharField(max_length=64, primary_key=True)  # attempts.mark_of
    count = models.PositiveIntegerField()
    until_at = models.DateTimeField(db_index=True)


class SharedCount(models.Model):
    """Django's cache for counts of attempts (settings.CACHES). Its backend alone writes here; these are the columns it asks for."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)
