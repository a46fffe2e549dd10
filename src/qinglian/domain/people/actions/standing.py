"""An organisation's standing: suspended with a cause, restored. Its state decides whether it may do business (CTS A-009)."""

from datetime import datetime

from django.db import transaction

from qinglian.domain.people import events
from qinglian.domain.people.guards import require_reason
from qinglian.domain.people.lifecycle import ORGANISATION
from qinglian.domain.people.models import Organisation
from qinglian.domain.people.standing import CAUSES
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotValid
from qinglian.law.text import Text
from qinglian.record.actions import append


@transaction.atomic
def suspend_organisation(
    organisation: Organisation, *, cause: str, reason: str, by: Actor, at: datetime
) -> Organisation:
    """This will stop the organisation's business. `cause` (standing.CAUSES) is public, `reason` stays with organisation and centre."""
    organisation = _locked(organisation)
    move = ORGANISATION.require("suspend_organisation", state=organisation.state, by=by)
    if organisation.kinds == ["centre"]:
        raise NotAllowed(
            Text("交易中心不能暂停自己。", "The centre cannot suspend itself."),
            rule="organisation.suspend_organisation",
            article="CTS A-009",
            next_step=Text("请联系行政监督部门。", "Turn to the supervising authority."),
        )
    if cause not in CAUSES:
        raise NotValid(
            Text("没有选暂停原因。", "No cause is chosen."),
            rule="organisation.cause",
            article="CTS A-009",
            next_step=Text("从列出的原因里选一项。", "Choose one of the listed causes."),
            field="cause",
        )
    reason = require_reason(reason, rule="organisation.suspend_organisation", article="CTS A-009")

    organisation.state, organisation.suspension = move.target, {"cause": cause, "reason": reason}
    organisation.save(update_fields=["state", "suspension"])

    append(
        events.OrganisationSuspended(organisation.id, cause), subject=f"organisation:{organisation.id}", by=by.id, at=at
    )
    return organisation


@transaction.atomic
def restore_organisation(organisation: Organisation, *, by: Actor, at: datetime) -> Organisation:
    """This will let a suspended organisation do business again."""
    organisation = _locked(organisation)
    move = ORGANISATION.require("restore_organisation", state=organisation.state, by=by)

    organisation.state, organisation.suspension = move.target, None
    organisation.save(update_fields=["state", "suspension"])

    append(events.OrganisationRestored(organisation.id), subject=f"organisation:{organisation.id}", by=by.id, at=at)
    return organisation


def _locked(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update().get(pk=organisation.pk)
