"""The watches of catalogue.watches_after by their code, in its order."""

from collections.abc import Callable
from datetime import datetime

from qinglian.domain.supervision.watches import awards, draws, fees, posts, sessions, systems, views
from qinglian.domain.supervision.watches.found import Found

AFTER: dict[str, Callable[[datetime], list[Found]]] = {
    "names_sought": draws.names_sought,
    "draws_repeated": draws.draws_repeated,
    "seeds_revealed": draws.seeds_revealed,
    "roster_changes": draws.roster_changes,
    "late_recusals": draws.late_recusals,
    "identities_checked": sessions.identities_checked,
    "outliers": sessions.outliers,
    "members_replaced": sessions.members_replaced,
    "sheets_kept": sessions.sheets_kept,
    "files_viewed": views.files_viewed,
    "report_signatures": sessions.report_signatures,
    "candidates_late": awards.candidates_late,
    "publicity_kept": awards.publicity_kept,
    "objections_late": awards.objections_late,
    "candidates_complete": awards.candidates_complete,
    "award_rank": awards.award_rank,
    "rejections_sent": awards.rejections_sent,
    "expert_fees": fees.expert_fees,
    "archive_whole": systems.archive_whole,
    "powers_apart": posts.powers_apart,
    "sign_ins": systems.sign_ins,
    "log_alive": systems.log_alive,
    "backups": systems.backups,
    "tokens": posts.tokens,
    "post_rotation": posts.post_rotation,
}
