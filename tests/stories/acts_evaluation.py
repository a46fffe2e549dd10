"""What people do on stage in an evaluation: from the open session to the signed report. A seat is known by its credential and its key."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from qinglian.law.evaluation.rejection_grounds import GROUNDS
from qinglian.trust.canonical import jcs
from qinglian.trust.closing import verify_closing
from qinglian.trust.manifest import read_head_bytes
from qinglian.trust.session import make_session_release, sign_report, sign_seat, sign_sheet
from tests.stories.acts import Played, run_clock
from tests.stories.acts_draw import Draw, answer, notify
from tests.stories.cast import Cast, Guardian
from tests.stories.stage import Stage

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Seat:
    """One member at its own machine: the credential that was sent, the key made there."""

    number: int
    credential: str = field(repr=False)
    key: Ed25519PrivateKey = field(repr=False)

    @property
    def headers(self) -> dict[str, str]:
        """This will return what opens the seat."""
        return {"X-Seat": self.credential}


@dataclass
class Table:
    """A session on stage and the seats that somebody sits at."""

    played: Played
    seats: dict[int, Seat] = field(default_factory=dict)
    against: dict[str, tuple[str, str]] = field(default_factory=dict)  # bidder -> (ground, evidence) of a rejection

    @property
    def path(self) -> str:
        """This will return the session's address."""
        return f"/evaluation/sections/{self.played.code}/{self.played.section}"

    @property
    def shown(self) -> dict[str, Any]:
        """This will return the session from outside."""
        return dict(self.played.stage.get(self.path))

    def view(self, seat: Seat) -> dict[str, Any]:
        """This will return what a member sees."""
        return dict(self.played.stage.get("/evaluation/seat", headers=seat.headers))

    def chair(self) -> Seat:
        """This will return the first seat, whom all vote for."""
        return self.seats[min(self.seats)]


def open_session(stage: Stage, played: Played) -> Table:
    """This will have the host open the session, and the record name its key."""
    table = Table(played)
    stage.post(table.path, by="host")
    stage.settle()
    return table


def release(stage: Stage, table: Table, guardian: Guardian) -> None:
    """This will have a guardian check session and closing list and release both compartments, to the session alone."""
    played = table.played
    for compartment in ("business", "technical"):
        asked = {"guardian": guardian.id, "compartment": compartment, "heads": True}
        bundle = stage.get(f"{table.path}/bundle", **asked)
        root = bundle["closed"]["fact"]["body"]["root"]
        listed = verify_closing(bundle["list"], opening=played.opening, root=root)
        heads = [read_head_bytes(jcs(bid["head"])) for bid in bundle["bids"]]
        signed, unreleasable = make_session_release(
            guardian.master,
            opening=played.opening,
            guardian=guardian.id,
            compartment=compartment,
            closing=root,
            session=bundle["session"]["fact"]["body"]["recipient"],
            heads=[head for head in heads if head.hash in listed],
        )
        assert unreleasable == []
        stage.post("/evaluation/releases", signed)


def unseal(stage: Stage, cast: Cast, table: Table) -> None:
    """This will have one guardian of each group release, and the timetable unseal."""
    for guardian in (cast.guardians[1], cast.guardians[3]):
        release(stage, table, guardian)
    run_clock(stage)


def name_representative(stage: Stage, table: Table, *, seat: int, name: str) -> str:
    """This will have the tenderer name its representative, and return the credential."""
    named = {"seat": seat, "name": name}
    return str(stage.post(f"{table.path}/representatives", named, by="officer")["credential"])


def sit_down(stage: Stage, table: Table, credentials: list[str]) -> None:
    """This will have members sign in with keys of their own, and the host check each identity document."""
    for credential in credentials:
        number = stage.get("/evaluation/seat", headers={"X-Seat": credential})["seat"]
        seat = Seat(number, credential, Ed25519PrivateKey.generate())
        session = table.shown["session"]
        signed = sign_seat(seat.key, opening=table.played.opening, session=session, seat=number)
        stage.post("/evaluation/seat", signed, headers=seat.headers)
        table.seats[number] = seat
        stage.post(f"{table.path}/identities", {"seat": number}, by="host")


def seat_everybody(stage: Stage, table: Table, draw: Draw, *, representative: str = "") -> None:
    """This will seat every expert who accepted, in the order of the seats, and the representative of this name."""
    found = draw.answered("accepted")
    numbers = {one: stage.get("/evaluation/seat", headers={"X-Seat": one})["seat"] for one in found}
    credentials = sorted(found, key=lambda one: int(numbers[one]))
    if representative:
        credentials.append(name_representative(stage, table, seat=len(found) + 1, name=representative))
    sit_down(stage, table, credentials)


def start(stage: Stage, table: Table) -> None:
    """This will have all vote for the first seat as chair, who starts the review."""
    for seat in table.seats.values():
        stage.post("/evaluation/seat/votes", {"seat": table.chair().number}, headers=seat.headers)
    stage.post("/evaluation/seat/review", headers=table.chair().headers)


