"""Every act on the register of experts and in a draw, in the order of a draw's life."""

from qinglian.domain.experts.actions.calling import (
    accept_call,
    complete_draw,
    decline_call,
    expire_call,
    make_draw,
    mark_late,
    place_call,
    recuse_expert,
    replace_expert,
)
from qinglian.domain.experts.actions.ending import abandon_draw, disclose_panel, note_names_sought
from qinglian.domain.experts.actions.fixing import approve_roster, record_exclusions, record_roster
from qinglian.domain.experts.actions.register import (
    add_expert,
    admit_expert,
    edit_expert,
    remove_expert,
    suspend_expert,
)
from qinglian.domain.experts.actions.requesting import request_draw

__all__ = [
    "abandon_draw",
    "accept_call",
    "add_expert",
    "admit_expert",
    "approve_roster",
    "complete_draw",
    "decline_call",
    "disclose_panel",
    "edit_expert",
    "expire_call",
    "make_draw",
    "mark_late",
    "note_names_sought",
    "place_call",
    "record_exclusions",
    "record_roster",
    "recuse_expert",
    "remove_expert",
    "replace_expert",
    "request_draw",
    "suspend_expert",
]
