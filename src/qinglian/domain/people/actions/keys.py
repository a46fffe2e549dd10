"""Keys: made on the owner's machine, proposed with proof of possession, bound by the centre after comparing fingerprints, revoked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from qinglian.domain.people import events
from qinglian.domain.people.documents import opened, unreadable
from qinglian.domain.people.filing_form import normal_name
from qinglian.domain.people.guards import require_batch, require_reason
from qinglian.domain.people.keys import COMPARISONS, LASTS, PURPOSES
from qinglian.domain.people.lifecycle import KEY
from qinglian.domain.people.models import Organisation, OrganisationKey
from qinglian.domain.people.pledge_gate import require_no_late_pledge
from qinglian.domain.people.policy import is_own, may_do_business
from qinglian.domain.people.rows import new_key
from qinglian.law.actor import Actor
from qinglian.law.lifecycle import Move
from qinglian.law.refusal import NotAllowed, NotNow, NotValid
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.events import moment


@transaction.atomic
def propose_key(signed: Any, *, by: Actor, at: datetime) -> OrganisationKey:
    """This will store a public key that waits to be bound. `signed` is a `key-proposal/v1` document signed by that very key:

    {"type","origin","organisation": id,"name": the organisation's name,"purpose": "organisation"|"guardian","label"}.
    A registrant proposes the organisation's key, a guardian the own one. Another origin, name or purpose is refused (NotValid).
    """
    document, public = opened(signed, "key-proposal/v1", ("organisation", "name", "purpose", "label"))
    organisation = Organisation.objects.filter(id=str(document["organisation"])).first()
    purpose = str(document["purpose"])
    _require_proposer(organisation, purpose=purpose, by=by)
    assert organisation is not None
    _require_name(organisation, str(document["name"]))

    holder = by.id if purpose == "guardian" else ""
    return new_key(
        organisation,
        public=public,
        label=str(document["label"]),
        signed=signed,
        purpose=purpose,
        holder=holder,
        by=by.id,
        at=at,
    )


@transaction.atomic
def bind_key(key: OrganisationKey, *, compared: str, by: Actor, at: datetime) -> OrganisationKey:
    """This will bind a proposed key for two years, after the verifier compared its fingerprint (`compared`: keys.COMPARISONS).

    The organisation must be verified first (NotNow); nobody binds a key of the own organisation but a guardian's (NotAllowed).
    """
    key, move = _to_decide(key, act="bind_key", by=by)
    require_no_late_pledge(by, act=Text("绑定密钥", "bind a key"), at=at)
    _require_compared(compared)
    if not may_do_business(key.organisation):
        raise NotNow(
            Text("机构还没有核验通过，或已暂停业务。", "The organisation is not verified, or is suspended."),
            rule="key.bind_key",
            article="CTS A-012",
            next_step=Text("先核验这个机构的登记。", "Verify its registration first."),
        )

    key.state, key.bound_by, key.bound_at, key.compared = move.target, by.id, at, compared
    key.expires_at = min(key.expires_at, at + LASTS) if key.expires_at else at + LASTS
    key.save()

    guardian = key.guardian_id if key.purpose == "guardian" else None
    event = events.KeyBound(
        key.organisation_id, key.public, key.label, key.purpose, guardian, compared, moment(key.expires_at)
    )
    append(event, subject=f"organisation:{key.organisation_id}", by=by.id, at=at)
    return key


@transaction.atomic
def bind_keys(keys: Sequence[OrganisationKey], *, compared: str, by: Actor, at: datetime) -> list[OrganisationKey]:
    """This will bind up to 200 keys that were compared in the same way, each with its own fact; one that cannot be bound stops them all."""
    require_batch(len(keys), field="keys")
    return [bind_key(key, compared=compared, by=by, at=at) for key in keys]


@transaction.atomic
def refuse_key(key: OrganisationKey, *, reason: str, by: Actor, at: datetime) -> OrganisationKey:
    """This will close a proposed key with a reason. The same key cannot be proposed again: its owner makes a new one."""
    key, move = _to_decide(key, act="refuse_key", by=by)
    key.reason = require_reason(reason, rule="key.refuse_key", article="CTS A-012")

    key.state = move.target
    key.save(update_fields=["state", "reason"])

    event = events.KeyRefused(key.organisation_id, key.public)
    append(event, subject=f"organisation:{key.organisation_id}", by=by.id, at=at)
    return key


@transaction.atomic
def revoke_key(key: OrganisationKey, *, reason: str, by: Actor, at: datetime) -> OrganisationKey:
    """This will end a bound key at once: by its owner's registrant, by the guardian who holds it, or by the centre."""
    key = _locked(key)
    move = KEY.require("revoke_key", state=key.state, by=by)
    if not by.has_role("centre_verifier"):
        _require_proposer(key.organisation, purpose=key.purpose, by=by, holder=key.holder)
    key.reason = require_reason(reason, rule="key.revoke_key", article="CTS A-012")

    key.state, key.revoked_at = move.target, at
    key.save(update_fields=["state", "reason", "revoked_at"])

    event = events.KeyRevoked(key.organisation_id, key.public)
    append(event, subject=f"organisation:{key.organisation_id}", by=by.id, at=at)
    return key


def _require_proposer(organisation: Organisation | None, *, purpose: str, by: Actor, holder: str = "") -> None:
    if purpose not in PURPOSES:
        raise unreadable("密钥用途不对。", "The key's purpose is unknown.")
    wanted = "guardian" if purpose == "guardian" else "registrant"
    own = organisation is not None and is_own(organisation, by) and by.has_role(wanted)
    if own and holder in ("", by.id):
        return
    raise NotAllowed(
        Text("只能办理本机构、本岗位的密钥。", "You may handle only the keys of your own organisation and post."),
        rule="key.own",
        article="CTS A-012",
        next_step=Text(
            "机构密钥由登记经办人办理，保管人密钥由保管人本人办理。",
            "An organisation's key is handled by its registrant, a guardian's key by the guardian.",
        ),
    )


def _require_name(organisation: Organisation, name: str) -> None:
    if normal_name(name) == organisation.name:
        return
    raise NotValid(
        Text(
            f"文件里的机构名称与登记的“{organisation.name}”不一致。",
            f"The name in the document is not “{organisation.name}”.",
        ),
        rule="key.name",
        article="CTS A-012",
        next_step=Text("按登记的全称重新生成。", "Make it again with the registered full name."),
        field="name",
    )


def _require_compared(compared: str) -> None:
    if compared in COMPARISONS:
        return
    ways = list(COMPARISONS.values())
    raise NotValid(
        Text("没有说明怎样核对了指纹。", "It is not said how the fingerprint was compared."),
        rule="key.compared",
        article="CTS A-012",
        next_step=Text(
            "选一项：" + "；".join(way.zh for way in ways) + "。",
            "Choose one: " + "; ".join(way.en for way in ways) + ".",
        ),
        field="compared",
    )


def _to_decide(key: OrganisationKey, *, act: str, by: Actor) -> tuple[OrganisationKey, Move]:
    key = _locked(key)
    move = KEY.require(act, state=key.state, by=by)
    if key.holder == by.id:
        raise NotAllowed(
            Text("不能绑定自己的密钥。", "Nobody decides on a key of their own."),
            rule=f"key.{act}",
            article="CTS A-012",
            next_step=Text("请由另一名核验员办理。", "Ask another verifier."),
        )
    return key, move


def _locked(key: OrganisationKey) -> OrganisationKey:
    return OrganisationKey.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=key.pk)
