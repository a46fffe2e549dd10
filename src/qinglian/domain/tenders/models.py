"""Tender projects, sections, notices, documents, amendments and holds."""

from django.db import models
from django.db.models import F, Q


class Tender(models.Model):
    """A tender project (招标项目): one procedure, one or more sections, one notice in force at a time."""

    code = models.CharField(max_length=40, unique=True)  # JC-2026-0417, the subject of facts: tender:<code>
    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, related_name="tenders")
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=20, default="draft")  # lifecycle.TENDER: draft submitted
    place = models.CharField(max_length=200, blank=True)  # where the project is carried out (ZTB 16)
    tenderer = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="tenders")
    agency = models.ForeignKey(
        "people.Organisation", null=True, on_delete=models.PROTECT, related_name="agency_tenders"
    )
    supervisor = models.ForeignKey(
        "people.Organisation", null=True, on_delete=models.PROTECT, related_name="supervised_tenders"
    )
    kind = models.CharField(max_length=20)  # works goods services
    procedure = models.CharField(max_length=20, default="open")  # a row of procedures.PROCEDURES
    must_tender = models.BooleanField(default=True)
    created_by = models.CharField(max_length=24)
    created_at = models.DateTimeField()


class Section(models.Model):
    """A section (标段): what is bid for. Its state is the tender's life from here to the signed minutes."""

    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, related_name="sections")
    number = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    scope = models.TextField(blank=True)  # nature and quantity (ZTB 16)
    period_days = models.PositiveIntegerField(null=True)  # days in which the work is to be done
    state = models.CharField(max_length=20, default="draft")  # lifecycle.SECTION
    notice = models.ForeignKey(
        "Notice", null=True, on_delete=models.PROTECT, related_name="governed_sections"
    )  # in force
    round = models.PositiveIntegerField(default=1)
    estimate_fen = models.BigIntegerField()
    price_cap_fen = models.BigIntegerField(null=True)
    bid_security_fen = models.BigIntegerField(default=0)
    evaluation_method = models.CharField(max_length=40)  # comprehensive_scoring lowest_evaluated_price
    evaluation = models.JSONField(default=dict)  # law.evaluation.terms: criteria, weights, price formula
    sheet_form = models.JSONField(
        default=list
    )  # sheet_form.py: [{"name","label":{"zh","en"},"kind","unit","required"}]
    failure = models.JSONField(null=True)  # {"reason","rule","article"} when state is failed

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tender", "number"], name="section_number_once"),
            models.CheckConstraint(condition=Q(estimate_fen__gt=0), name="section_estimate_positive"),
            models.CheckConstraint(
                condition=Q(bid_security_fen__gte=0) & Q(bid_security_fen__lt=F("estimate_fen")),
                name="section_security_sane",
            ),
        ]


class Notice(models.Model):
    """A notice (招标公告): version 1 is the first publication, each amendment or postponement makes the next version."""

    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, related_name="notices")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, default="first")  # first amendment again (a further round)
    state = models.CharField(
        max_length=20, default="draft"
    )  # lifecycle.NOTICE: draft in_review in_verification published superseded
    text = models.TextField(blank=True)
    qualification = models.TextField(blank=True)
    consortium_allowed = models.BooleanField(null=True)  # null = not stated, which REG 37 forbids
    section_changes = models.JSONField(
        default=dict
    )  # amendment: {number: {"price_cap_fen","bid_security_fen"}} taken over when published
    change = models.TextField(blank=True)  # for version > 1: what changed and why
    affects_bids = models.BooleanField(default=False)  # REG 21: the change may affect the preparation of bids
    documents_from_at = models.DateTimeField()
    documents_until_at = models.DateTimeField()
    questions_until_at = models.DateTimeField()
    deadline_at = models.DateTimeField()  # 投标截止 = 开标 (ZTB 34)
    bid_validity_days = models.PositiveIntegerField(default=90)
    decrypt_window_minutes = models.PositiveIntegerField(default=30)
    access = models.JSONField(default=dict)  # protocol 3: {"mode","groups"}
    price_floor_fen = models.BigIntegerField(null=True)  # forbidden by REG 27; kept so that the refusal can name it
    prepared_by = models.CharField(max_length=24)
    editors = models.JSONField(default=list)  # everybody who changed this version: none of them may review it
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    reviewed_by = models.CharField(max_length=24, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    review_opinion = models.TextField(blank=True)
    verified_by = models.CharField(max_length=24, blank=True)
    verified_at = models.DateTimeField(null=True)
    returned_reason = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)
    leaf = models.CharField(max_length=64, blank=True)  # hex leaf of the notice's fact: bids bind to it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tender", "version"], name="notice_version_once"),
            models.UniqueConstraint(fields=["tender"], condition=Q(state="published"), name="notice_one_in_force"),
            models.UniqueConstraint(
                fields=["tender"],
                condition=Q(state__in=["draft", "in_review", "in_verification"]),
                name="notice_one_pending",
            ),
        ]


