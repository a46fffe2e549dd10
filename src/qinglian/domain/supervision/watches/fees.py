"""The watch of experts' fees: they follow from sign-in and end."""

import math
from datetime import datetime
from decimal import Decimal

from qinglian.domain.evaluation.events import EvaluationFinished
from qinglian.domain.evaluation.models import Fee
from qinglian.domain.supervision.watches.evidence import by_place, day_of, facts_since, ids, place, seat_subject, since
from qinglian.domain.supervision.watches.found import Found
from qinglian.law.rulebook import rule
from qinglian.law.text import Text

HALF_DAY_HOURS = 4
MOST_HALF_DAYS = 2


def expert_fees(at: datetime) -> list[Found]:
    """A fee does not follow from the hours, is paid to whom it is not owed, or exceeds two half days."""
    rows = Fee.objects.filter(at__gte=since(at)).select_related("member__session__section__tender").order_by("pk")
    evidence, found = by_place(facts_since(EvaluationFinished.kind, at=at)), list[Found]()
    for fee in rows:
        session, half_day = fee.member.session, rule(fee.rule, on=day_of(fee.at)).number()
        owed = _half_days(fee) * half_day
        if fee.amount_fen == owed and owed <= MOST_HALF_DAYS * half_day:
            continue
        seat, yuan = fee.member.seat, f"{Decimal(fee.amount_fen) / 100:.2f}"
        words = (
            Text(f"{seat} 号席位的劳务费 {yuan} 元，超过两个半天。", f"Seat {seat}: a fee of {yuan} yuan, more than two half days.")
            if fee.amount_fen == owed
            else Text(f"{seat} 号席位的劳务费 {yuan} 元，按签到和结束时间应为 {Decimal(owed) / 100:.2f} 元。",
                      f"Seat {seat}: a fee of {yuan} yuan; sign-in and end give {Decimal(owed) / 100:.2f} yuan.")
        )  # fmt: skip
        level = "yellow" if fee.amount_fen == owed else "red"
        facts = ids(evidence[place(session)])
        found.append(Found(level, seat_subject(place(session), seat), words, facts))
    return found


def _half_days(fee: Fee) -> int:
    """The half days begun from sign-in to the end; none for who never sat or was replaced."""
    member, ended = fee.member, fee.member.session.finished_at
    if member.seated_at is None or ended is None or member.state == "replaced" or member.kind != "expert":
        return 0
    hours = Decimal(int((ended - member.seated_at).total_seconds())) / 3600
    return max(1, math.ceil(hours / HALF_DAY_HOURS))
