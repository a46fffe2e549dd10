"""The facts."""

from qinglian.domain.integrity.events.duty_lists import (
    DutyListEdited,
    DutyListsDrafted,
    DutyListsIssued,
    DutyListsReviewed,
    DutyListsSigned,
)
from qinglian.domain.integrity.events.pledges import LeaderPledgeSigned, PledgeCampaignOpened, PledgeSigned
from qinglian.domain.integrity.events.rounds import (
    RiskPointAdopted,
    RiskProposalMoved,
    RiskProposed,
    RiskRoundClosed,
    RiskRoundOpened,
)

__all__ = [
    "DutyListEdited",
    "DutyListsDrafted",
    "DutyListsIssued",
    "DutyListsReviewed",
    "DutyListsSigned",
    "LeaderPledgeSigned",
    "PledgeCampaignOpened",
    "PledgeSigned",
    "RiskPointAdopted",
    "RiskProposalMoved",
    "RiskProposed",
    "RiskRoundClosed",
    "RiskRoundOpened",
]
