"""Organisations that another platform already registered, or that the centre appoints: compared, corrected, confirmed, stored."""

from datetime import datetime
from typing import Any

from django.db import transaction

from qinglian.domain.people import events, filing_form
from qinglian.domain.people.guards import checked
from qinglian.domain.people.models import PENDING_FILING, Filing, Organisation
from qinglian.domain.people.roles import SELF_REGISTERED
from qinglian.domain.people.rows import apply_filing, new_filing, new_organisation
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotNow
from qinglian.law.text import Text
from qinglian.record.actions import append


@transaction.atomic
def confirm_received(data: dict[str, Any], *, source: str, by: Actor, at: datetime) -> Filing:
    """This will store one row of a list from another platform, after a verifier compared and, where needed, corrected it.

    A new credit code becomes a verified organisation; a known one with other data gets a verified change; a known one with
    the same data is refused (NotNow): there is nothing to confirm (CTS A-011, A-024, A-035). `source` names the list.
    """
    _require_role("centre_verifier", by=by)
    content = filing_form.cleaned(data)
    organisation = Organisation.objects.select_for_update().filter(credit_code=content.credit_code).first()
    content = checked(data, organisation=organisation)
    if organisation is None:
        organisation = new_organisation(content, at=at)
    _require_free(organisation, content)

    return _store(organisation, content, source=source, by=by, at=at)


@transaction.atomic
def admit_authority(data: dict[str, Any], *, by: Actor, at: datetime) -> Organisation:
    """This will store a supervising authority, verified by the administrator who appoints it; authorities do not register themselves."""
    _require_role("centre_admin", by=by)
    content = checked({**data, "kinds": list(SELF_REGISTERED)})
    content = filing_form.FilingData(content.name, content.credit_code, ["supervisor"], content.details)
    organisation = new_organisation(content, at=at)
    _store(organisation, content, source="appointed", by=by, at=at)
    return organisation


def _store(
    organisation: Organisation, content: filing_form.FilingData, *, source: str, by: Actor, at: datetime
) -> Filing:
    filing = new_filing(organisation, content, agreement="received", at=at)
    filing.source = source[:80]
    filing.state, filing.declared_by, filing.declared_at = "verified", by.id, at
    filing.verified_by, filing.verified_at = by.id, at
    filing.save()
    if organisation.state == "draft":
        organisation.state = "active"
    apply_filing(organisation, content)
    event = events.OrganisationReceived(
        organisation.id, filing.number, content.name, content.credit_code, content.kinds, filing.source
    )
    append(event, subject=f"organisation:{organisation.id}", by=by.id, at=at)
    return filing


def _require_free(organisation: Organisation, content: filing_form.FilingData) -> None:
    if organisation.filings.filter(state__in=PENDING_FILING).exists():
        raise NotNow(
            Text(
                "这个机构自己有一件申报还没有办完。", "This organisation has a filing of its own that is not finished."
            ),
            rule="filing.one_pending",
            article="CTS A-011",
            next_step=Text("先核验或退回那一件。", "Verify or reject that one first."),
        )
    if organisation.state != "draft" and filing_form.content_of(organisation) == content:
        raise NotNow(
            Text("与库里的信息完全相同。", "It is the same as what is stored."),
            rule="filing.received",
            article="CTS A-011",
            next_step=Text("无须确认。", "Nothing needs to be confirmed."),
        )


def _require_role(code: str, *, by: Actor) -> None:
    if by.has_role(code):
        return
    raise NotAllowed(
        Text("您的岗位不能办理这一项。", "Your post may not do this."),
        rule="filing.received",
        article="CTS A-011",
        next_step=Text("请由中心有此职责的人员办理。", "Ask the person at the centre who has this duty."),
    )
