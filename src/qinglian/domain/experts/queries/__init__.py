"""Every question about the register and draws, filtered for who asks where that matters."""

from qinglian.domain.experts.queries.draws import (
    Panel,
    call_by_credential,
    calls_to_expire,
    calls_to_place,
    closing_of,
    draw_at,
    draws_in,
    draws_of,
    draws_to_complete,
    panel_of,
    parties_of,
    request_of,
    scope_of,
    supervision_of,
)
from qinglian.domain.experts.queries.register import (
    counts_by_speciality,
    expert_for,
    experts_matching,
    pool,
    register_rows,
)

__all__ = [
    "Panel",
    "call_by_credential",
    "calls_to_expire",
    "calls_to_place",
    "closing_of",
    "counts_by_speciality",
    "draw_at",
    "draws_in",
    "draws_of",
    "draws_to_complete",
    "expert_for",
    "experts_matching",
    "panel_of",
    "parties_of",
    "pool",
    "register_rows",
    "request_of",
    "scope_of",
    "supervision_of",
]