class Document(models.Model):
    """A file of the tender documents. A notice version has them all; an amendment starts with those in force. Bytes live in the blob store."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="documents")
    version = models.PositiveIntegerField()  # the notice version that first had this file; later versions carry it on
    title = models.CharField(max_length=200)
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list)  # exclusion_terms.py: [{"rule","term","excerpt","where"}]
    added_by = models.CharField(max_length=24)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "title"], name="document_title_once")]


class GuardianCard(models.Model):
    """A guardian's signed card for one section's opening (protocol 2). The card is a fact; the newest epoch is in force."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="cards")
    round = models.PositiveIntegerField()
    guardian = models.ForeignKey("people.OrganisationKey", on_delete=models.PROTECT, related_name="cards")
    group = models.CharField(max_length=20)  # supervision trade
    epoch = models.PositiveIntegerField()
    signed = models.JSONField()
    document_hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["section", "round", "guardian", "epoch"], name="card_epoch_once")
        ]


class Hold(models.Model):
    """The socket through which later apps stop a tender (objection unanswered, supervisor's order). Moves ask whether one stands."""

    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, related_name="holds")
    cause = models.CharField(max_length=60)
    article = models.CharField(max_length=40)
    reason = models.TextField()
    placed_by = models.CharField(max_length=24)
    placed_at = models.DateTimeField()
    lifted_by = models.CharField(max_length=24, blank=True)
    lifted_at = models.DateTimeField(null=True)


class Seed(models.Model):
    """One party's seed for something that chance decides: committed and deposited first, revealed when all have committed (protocol 10)."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="seeds")
    round = models.PositiveIntegerField()
    purpose = models.CharField(max_length=20)  # draw coefficient
    scope = models.JSONField()
    scope_hash = models.CharField(max_length=64)  # sha256 of JCS(scope), so that the database can count
    party = models.CharField(max_length=20)  # tenderer centre supervisor
    commitment = models.CharField(max_length=64, unique=True)  # a commitment counts once, for ever
    deposit = models.JSONField()
    committed_by = models.CharField(max_length=24)
    committed_at = models.DateTimeField()
    seed = models.CharField(max_length=64, blank=True)  # hex, once revealed
    how = models.CharField(max_length=20, blank=True)  # party deposit
    revealed_at = models.DateTimeField(null=True)
    failed = models.CharField(max_length=60, blank=True)  # why its deposit gave no seed: the party's fault
    superseded_at = models.DateTimeField(
        null=True
    )  # its party committed anew: other guardians keep the draft notice's keys

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scope_hash", "purpose", "party"],
                condition=models.Q(superseded_at__isnull=True),
                name="seed_party_once",
            )
        ]


class SeedShare(models.Model):
    """A guardian's share of a deposited seed, released because its party did not reveal it."""

    seed = models.ForeignKey(Seed, on_delete=models.PROTECT, related_name="shares")
    guardian = models.CharField(max_length=24)
    signed = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seed", "guardian"], name="seed_share_once")]
