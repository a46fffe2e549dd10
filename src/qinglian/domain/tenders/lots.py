"""Seeds for what chance decides (docs/protocol.md 10): whose they are, of which scope, and when. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.trust.strict import digest, fields, whole

PARTIES: dict[str, Text] = {
    "tenderer": Text("招标人", "The tenderer"),
    "centre": Text("交易中心", "The trading centre"),
    "supervisor": Text("行政监督部门", "The supervising authority"),
}
PURPOSES: dict[str, Text] = {
    "draw": Text("抽取评标专家", "The draw of experts"),
    "coefficient": Text("抽取评标基准价系数", "The coefficient of the price formula"),
}
PARTIES_OF: dict[str, tuple[str, ...]] = {
    "draw": ("tenderer", "centre", "supervisor"),
    "coefficient": ("tenderer", "centre"),
}
FAULTS: dict[str, Text] = {
    "seed_mismatch": Text("存底的种子与承诺不符", "The deposit gives no seed that fits the commitment"),
    "envelope_unopenable": Text("存底的信封打不开", "The deposit's envelopes do not open"),
}
COMMITTED_IN: dict[str, tuple[str, ...]] = {
    "coefficient": ("draft",),
    "draw": ("closed", "releasing", "opened", "recorded", "evaluating"),
}
AFTER_CLOSING = ("closed", "releasing", "opened", "recorded", "evaluating", "evaluated", "publicised", "awarded")
ASKED_AFTER = timedelta(minutes=30)  # practice, no rule: so long parties reveal by themselves; then guardians are asked
_ROOTS = ("roster", "exclusions")


@dataclass(frozen=True)
class SeedState:
    """One party's seed as everybody may see it; `commitment` is empty while the party has not committed."""

    party: str
    commitment: str = ""
    committed_at: datetime | None = None
    seed: str = ""
    how: str = ""
    revealed_at: datetime | None = None
    failed: str = ""
    releases: int = 0

    @property
    def state(self) -> str:
        """This will return `missing`, `committed`, `revealed` or `failed`."""
        if not self.commitment:
            return "missing"
        return "revealed" if self.seed else "failed" if self.failed else "committed"


@dataclass(frozen=True)
class SeedsSide:
    """Whose the tender is, as far as seeds ask."""

    tenderer: str
    agency: str | None
    supervisor: str | None


def parties_for(by: Actor, *, of: SeedsSide) -> tuple[str, ...]:
    """This will list the parties for which the actor may commit and reveal: its own side of this tender alone."""
    found = []
    if by.has_role("buyer_operator", "buyer_reviewer") and by.organisation in (of.tenderer, of.agency):
        found.append("tenderer")
    if by.has_role("centre_host"):
        found.append("centre")
    if by.has_role("supervisor") and of.supervisor in (None, by.organisation):
        found.append("supervisor")
    return tuple(found)


def scope_faults(purpose: str, scope: object, *, opening: dict[str, Any]) -> str:
    """This will say (for a log, in English) why a scope is none of this opening's, or return "" when it is."""
    if purpose == "coefficient":
        return "" if scope == opening else "the scope is not this opening"
    try:
        scope = fields(scope, (*opening, "draw", *_ROOTS), name="scope")
        whole(scope["draw"], name="scope.draw", least=1)
        for name in _ROOTS:
            digest(scope[name], name=f"scope.{name}")
    except ValueError as error:
        return str(error)
    return "" if all(scope[name] == opening[name] for name in opening) else "the scope is not of this opening"


def may_reveal_now(purpose: str, *, section_state: str, states: Sequence[SeedState]) -> bool:
    """This will say whether seeds may be told: a coefficient's once bidding is closed, a draw's once all its parties have committed."""
    complete = all(row.state != "missing" for row in states)
    return complete and (purpose == "draw" or section_state in AFTER_CLOSING)


def decides(states: Sequence[SeedState]) -> bool:
    """This will say whether every party's seed is known or failed, and at least one is known."""
    return all(row.state in ("revealed", "failed") for row in states) and any(row.seed for row in states)


def reveals_from(purpose: str, *, states: Sequence[SeedState], deadline_at: datetime | None) -> datetime | None:
    """This will return since when seeds may be told: all have committed, and for a coefficient the deadline is over. None: not yet."""
    moments = [row.committed_at for row in states if row.committed_at is not None]
    if len(moments) < len(states) or not moments:
        return None
    if purpose == "coefficient" and deadline_at is not None:
        moments.append(deadline_at)
    return max(moments)
