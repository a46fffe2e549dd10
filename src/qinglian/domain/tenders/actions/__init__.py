"""Every act on tenders, sections and notices. One function, one act, one fact."""

from qinglian.domain.tenders.actions.cards import hand_in_card
from qinglian.domain.tenders.actions.changes import lift_hold, place_hold, retender, terminate_tender
from qinglian.domain.tenders.actions.documents import add_document, delete_document
from qinglian.domain.tenders.actions.drafting import (
    add_section,
    create_tender,
    delete_section,
    delete_tender,
    edit_section,
    edit_sections,
    edit_tender,
    submit_tender,
)
from qinglian.domain.tenders.actions.notices import (
    approve_notice,
    delete_notice,
    draft_amendment,
    draft_notice,
    edit_notice,
    return_notice,
    submit_notice,
)
from qinglian.domain.tenders.actions.publication import publish_notice, refuse_notice
from qinglian.domain.tenders.actions.seeds import (
    commit_seed,
    release_seed_share,
    reveal_seed,
    settle_seed,
    settle_seeds,
)
from qinglian.domain.tenders.actions.sockets import (
    award_section,
    close_section,
    fail_section,
    finish_evaluation,
    finish_opening,
    mark_recorded,
    publish_candidates,
    start_evaluation,
    start_release,
)

__all__ = [
    "add_document",
    "add_section",
    "approve_notice",
    "award_section",
    "close_section",
    "commit_seed",
    "create_tender",
    "delete_document",
    "delete_notice",
    "delete_section",
    "delete_tender",
    "draft_amendment",
    "draft_notice",
    "edit_notice",
    "edit_section",
    "edit_sections",
    "edit_tender",
    "fail_section",
    "finish_evaluation",
    "finish_opening",
    "hand_in_card",
    "lift_hold",
    "mark_recorded",
    "place_hold",
    "publish_candidates",
    "publish_notice",
    "refuse_notice",
    "release_seed_share",
    "retender",
    "return_notice",
    "reveal_seed",
    "settle_seed",
    "settle_seeds",
    "start_evaluation",
    "start_release",
    "submit_notice",
    "submit_tender",
    "terminate_tender",
]
