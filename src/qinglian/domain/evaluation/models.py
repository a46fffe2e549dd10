"""Evaluation sessions. Experts sit here by seat number; files stay sealed to the session, whose identity is in no table (protocol 12)."""

from django.db import models
from django.db.models import Q


class Session(models.Model):
    """The evaluation of one section's round."""

    section = models.ForeignKey("tenders.Section", on_delete=models.PROTECT, related_name="sessions")
    round = models.PositiveIntegerField()
    code = models.CharField(max_length=40, unique=True)  # `session` in facts and signed documents
    state = models.CharField(max_length=20, default="open")  # lifecycle.SESSION
    draw = models.ForeignKey("experts.Draw", on_delete=models.PROTECT, related_name="sessions")
    recipient = models.CharField(max_length=80)  # age1..., the session's own key
    fact = models.ForeignKey(
        "record.Fact", on_delete=models.PROTECT, related_name="+"
    )  # session-opened: guardians' tools prove it
    opened_by = models.CharField(max_length=24)
    opened_at = models.DateTimeField()
    unsealed_at = models.DateTimeField(null=True)
    blind_root = models.CharField(max_length=64, blank=True)
    blind_revealed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    disclosed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["section", "round"], name="session_once")]


class Member(models.Model):
    """One seat of the committee. An expert is a leaf of the roster; a tenderer's representative is named by the tenderer."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="members")
    seat = models.PositiveIntegerField()  # from 1
    kind = models.CharField(max_length=20)  # expert representative
    call = models.OneToOneField("experts.Call", null=True, on_delete=models.PROTECT, related_name="member")
    name = models.CharField(max_length=80, blank=True)  # of a representative
    credential_hash = models.CharField(max_length=64, unique=True)  # an expert's is that of its call
    state = models.CharField(max_length=20, default="expected")  # lifecycle.MEMBER
    public = models.CharField(max_length=100, blank=True)  # seat key, base64 Ed25519
    confirmed = models.JSONField(default=list)  # ["identity","recusal"]
    identity_checked_by = models.CharField(max_length=24, blank=True)  # the host compared the person with the document
    votes_for = models.PositiveIntegerField(null=True)  # seat that this member wants as chair
    is_chair = models.BooleanField(default=False)
    seated_at = models.DateTimeField(null=True)
    replaced_reason = models.TextField(blank=True)
    successor = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="predecessor")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "seat"], name="member_seat_once")]


class SessionRelease(models.Model):
    """A guardian's shares of one compartment, encrypted to the session."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="releases")
    guardian = models.CharField(max_length=24)
    organisation = models.CharField(max_length=24)
    group = models.CharField(max_length=20)
    compartment = models.CharField(max_length=20)  # business technical
    blob = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "guardian", "compartment"], name="session_release_once")
        ]


class EvaluatedBid(models.Model):
    """One opened bid in the session. Its blind code is in the session's folder, not here, until the codes are revealed."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="bids")
    announced = models.OneToOneField("bids.AnnouncedBid", on_delete=models.PROTECT, related_name="evaluated")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, default="evaluating")  # evaluating rejected
    failed = models.CharField(max_length=60, blank=True)  # why its files could not be unsealed (protocol 8)
    ground = models.CharField(max_length=60, blank=True)  # of a rejection: law.evaluation.rejection_grounds

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="evaluated_number_once")]


class Sheet(models.Model):
    """One member's sheet: a draft that only its author may read, then a signed document that nobody may change (void, it is a draft again)."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="sheets")
    kind = models.CharField(max_length=20)  # review technical business adjustment
    draft = models.JSONField(default=dict)
    drafted_at = models.DateTimeField(null=True)
    signed = models.JSONField(null=True)
    locked_at = models.DateTimeField(null=True)
    is_void = models.BooleanField(default=False)  # its member was replaced (REG 48)
    bound = models.JSONField(default=dict)  # rows locked before the codes were revealed: a later sheet repeats them

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "kind"], name="sheet_once"),
            models.CheckConstraint(
                condition=Q(signed__isnull=True, locked_at__isnull=True)
                | Q(signed__isnull=False, locked_at__isnull=False),
                name="sheet_locked_when_signed",
            ),
        ]


class FileView(models.Model):
    """A member has opened a file: the first time leaves a sealed fact, turning its pages does not."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="views")
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "sha256"], name="file_view_once")]


class Clarification(models.Model):
    """A written question of the committee to one bidder, and the answer (REG 52)."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="clarifications")
    bid = models.ForeignKey(EvaluatedBid, on_delete=models.PROTECT, related_name="clarifications")
    cause = models.CharField(max_length=20)  # unclear abnormally_low
    question = models.TextField()
    asked_at = models.DateTimeField()
    answer_until_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    signed = models.JSONField(null=True)  # the bidder's signed document
    answered_at = models.DateTimeField(null=True)


class Result(models.Model):
    """The result as a document that anybody can recompute, and the report as a PDF."""

    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="result")
    document = models.JSONField()
    document_blob = models.CharField(max_length=64)
    report_blob = models.CharField(max_length=64)
    made_at = models.DateTimeField()


class ReportSignature(models.Model):
    """One member's signature under the report; dissent is written, or it counts as agreement (REG 53)."""

    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="signatures")
    member = models.OneToOneField(Member, on_delete=models.PROTECT, related_name="report_signature")
    signed = models.JSONField(null=True)  # null: refused to sign without a written dissent
    dissent = models.TextField(blank=True)
    at = models.DateTimeField()


class Fee(models.Model):
    """What a member is owed for this session, by the rule in force. Paid through the ledger later."""

    member = models.OneToOneField(Member, on_delete=models.PROTECT, related_name="fee")
    hours = models.DecimalField(max_digits=6, decimal_places=2)
    amount_fen = models.BigIntegerField()
    rule = models.CharField(max_length=60)
    at = models.DateTimeField()


class SealedFact(models.Model):
    """A sealed fact of this session, to be disclosed when the award is fixed."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="sealed_facts")
    fact = models.OneToOneField("record.Fact", on_delete=models.PROTECT, related_name="+")
