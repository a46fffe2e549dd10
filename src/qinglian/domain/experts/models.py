"""The register of experts and the draws. No table says which leaf of a roster is which expert: the notifier alone knows (protocol 11)."""

import secrets

from django.db import models
from django.db.models import Q

LIVE_DRAW = ["requested", "rostered", "approved", "excluded", "drawn"]
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def new_expert_id() -> str:
    """This will make a pseudonymous expert id (about 79 bits)."""
    return "exp-" + "".join(secrets.choice(_ALPHABET) for _ in range(16))


class Expert(models.Model):
    """One expert of the register. Kept by the centre; experts have no login, so nothing tells when one of them comes."""

    id = models.CharField(primary_key=True, max_length=24, default=new_expert_id, editable=False)
    name = models.CharField(max_length=80)
    unit = models.CharField(max_length=200)  # employer
    unit_code = models.CharField(max_length=18, blank=True)  # its credit code
    region = models.CharField(max_length=80)
    title = models.CharField(max_length=80)  # professional title (ZTB 37: senior or equal)
    years = models.PositiveIntegerField()  # of work in the field (ZTB 37: eight)
    born_year = models.PositiveIntegerField(null=True)
    phone = models.CharField(max_length=40)
    specialities = models.JSONField(default=list)  # codes of specialities.SPECIALITIES
    interests = models.JSONField(default=list)  # [{"kind","organisation" (credit code or name),"until_on"|null,"note"}]
    state = models.CharField(max_length=20, default="filed")  # lifecycle.EXPERT
    reason = models.TextField(blank=True)  # of the present state
    declined = models.PositiveIntegerField(default=0)  # calls declined, unanswered or missed
    created_by = models.CharField(max_length=24)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "phone"], name="expert_once")]
        indexes = [models.Index(fields=["state", "region"])]


class Draw(models.Model):
    """One numbered request for experts of a section's round, and how far its draw has come."""

    section = models.ForeignKey("tenders.Section", on_delete=models.PROTECT, related_name="draws")
    round = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, default="requested")  # lifecycle.DRAW
    size = models.PositiveIntegerField()  # of the committee
    representatives = models.PositiveIntegerField(default=0)  # of the tenderer among them
    strata = models.JSONField()  # [{"speciality","count"}]
    region = models.CharField(max_length=80, blank=True)  # experts of this region alone; empty: everywhere
    place = models.CharField(max_length=200)
    evaluation_at = models.DateTimeField()
    hours = models.PositiveIntegerField()
    requested_by = models.CharField(max_length=24)
    requested_at = models.DateTimeField()
    roster_root = models.CharField(max_length=64, blank=True)
    roster_opening = models.JSONField(null=True)  # {guardian: base64 age}: for the supervision group's eyes
    roster_opening_hash = models.CharField(max_length=64, blank=True)
    roster_fact = models.ForeignKey("record.Fact", null=True, on_delete=models.PROTECT, related_name="+")
    approval = models.JSONField(null=True)  # the signed roster-approval/v1
    exclusion_root = models.CharField(max_length=64, blank=True)
    exclusion_count = models.PositiveIntegerField(default=0)
    seed = models.CharField(max_length=64, blank=True)  # combined, hex
    drawn_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    abandoned_reason = models.TextField(blank=True)
    disclosed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["section", "round", "number"], name="draw_number_once"),
            models.UniqueConstraint(
                fields=["section", "round"], condition=Q(state__in=LIVE_DRAW), name="draw_one_running"
            ),
        ]


class RosterLeaf(models.Model):
    """One leaf of a draw's roster: a salted hash, a place, and which requested specialities it stands for. It names nobody."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="leaves")
    number = models.PositiveIntegerField()
    leaf = models.CharField(max_length=64)
    strata = models.JSONField()  # of the requested specialities, those that this leaf has
    exclusion = models.CharField(max_length=30, blank=True)  # reason code; empty: may be drawn
    rank = models.PositiveIntegerField(null=True)  # place in the ranking of all leaves, from 1

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "number"], name="leaf_number_once"),
            models.UniqueConstraint(fields=["draw", "leaf"], name="leaf_once"),
        ]


class Call(models.Model):
    """One contact with a drawn expert by the notifier. The credential opens the answer page and later the seat; only its hash is here."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="calls")
    leaf = models.OneToOneField(RosterLeaf, on_delete=models.PROTECT, related_name="call")
    stratum = models.CharField(max_length=20)
    order = models.PositiveIntegerField()  # of all calls of this draw, from 1
    credential_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=20, default="due")  # lifecycle.CALL
    sent_at = models.DateTimeField(null=True)
    answer_until_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    facts = models.ManyToManyField("record.Fact", related_name="+")  # sealed: called, answered

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draw", "order"], name="call_order_once")]