def lock_sheet(stage: Stage, seat: Seat, view: dict[str, Any], rows: dict[str, Any]) -> None:
    """This will have a member open the files that are new on this sheet, and lock the sheet under its signature."""
    for bid in view["bids"]:
        for file in bid["files"] if view["sheet"] in ("review", "technical") else ():
            path = f"/evaluation/seat/pages/{bid['key']}/{file['compartment']}/{file['sha256']}/1"
            stage.get(path, headers=seat.headers)
    signed = sign_sheet(
        seat.key,
        opening=view["opening"],
        session=view["session"],
        seat=seat.number,
        kind=view["sheet"],
        rows=rows,
        files={bid["key"]: [file["sha256"] for file in bid["files"]] for bid in view["bids"]},
    )
    stage.post("/evaluation/seat/sheets", signed, headers=seat.headers)


def lock_one(stage: Stage, table: Table, number: int) -> None:
    """This will have the member at this seat lock the sheet that is due."""
    view = table.view(table.seats[number])
    lock_sheet(stage, table.seats[number], view, _rows(table, view))


def lock_all(stage: Stage, table: Table) -> None:
    """This will have every member lock the sheet that is due, where it has not yet, and the timetable move on."""
    for seat in table.seats.values():
        view = table.view(seat)
        if not view["is_locked"]:
            lock_sheet(stage, seat, view, _rows(table, view))
            stage.forward(minutes=3)
    run_clock(stage)


def score(stage: Stage, table: Table) -> None:
    """This will have everything judged up to the summary."""
    while table.shown["state"] in ("review", "technical", "business"):
        lock_all(stage, table)


def replace(stage: Stage, table: Table, draw: Draw, *, seat: int, reason: str) -> None:
    """This will have the host replace a member who cannot go on; the notifier calls the next of the same ranking."""
    stage.post(f"{table.path}/replacements", {"seat": seat, "reason": reason}, by="host")
    del table.seats[seat]
    notify(stage, draw)


def succeed(stage: Stage, table: Table, draw: Draw) -> int:
    """This will have the next of the ranking accept, take the new seat, and return its number."""
    newcomer = draw.credentials[-1]
    answer(stage, newcomer, "accept")
    run_clock(stage)
    sit_down(stage, table, [newcomer])
    return max(table.seats)


def make_report(stage: Stage, table: Table) -> dict[str, Any]:
    """This will have the chair draw up the report, and return the result that everybody is to sign."""
    return dict(stage.post("/evaluation/seat/report", headers=table.chair().headers)["result"])


def sign(stage: Stage, table: Table, seat: Seat, *, dissent: str = "") -> None:
    """This will have a member sign the report, with its dissent where there is one."""
    view = table.view(seat)
    about = {"opening": view["opening"], "session": view["session"], "seat": seat.number}
    signed = sign_report(seat.key, **about, result=view["result_hash"], dissent=dissent)
    stage.post("/evaluation/seat/signature", signed, headers=seat.headers)


def sign_all(stage: Stage, table: Table, *, dissents: dict[int, str] | None = None) -> None:
    """This will have every member sign, and the timetable end the evaluation."""
    for seat in table.seats.values():
        sign(stage, table, seat, dissent=(dissents or {}).get(seat.number, ""))
        stage.forward(minutes=1)
    run_clock(stage)


def finish(stage: Stage, cast: Cast, draw: Draw) -> Table:
    """This will bring a section with a complete committee to its signed report."""
    table = scored(stage, cast, draw)
    make_report(stage, table)
    sign_all(stage, table)
    return table


def scored(stage: Stage, cast: Cast, draw: Draw) -> Table:
    """This will bring a section with a complete committee to the summary: every sheet locked, no report yet."""
    table = open_session(stage, draw.played)
    unseal(stage, cast, table)
    seat_everybody(stage, table, draw)
    start(stage, table)
    score(stage, table)
    return table


def grade(*, full: str, place: int, seat: int) -> str:
    """This will return a member's mark: earlier bids are judged a little better, and no two neighbours judge quite alike."""
    mark = Decimal(full) * (Decimal("0.94") - Decimal("0.04") * place) - Decimal("0.25") * (seat % 3)
    return str(mark.quantize(CENT))


def _rows(table: Table, view: dict[str, Any]) -> dict[str, Any]:
    kind, names = view["sheet"], list(table.played.plans.values())
    rows: dict[str, Any] = {}
    for bid in view["bids"]:
        if kind == "review":
            failed, evidence = table.against.get(bid["name"], ("", ""))
            rows[bid["key"]] = {
                ground.code: {
                    "pass": ground.code != failed,
                    "evidence": evidence if ground.code == failed else "",
                }
                for ground in GROUNDS
            }
        elif kind == "adjustment":
            rows[bid["key"]] = []
        else:
            name = next(
                table.played.plans[file["sha256"]] for file in bid["files"] if file["sha256"] in table.played.plans
            )
            rows[bid["key"]] = {
                row["code"]: grade(full=row["full"], place=names.index(name), seat=view["seat"])
                for row in view["terms"]["criteria"]
                if row["part"] == kind
            }
    return rows
