"""Acts from the candidates to the award."""

from qinglian.domain.contracts.actions.announcing import announce_candidates
from qinglian.domain.contracts.actions.awarding import make_award

__all__ = ["announce_candidates", "make_award"]
