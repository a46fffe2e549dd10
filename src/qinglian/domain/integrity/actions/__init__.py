"""Acts of rounds, pledges and lists of duties. One function, one act, one fact."""

from qinglian.domain.integrity.actions.duty_lists import (
    draft_duty_lists,
    edit_duty_list,
    issue_duty_lists,
    review_duty_lists,
    sign_duty_lists,
)
from qinglian.domain.integrity.actions.pledges import (
    ask_for_new_pledges,
    open_pledge_campaign,
    sign_leader_pledge,
    sign_pledge,
)
from qinglian.domain.integrity.actions.proposals import (
    adopt_proposals,
    examine_proposals,
    refuse_proposal,
    review_proposals,
)
from qinglian.domain.integrity.actions.rounds import close_round, open_round, propose_points

__all__ = [
    "adopt_proposals",
    "ask_for_new_pledges",
    "close_round",
    "draft_duty_lists",
    "edit_duty_list",
    "examine_proposals",
    "issue_duty_lists",
    "open_pledge_campaign",
    "open_round",
    "propose_points",
    "refuse_proposal",
    "review_duty_lists",
    "review_proposals",
    "sign_duty_lists",
    "sign_leader_pledge",
    "sign_pledge",
]
