"""Registrations and changes: begun with the agreement, filed, verified or rejected by the centre. One act, one fact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from qinglian.domain.people import events, filing_form
from qinglian.domain.people.guards import (
    checked,
    require_agreement,
    require_batch,
    require_no_pending,
    require_own,
    require_reason,
)
from qinglian.domain.people.lifecycle import FILING, ORGANISATION
from qinglian.domain.people.models import Filing, Organisation, Person, Post
from qinglian.domain.people.pledge_gate import require_no_late_pledge
from qinglian.domain.people.policy import is_own
from qinglian.domain.people.post_titles import REGISTRANT
from qinglian.domain.people.roles import first_roles
from qinglian.domain.people.rows import apply_filing, fill_filing, new_filing, new_organisation, new_person
from qinglian.law.actor import Actor
from qinglian.law.lifecycle import Move
from qinglian.law.refusal import NotAllowed, NotValid
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.events import Event


@dataclass(frozen=True)
class Declarant:
    """The natural person who registers an organisation and answers for the filing."""

    login: str
    name: str
    password: str
    email: str = ""


@transaction.atomic
def register_organisation(data: dict[str, Any], *, agreement: str, declarant: Declarant, at: datetime) -> Filing:
    """This will store a draft registration with the person who makes it (post: registrant) and return the draft filing.

    `data` as in `filing_form.cleaned`; `agreement` is the version that was read and accepted (NotValid when it is not the
    one in force). Names and codes in use are refused (NotValid; CTS A-002, A-003). Anyone may do this: the actor is born by it.
    """
    require_agreement(agreement)
    content = checked(data)

    organisation = new_organisation(content, at=at)
    person = new_person(login=declarant.login, name=declarant.name, email=declarant.email, password=declarant.password)
    Post.objects.create(
        person=person,
        organisation=organisation,
        title=REGISTRANT.zh,
        roles=first_roles(content.kinds),
        from_at=at,
    )
    filing = new_filing(organisation, content, agreement=agreement, at=at)

    _record(events.AgreementAccepted(organisation.id, filing.number, agreement), filing, by=person.id, at=at)
    return filing


@transaction.atomic
def start_change(
    organisation: Organisation, *, data: dict[str, Any], agreement: str, by: Actor, at: datetime
) -> Filing:
    """This will store a draft of changed data. The verified data stays in force until the change is verified (CTS A-007)."""
    require_own(organisation, by=by)
    require_agreement(agreement)
    require_no_pending(organisation)
    content = checked(data, organisation=organisation)
    if content.credit_code != organisation.credit_code:
        raise NotValid(
            Text("统一社会信用代码不能变更。", "The credit code cannot be changed."),
            rule="filing.credit_code",
            article="CTS A-003",
            next_step=Text(
                "代码不同就是另一个机构，请另行登记。", "Another code is another organisation: register it."
            ),
            field="credit_code",
        )

    filing = new_filing(organisation, content, agreement=agreement, at=at)

    _record(events.AgreementAccepted(organisation.id, filing.number, agreement), filing, by=by.id, at=at)
    return filing


@transaction.atomic
def edit_filing(filing: Filing, *, data: dict[str, Any], by: Actor, at: datetime) -> Filing:
    """This will replace the content of a draft or rejected filing (NotNow while it waits or once it is verified; CTS A-006, A-008)."""
    filing = _locked(filing)
    require_own(filing.organisation, by=by)
    move = FILING.require("edit_filing", state=filing.state, by=by)
    content = checked(data, organisation=filing.organisation)

    filing.state = move.target
    fill_filing(filing, content)
    if filing.organisation.state == "draft":
        apply_filing(filing.organisation, content)

    _record(events.FilingEdited(filing.organisation_id, filing.number), filing, by=by.id, at=at)
    return filing


@transaction.atomic
def file_registration(filing: Filing, *, by: Actor, at: datetime) -> Filing:
    """This will hand the filing in: declarant and time are kept, the content is locked until the centre decides (CTS A-004, A-006)."""
    filing = _locked(filing)
    require_own(filing.organisation, by=by)
    move = FILING.require("file_registration", state=filing.state, by=by)
    require_agreement(filing.agreement)

    filing.state, filing.declared_by, filing.declared_at = move.target, by.id, at
    filing.verified_by, filing.verified_at, filing.reason = "", None, ""
    filing.save()

    _record(events.RegistrationFiled(filing.organisation_id, filing.number, filing.kinds), filing, by=by.id, at=at)
    return filing


@transaction.atomic
def verify_filing(filing: Filing, *, by: Actor, at: datetime) -> Filing:
    """This will put the filed data in force and keep verifier and time (CTS A-004, A-005). Nobody verifies a filing of their own."""
    filing, move = _to_decide(filing, act="verify_filing", by=by)
    require_no_late_pledge(by, act=Text("核验登记", "verify a registration"), at=at)
    organisation = filing.organisation
    if organisation.state == "draft":
        organisation.state = ORGANISATION.require("admit_organisation", state="draft", by=by).target

    filing.state, filing.verified_by, filing.verified_at, filing.reason = move.target, by.id, at, ""
    filing.save()
    apply_filing(organisation, filing_form.content_of(filing))
    _grow_roles(organisation)

    event = events.FilingVerified(
        organisation.id, filing.number, filing.name, filing.credit_code, filing.kinds, filing.source
    )
    _record(event, filing, by=by.id, at=at)
    return filing


@transaction.atomic
def verify_filings(filings: Sequence[Filing], *, by: Actor, at: datetime) -> list[Filing]:
    """This will verify up to 200 filings in one transaction, each with its own fact; one that cannot be verified stops them all."""
    require_batch(len(filings), field="filings")
    return [verify_filing(filing, by=by, at=at) for filing in filings]


@transaction.atomic
def reject_filing(filing: Filing, *, reason: str, by: Actor, at: datetime) -> Filing:
    """This will give the filing back with a reason; verifier and time are kept, it may be corrected and filed again (CTS A-005)."""
    filing, move = _to_decide(filing, act="reject_filing", by=by)
    reason = require_reason(reason, rule="filing.reject_filing", article="CTS A-005")

    filing.state, filing.verified_by, filing.verified_at, filing.reason = move.target, by.id, at, reason
    filing.save()

    _record(events.FilingRejected(filing.organisation_id, filing.number), filing, by=by.id, at=at)
    return filing


@transaction.atomic
def delete_filing(filing: Filing, *, by: Actor, at: datetime) -> None:
    """This will delete a draft or rejected filing (CTS A-008). A first registration goes with its person; its name is free again."""
    filing = _locked(filing)
    require_own(filing.organisation, by=by)
    FILING.require("delete_filing", state=filing.state, by=by)
    organisation = filing.organisation

    event = events.FilingDeleted(organisation.id, filing.number)
    filing.delete()
    if organisation.state == "draft":
        _delete_organisation(organisation)

    append(event, subject=f"organisation:{organisation.id}", by=by.id, at=at)


def _to_decide(filing: Filing, *, act: str, by: Actor) -> tuple[Filing, Move]:
    filing = _locked(filing)
    move = FILING.require(act, state=filing.state, by=by)
    if filing.declared_by == by.id or is_own(filing.organisation, by):
        raise NotAllowed(
            Text("不能核验自己或本机构申报的信息。", "Nobody decides on a filing of their own."),
            rule=f"filing.{act}",
            article="CTS A-004",
            next_step=Text("请由另一名核验员办理。", "Ask another verifier."),
        )
    return filing, move


def _locked(filing: Filing) -> Filing:
    return Filing.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=filing.pk)


def _grow_roles(organisation: Organisation) -> None:
    for post in organisation.posts.filter(until_at__isnull=True):
        if "registrant" in post.roles:
            grown = [*post.roles, *(code for code in first_roles(organisation.kinds) if code not in post.roles)]
            if grown != post.roles:
                post.roles = grown
                post.save(update_fields=["roles"])


def _delete_organisation(organisation: Organisation) -> None:
    persons = list(organisation.posts.values_list("person_id", flat=True))
    organisation.posts.all().delete()
    Person.objects.filter(id__in=persons, posts__isnull=True).delete()
    organisation.keys.all().delete()
    organisation.delete()


def _record(event: Event, filing: Filing, *, by: str, at: datetime) -> None:
    append(event, subject=f"organisation:{filing.organisation_id}", by=by, at=at)
