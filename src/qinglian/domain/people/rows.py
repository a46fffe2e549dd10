"""Rows of the register: inserted and filled. No facts here: the act that calls leaves them, but for a proposed key."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from qinglian.domain.people import events, filing_form
from qinglian.domain.people.guards import login_taken, pending_already, require_free_login, require_good_password, taken
from qinglian.domain.people.models import Filing, Organisation, OrganisationKey, Person
from qinglian.law.refusal import NotValid
from qinglian.law.text import Text
from qinglian.record.actions import append


def new_organisation(content: filing_form.FilingData, *, at: datetime) -> Organisation:
    """This will insert an unverified organisation; a name or code that somebody took meanwhile is refused (NotValid)."""
    organisation = Organisation(registered_at=at)
    apply_filing(organisation, content)
    return organisation


def new_filing(organisation: Organisation, content: filing_form.FilingData, *, agreement: str, at: datetime) -> Filing:
    """This will insert the organisation's next draft filing."""
    last = organisation.filings.order_by("-number").first()
    filing = Filing(organisation=organisation, number=last.number + 1 if last else 1, agreement=agreement, agreed_at=at)
    fill_filing(filing, content)
    return filing


def fill_filing(filing: Filing, content: filing_form.FilingData) -> None:
    """This will write the content into the filing's row (NotValid when somebody took the name or code meanwhile)."""
    filing.name, filing.credit_code = content.name, content.credit_code
    filing.kinds, filing.details = content.kinds, content.details
    _save_once(filing)


def apply_filing(organisation: Organisation, content: filing_form.FilingData) -> None:
    """This will write the content into the organisation's row (NotValid when somebody took the name or code meanwhile)."""
    organisation.name, organisation.credit_code = content.name, content.credit_code
    organisation.kinds, organisation.details = content.kinds, content.details
    _save_once(organisation)


def _save_once(thing: Filing | Organisation) -> None:
    try:
        with transaction.atomic():
            thing.save()
    except IntegrityError as error:
        if "one_pending" in str(error) or "organisation_id" in str(error):
            raise pending_already(1) from error
        raise taken("credit_code" if "code" in str(error) else "name") from error


def new_person(*, login: str, name: str, email: str, password: str | None, opened_by: str = "") -> Person:
    """This will insert a person after checking login, name and password (NotValid names the field). No fact: the calling act leaves it."""
    person = Person(
        login=login.strip().lower(), name=" ".join(name.split()), email=email.strip().lower(), opened_by=opened_by
    )
    require_free_login(person)
    if password is not None:
        require_good_password(password, person=person)
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        raise login_taken() from error
    return person


def new_key(
    organisation: Organisation,
    *,
    public: str,
    label: str,
    signed: Any,
    purpose: str,
    holder: str = "",
    by: str,
    at: datetime,
) -> OrganisationKey:
    """This will insert a proposed key with its fact; a public key that was ever handed in before is refused (NotValid)."""
    key = OrganisationKey(
        organisation=organisation,
        purpose=purpose,
        holder=holder,
        public=public,
        label=" ".join(label.split())[:100],
        proposal=signed,
        proposed_at=at,
    )
    try:
        with transaction.atomic():
            key.save()
    except IntegrityError as error:
        raise NotValid(
            Text("这把公钥已经交过。", "This public key was handed in before."),
            rule="key.once",
            article="CTS A-012",
            next_step=Text("请用工具重新生成一把密钥再交。", "Make a new key with the tool and hand that in."),
            field="signed",
        ) from error
    append(
        events.KeyProposed(organisation.id, public, purpose), subject=f"organisation:{organisation.id}", by=by, at=at
    )
    return key
