"""Every act. One function, one act, one fact."""

from qinglian.domain.education.actions.families import (
    give_family_pledge,
    hold_family_event,
    join_family_event,
    withdraw_family_part,
)
from qinglian.domain.education.actions.family_contest import (
    award_families,
    close_family_voting,
    consent_to_story,
    nominate_family,
    open_family_contest,
    open_family_voting,
    vote_for_family,
)
from qinglian.domain.education.actions.family_videos import (
    ask_family_videos,
    play_family_video,
    publish_family_video,
    withdraw_family_video,
)
from qinglian.domain.education.actions.home_visits import (
    VisitDetails,
    call_off_home_visit,
    plan_home_visit,
    record_home_visit,
)
from qinglian.domain.education.actions.talks import (
    Told,
    hold_appointment_talk,
    hold_talk,
    open_talk_round,
    plan_talk,
)

__all__ = [
    "Told",
    "VisitDetails",
    "ask_family_videos",
    "award_families",
    "call_off_home_visit",
    "close_family_voting",
    "consent_to_story",
    "give_family_pledge",
    "hold_appointment_talk",
    "hold_family_event",
    "hold_talk",
    "join_family_event",
    "nominate_family",
    "open_family_contest",
    "open_family_voting",
    "open_talk_round",
    "plan_home_visit",
    "plan_talk",
    "play_family_video",
    "publish_family_video",
    "record_home_visit",
    "vote_for_family",
    "withdraw_family_part",
    "withdraw_family_video",
]
