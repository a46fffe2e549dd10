"""Sealed bids. Before the opening no table here names a bidder: the owner is a keyed tag, the manifest is encrypted at rest."""

from django.db import models
from django.db.models import Q


class SealedBid(models.Model):
    """One received package. `owner_tag` is HMAC(desk key, opening || bidder): it finds the bidder's own row, and names nobody."""

    section = models.ForeignKey("tenders.Section", on_delete=models.PROTECT, related_name="sealed_bids")
    round = models.PositiveIntegerField()
    manifest_hash = models.CharField(max_length=64, unique=True)
    owner_tag = models.CharField(max_length=64)
    head = models.BinaryField()  # the package's head, encrypted under the desk key until the opening (threat-model.md)
    package_sha256 = models.CharField(max_length=64)
    package_size = models.BigIntegerField()
    state = models.CharField(max_length=20, default="in_force")  # lifecycle.BID
    arrived_at = models.DateTimeField()
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")
    closing_salt = models.BinaryField(max_length=32, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["section", "round", "owner_tag"], condition=Q(state="in_force"), name="bid_one_in_force")
        ]
        indexes = [models.Index(fields=["section", "round", "state"])]


class ClosingList(models.Model):
    """What the deadline found: the salted Merkle root over manifests in force, logged before anything is released."""

    section = models.ForeignKey("tenders.Section", on_delete=models.PROTECT, related_name="closing_lists")
    round = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    entries = models.JSONField()  # [{"salt","manifest"|null}] in leaf order; confidential when fewer than three
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()
    released_from_at = models.DateTimeField(null=True)  # the quorum's cosignature arrived: guardians may release
    decrypt_until_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["section", "round"], name="closing_once")]


class Release(models.Model):
    """A guardian's (or bidder's) signed release of shares for one compartment."""

    closing = models.ForeignKey(ClosingList, on_delete=models.PROTECT, related_name="releases")
    guardian = models.CharField(max_length=24)  # key holder's id, or a bidder's manifest hash for its own lock
    group = models.CharField(max_length=20)
    compartment = models.CharField(max_length=20)
    blob = models.CharField(max_length=64)  # sha256 of the signed document in the blob store
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["closing", "guardian", "compartment"], name="release_once")]


class OpenedBid(models.Model):
    """The outcome of one bid of the closing list: read out, or failed and by whose fault."""

    closing = models.ForeignKey(ClosingList, on_delete=models.PROTECT, related_name="opened_bids")
    sealed = models.OneToOneField(SealedBid, on_delete=models.PROTECT, related_name="outcome")
    number = models.PositiveIntegerField()  # order of arrival
    bidder = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="opened_bids")
    outcome = models.CharField(max_length=12)  # opened failed
    fault = models.CharField(max_length=60, blank=True)  # "" | bidder | guardian:<id>
    reason = models.CharField(max_length=60, blank=True)
    sheet = models.JSONField(null=True)
    price_fen = models.BigIntegerField(null=True)
    signed_in_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()


class OpeningObjection(models.Model):
    """An objection raised on the spot and its answer (REG 44)."""

    closing = models.ForeignKey(ClosingList, on_delete=models.PROTECT, related_name="objections")
    bidder = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    raised_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=24, blank=True)
    answered_at = models.DateTimeField(null=True)


class OpeningRecord(models.Model):
    """The opening record: its facts as one signed document and as a PDF."""

    closing = models.OneToOneField(ClosingList, on_delete=models.PROTECT, related_name="record")
    document = models.JSONField()
    pdf = models.CharField(max_length=64)  # sha256
    signatures = models.JSONField(default=list)
    made_at = models.DateTimeField()
