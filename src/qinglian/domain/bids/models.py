"""Sealed bids. Before the opening no table here names a bidder: the owner is a keyed tag, the manifest lies encrypted in the blob."""

from django.db import models
from django.db.models import Q


class SealedBid(models.Model):
    """One received package. `owner_tag` is HMAC(desk key, opening || bidder): it finds the bidder's own row, and names nobody."""

    section = models.ForeignKey("tenders.Section", on_delete=models.PROTECT, related_name="sealed_bids")
    round = models.PositiveIntegerField()
    manifest_hash = models.CharField(max_length=64, unique=True)
    owner_tag = models.CharField(max_length=64, db_index=True)
    nonce_tag = models.CharField(
        max_length=64, unique=True
    )  # HMAC(desk key, opening || bidder || nonce): a nonce counts once
    blob = models.CharField(max_length=64)  # sha256 of the stored form (vault.py): encrypted head, then the ciphertexts
    size = models.BigIntegerField()  # bytes of the package as it was sent
    notice_leaf = models.CharField(max_length=64)  # the notice that it was sealed to
    state = models.CharField(max_length=20, default="in_force")  # lifecycle.BID
    arrived_at = models.DateTimeField()
    signed_in_at = models.DateTimeField(null=True)
    sign_in_fact = models.ForeignKey("record.Fact", null=True, on_delete=models.PROTECT, related_name="+")  # sealed
    ended_at = models.DateTimeField(null=True)  # superseded or withdrawn
    fact = models.ForeignKey("record.Fact", on_delete=models.PROTECT, related_name="+")  # the sealed bid-received fact
    end_fact = models.ForeignKey(
        "record.Fact", null=True, on_delete=models.PROTECT, related_name="+"
    )  # the sealed bid-withdrawn fact

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["section", "round", "owner_tag"], condition=Q(state="in_force"), name="bid_one_in_force"
            )
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
    released_from_at = models.DateTimeField(null=True)  # the quorum's cosignature was there: guardians may release
    decrypt_until_at = models.DateTimeField(null=True)
    shares_public_at = models.DateTimeField(null=True)  # every group's threshold was met: the shares are published
    finished_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)  # grows with every act of the opening: the hall's ETag

    class Meta:
        constraints = [models.UniqueConstraint(fields=["section", "round"], name="closing_once")]


class AnnouncedBid(models.Model):
    """One bid of a closing list whose bidder has been announced. Made at the start of the release, never before."""

    closing = models.ForeignKey(ClosingList, on_delete=models.PROTECT, related_name="announced_bids")
    sealed = models.OneToOneField(SealedBid, on_delete=models.PROTECT, related_name="announced")
    number = models.PositiveIntegerField()  # order of arrival, from 1
    bidder = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="announced_bids")
    manifest = models.JSONField()  # what the bidder signed
    head = models.CharField(max_length=64)  # blob: the package's head in clear
    sheet = models.CharField(max_length=64)  # blob: the ciphertext of compartment `sheet`
    lock_released_at = models.DateTimeField(null=True)  # modes with the bidder's own lock
    doubt = models.CharField(
        max_length=60, blank=True
    )  # it did not open with the shares so far; more may come until the window ends
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["closing", "number"], name="announced_number_once")]


class Release(models.Model):
    """A guardian's or a bidder's release of shares for one compartment. The shares stay private until every group is complete.

    A guardian whose signed release names unopened envelopes may read out its identity afterwards: a second row, on paper.
    """

    closing = models.ForeignKey(ClosingList, on_delete=models.PROTECT, related_name="releases")
    guardian = models.CharField(max_length=24)  # guardian's id, or "bidder" for a bidder's own lock
    manifest = models.CharField(max_length=64, blank=True)  # of the bidder's own lock
    organisation = models.CharField(max_length=24)
    group = models.CharField(max_length=20)
    compartment = models.CharField(max_length=20)
    blob = models.CharField(max_length=64)  # sha256 of the document in the blob store
    on_paper = models.BooleanField(default=False)  # an identity read out, not a signed release
    unopened = models.JSONField(default=list)  # [{"manifest","reason"}]: stated by signature, or proved by the identity
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["closing", "guardian", "compartment", "manifest", "on_paper"], name="release_once"
            )
        ]


class OpenedBid(models.Model):
    """The outcome of one announced bid: read out, or failed and by whose fault. Written once, never changed."""

    announced = models.OneToOneField(AnnouncedBid, on_delete=models.PROTECT, related_name="outcome")
    outcome = models.CharField(max_length=12)  # opened failed
    fault = models.CharField(max_length=60, blank=True)  # "" | bidder | guardian:<id>
    reason = models.CharField(max_length=60, blank=True)  # a code of protocol 8
    sheet = models.JSONField(null=True)
    price_fen = models.BigIntegerField(null=True)
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
    """The opening record: one document (protocol 7), published as JSON and as PDF under their hashes."""

    closing = models.OneToOneField(ClosingList, on_delete=models.PROTECT, related_name="record")
    document = models.JSONField()
    document_blob = models.CharField(max_length=64)
    pdf_blob = models.CharField(max_length=64)
    made_by = models.CharField(max_length=24)
    made_at = models.DateTimeField()


class RecordSignature(models.Model):
    """One signature under an opening record: the host's by its post, a bidder's by its key."""

    record = models.ForeignKey(OpeningRecord, on_delete=models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)  # host bidder
    signed = models.JSONField(null=True)  # the signed document; null for the host, who signs by post
    by = models.CharField(max_length=24)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "organisation", "role"], name="record_signed_once")]
