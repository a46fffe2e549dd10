"""The tables."""

from qinglian.domain.integrity.models.duty_lists import DutyList
from qinglian.domain.integrity.models.pledges import LeaderPledge, Pledge, PledgeCampaign
from qinglian.domain.integrity.models.rounds import Adoption, RiskProposal, RiskRound

__all__ = ["Adoption", "DutyList", "LeaderPledge", "Pledge", "PledgeCampaign", "RiskProposal", "RiskRound"]
