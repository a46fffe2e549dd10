"""What people do on stage from the request for experts to a complete committee. Nobody here sees a name but a supervising guardian."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyrage

from qinglian.domain.experts import spool
from qinglian.jobs.notifier import store
from qinglian.jobs.notifier.contact import default_channel
from qinglian.jobs.notifier.rounds import turn
from qinglian.trust.canonical import sha256
from qinglian.trust.documents import sign_document
from qinglian.trust.draw import roster_leaf, salted_root
from qinglian.trust.keys import age_identity
from qinglian.trust.strict import from_base64
from tests.stories import acts_seeds, register
from tests.stories.acts import Played, run_clock
from tests.stories.cast import Cast, Guardian
from tests.stories.stage import Stage

STRATA = {
    "works": ({"speciality": "A0802", "count": 3}, {"speciality": "A0501", "count": 2}),
    "goods": ({"speciality": "B0101", "count": 2}, {"speciality": "A0501", "count": 3}),
}
PLACE = "江城市公共资源交易中心第三评标室"


@dataclass
class Draw:
    """A draw on stage: its section, and the credentials that its calls were sent with, in the order of the calls."""

    played: Played
    credentials: list[str] = field(default_factory=list)

    @property
    def path(self) -> str:
        """This will return the draw's address."""
        return f"/experts/draws/{self.played.code}/{self.played.section}"

    @property
    def shown(self) -> dict[str, Any]:
        """This will return the newest draw as everybody may see it."""
        return dict(self.played.stage.get(self.path)[-1])

    @property
    def scope(self) -> dict[str, Any]:
        """This will return what the parties' seeds are for."""
        shown = self.shown
        roots = {"roster": shown["roster_root"], "exclusions": shown["exclusion_root"]}
        return self.played.opening | {"draw": shown["number"]} | roots

    def answered(self, state: str) -> list[str]:
        """This will list the credentials of the calls in this state, as their holders see it."""
        return [one for one in self.credentials if call_of(self.played.stage, one)["state"] == state]


def request(stage: Stage, played: Played, *, at: datetime, representatives: int = 0, kind: str = "works") -> Draw:
    """This will have the officer request experts for an evaluation at this moment: five members, representatives among them."""
    register.fill(stage)
    strata = [dict(row) for row in STRATA[kind]]
    strata[-1]["count"] -= representatives
    body = {"size": 5, "representatives": representatives, "strata": strata, "place": PLACE, "hours": 4}
    draw = Draw(played)
    stage.post(draw.path, body | {"evaluation_at": at.isoformat()}, by="officer")
    return draw


def notify(stage: Stage, draw: Draw | None = None) -> int:
    """This will give the notifier its turn, keep the links that it sent for this draw, and return how many steps it took."""
    before = _links()
    taken = turn(default_channel(), at=stage.now)
    if draw is not None:
        draw.credentials += [link.rstrip("/").rsplit("/", 1)[-1] for link in _links() if link not in before]
    stage.settle()
    return taken


def approve_roster(stage: Stage, draw: Draw, guardian: Guardian) -> int:
    """This will have a supervising guardian decrypt the roster, compare it with the register row by row and sign; it returns the size."""
    shown = stage.get(f"{draw.path}/roster", by=guardian.login)
    identity = guardian.master.identity(draw.played.opening, "lots", 0)
    sealed = from_base64(shown["opening"][guardian.id], name="opening", most=2**24)
    opening = pyrage.decrypt(sealed, [age_identity(identity)])
    rows = json.loads(opening)["rows"]
    named = [{name: row[name] for name in ("expert", "name", "unit", "specialities")} for row in rows]
    leaves = [
        roster_leaf(from_base64(row["salt"], name="salt", size=32), **one) for row, one in zip(rows, named, strict=True)
    ]
    assert sorted(named, key=lambda one: str(one["expert"])) == shown["experts"]
    assert (salted_root(leaves), len(leaves)) == (shown["root"], shown["size"])
    document = {"type": "roster-approval/v1", "scope": shown["scope"], "root": shown["root"], "size": shown["size"]}
    signed = sign_document(guardian.master, document | {"opening": sha256(opening).hex()})
    stage.post(f"{draw.path}/approval", signed)
    return len(leaves)


def fix(stage: Stage, cast: Cast, draw: Draw) -> None:
    """This will have roster and exclusions fixed, the roster approved in between."""
    notify(stage)
    approve_roster(stage, draw, cast.guardians[0])
    notify(stage)


def make(stage: Stage, draw: Draw) -> None:
    """This will have the parties commit and tell their seeds, the timetable draw, and the notifier call."""
    about: dict[str, Any] = {"purpose": "draw", "scope": draw.scope}
    acts_seeds.commit(stage, draw.played.code, draw.played.section, **about)
    acts_seeds.reveal(stage, draw.played.code, draw.played.section, **about)
    run_clock(stage)
    notify(stage, draw)


def answer(stage: Stage, credential: str, word: str) -> None:
    """This will have a called expert answer `accept` or `decline`."""
    stage.post("/experts/call", {"answer": word}, headers={"X-Call": credential})


def call_of(stage: Stage, credential: str) -> dict[str, Any]:
    """This will return what a called expert sees."""
    return dict(stage.get("/experts/call", headers={"X-Call": credential}))


def accept_all(stage: Stage, draw: Draw) -> None:
    """This will have everybody who is called accept, until every place is filled."""
    while waiting := draw.answered("waiting"):
        for credential in waiting:
            answer(stage, credential, "accept")
        run_clock(stage)
        notify(stage, draw)


def complete(
    stage: Stage,
    cast: Cast,
    played: Played,
    *,
    at: datetime | None = None,
    representatives: int = 0,
    kind: str = "works",
) -> Draw:
    """This will bring a recorded section to a complete committee for an evaluation at this moment (else in five hours), everybody accepting."""
    at = at or stage.now + timedelta(hours=5)
    draw = request(stage, played, at=at, representatives=representatives, kind=kind)
    fix(stage, cast, draw)
    make(stage, draw)
    stage.forward(minutes=6)
    accept_all(stage, draw)
    return draw


def _links() -> list[str]:
    """The links of the text messages, oldest first, each once."""
    found = reversed(spool.messages(Path(store.folder()) / "spool"))
    return list(dict.fromkeys(message.link for message in found if message.link))
