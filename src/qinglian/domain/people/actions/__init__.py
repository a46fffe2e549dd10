"""Every act on organisations, persons, posts and keys. One function, one act, one fact."""

from qinglian.domain.people.actions.duties import fulfil_duty, open_duty, waive_duties
from qinglian.domain.people.actions.keys import bind_key, bind_keys, propose_key, refuse_key, revoke_key
from qinglian.domain.people.actions.persons import (
    accept_invitation,
    appoint_person,
    create_person,
    end_post,
    found_centre,
    give_post,
    reset_sign_in,
)
from qinglian.domain.people.actions.received import admit_authority, confirm_received
from qinglian.domain.people.actions.registration import (
    Declarant,
    delete_filing,
    edit_filing,
    file_registration,
    register_organisation,
    reject_filing,
    start_change,
    verify_filing,
    verify_filings,
)
from qinglian.domain.people.actions.roll import enter_roll, leave_roll
from qinglian.domain.people.actions.signed_registration import register_by_key
from qinglian.domain.people.actions.standing import restore_organisation, suspend_organisation
from qinglian.domain.people.actions.tokens import create_token, revoke_token

__all__ = [
    "Declarant",
    "accept_invitation",
    "admit_authority",
    "appoint_person",
    "bind_key",
    "bind_keys",
    "confirm_received",
    "create_person",
    "create_token",
    "delete_filing",
    "edit_filing",
    "end_post",
    "enter_roll",
    "file_registration",
    "found_centre",
    "fulfil_duty",
    "give_post",
    "leave_roll",
    "open_duty",
    "propose_key",
    "refuse_key",
    "register_by_key",
    "register_organisation",
    "reject_filing",
    "reset_sign_in",
    "restore_organisation",
    "revoke_key",
    "revoke_token",
    "start_change",
    "suspend_organisation",
    "verify_filing",
    "verify_filings",
    "waive_duties",
]
