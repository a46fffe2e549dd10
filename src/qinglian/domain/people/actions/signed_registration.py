"""Registration by a signed document: for tools whose holder has a key and no password (trust.md 0.6)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from qinglian.domain.people import events, filing_form
from qinglian.domain.people.actions.registration import edit_filing, file_registration, start_change
from qinglian.domain.people.documents import opened
from qinglian.domain.people.guards import checked, require_agreement
from qinglian.domain.people.models import PENDING_FILING, Filing, OrganisationKey
from qinglian.domain.people.policy import is_in_force
from qinglian.domain.people.rows import new_filing, new_key, new_organisation
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotValid
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.turns import turn
from qinglian.trust.strict import fields


def register_by_key(signed: Any, *, at: datetime) -> Filing:
    """This will file a registration or change from a `registration/v1` document signed by the organisation's key and return the filing:

    {"type","origin","agreement": version,"label","organisation": {"name","credit_code","kinds","details"}}.
    A new key registers a new organisation and is proposed with it; a rejected filing's key corrects and files again; a bound key
    files a change. The same data handed in twice is the same filing. The signature is the identity: there is no `by`.
    """
    document, public = opened(signed, "registration/v1", ("agreement", "label", "organisation"))
    data, agreement = _data_of(document["organisation"]), str(document["agreement"])
    with turn(), transaction.atomic():  # the signature was checked before: nobody waits for it
        key = OrganisationKey.objects.select_related("organisation").filter(public=public).first()
        if key is None:
            return _first(data, agreement=agreement, public=public, label=str(document["label"]), signed=signed, at=at)
        return _again(key, data=data, agreement=agreement, at=at)


def _data_of(value: Any) -> dict[str, Any]:
    try:
        return fields(value, ("name", "credit_code", "kinds", "details"), name="organisation")
    except ValueError as error:
        raise NotValid(
            Text(f"文件里的机构信息不对：{error}", f"The document's organisation is wrong: {error}"),
            rule="filing.content",
            article="CTS A-004",
            next_step=Text("按 registration/v1 的格式重新生成。", "Make it again in the form of registration/v1."),
            field="organisation",
        ) from error


def _first(data: dict[str, Any], *, agreement: str, public: str, label: str, signed: Any, at: datetime) -> Filing:
    require_agreement(agreement)
    content = checked(data)
    organisation = new_organisation(content, at=at)
    filing = new_filing(organisation, content, agreement=agreement, at=at)
    event = events.AgreementAccepted(organisation.id, filing.number, agreement)
    append(event, subject=f"organisation:{organisation.id}", by=organisation.id, at=at)
    new_key(organisation, public=public, label=label, signed=signed, purpose="organisation", by=organisation.id, at=at)
    return file_registration(filing, by=_registrant(organisation.id), at=at)


def _again(key: OrganisationKey, *, data: dict[str, Any], agreement: str, at: datetime) -> Filing:
    organisation = key.organisation
    by = _registrant(organisation.id)
    last = organisation.filings.order_by("-number").first()
    if last is not None and last.state in ("filed", "verified") and _same(last, data):
        return last
    _require_speaking(key, at=at)
    if last is not None and last.state in PENDING_FILING:
        filing = edit_filing(last, data=data, by=by, at=at)
    else:
        filing = start_change(organisation, data=data, agreement=agreement, by=by, at=at)
    return file_registration(filing, by=by, at=at)


def _require_speaking(key: OrganisationKey, *, at: datetime) -> None:
    registers = key.state == "proposed" and key.organisation.state == "draft"
    if key.purpose == "organisation" and (registers or is_in_force(key, at=at)):
        return
    raise NotAllowed(
        Text("这把密钥不能代表机构申报。", "This key does not speak for the organisation."),
        rule="key.in_force",
        article="CTS A-012",
        next_step=Text("用已绑定且未到期的机构密钥签名。", "Sign with the organisation's bound, unexpired key."),
    )


def _same(filing: Filing, data: dict[str, Any]) -> bool:
    return filing_form.cleaned(data) == filing_form.content_of(filing)


def _registrant(organisation: str) -> Actor:
    return Actor(id=organisation, organisation=organisation, roles=frozenset({"registrant"}))
