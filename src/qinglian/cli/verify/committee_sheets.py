"""The members' sheets in the order of the log: which of them count, and whether each was locked when it could be (protocol 12; REG 48)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qinglian.cli.verify.cases import OpeningCase
from qinglian.cli.verify.facts import LoggedFact
from qinglian.cli.verify.report import Step
from qinglian.domain.evaluation.result import EvaluatedOffer, Evaluation, rejected_in_review
from qinglian.domain.evaluation.sheets import kind_due
from qinglian.trust.session import check_score_sheet

Rows = dict[str, Any]
Sheets = dict[str, dict[int, Rows]]  # kind -> seat -> rows
_STAGES = ("review", "technical", "business")


@dataclass
class Committee:
    """What the facts have shown so far: the seats in force, their sheets, and since when technical scores are no longer blind."""

    step: Step
    opening: OpeningCase
    terms: Mapping[str, Any]
    offers: Sequence[EvaluatedOffer]
    ended: int  # index of the fact that finished the evaluation
    in_force: set[int] = field(default_factory=set)  # a successor from the fact that names it
    seated: set[int] = field(default_factory=set)
    sheets: Sheets = field(default_factory=dict)
    revealed: bool = False
    seated_later: set[int] = field(default_factory=set)  # after the blind codes were revealed
    bound: dict[int, Rows] = field(default_factory=dict)  # seat -> technical rows that a sheet after the reveal repeats

    @property
    def kinds(self) -> list[str]:
        """This will list the kinds of sheet that the terms ask for, in the order of the stages."""
        return [kind for stage in _STAGES if (kind := kind_due(stage, self.terms))]

    def read(self, fact: LoggedFact) -> None:
        """This will take the next fact of the log."""
        seat = int(fact.body.get("seat", 0))
        if fact.kind == "seat-taken/v1":
            self._seat(seat)
        elif fact.kind == "member-replaced/v1":
            self._replace(seat, int(fact.body["by_seat"]))
        elif fact.kind == "blind-codes-revealed/v1":
            self.revealed = True
        elif fact.kind == "scores-voided/v1":
            self._void(fact)
        elif fact.kind == "sheet-locked/v1":
            self._lock(fact, seat)

    def _seat(self, seat: int) -> None:
        """A seat is taken once; after the reveal only a successor sits down."""
        if seat in self.seated:
            return
        self.seated.add(seat)
        if self.revealed and seat in self.in_force:
            self.seated_later.add(seat)
        self.in_force.add(seat)

    def _replace(self, seat: int, by_seat: int) -> None:
        """The sheets of a member who was replaced are void; its successor is awaited from the review on."""
        self.in_force.discard(seat)
        self.in_force.add(by_seat)
        for rows in self.sheets.values():
            rows.pop(seat, None)

    def _void(self, fact: LoggedFact) -> None:
        """Scoring sheets are void where the review now rejects other bids than those sheets left out."""
        rejected = self._rejected()
        if rejected != set(fact.body["rejected"]) or not self._other_bids(rejected):
            self.step.find("scores_voided_wrongly", fact.where)
        for seat, rows in self.sheets.get("technical", {}).items() if self.revealed else ():
            self.bound[seat] = self.bound.get(seat, {}) | rows
        self.sheets = {"review": self.sheets.get("review", {})}

    def _lock(self, fact: LoggedFact, seat: int) -> None:
        try:
            sheet = check_score_sheet(
                fact.body["sheet"],
                opening=self.opening.opening,
                session=session_of(self.opening),
                seat=seat,
                key=seat_keys(self.opening)[seat],
            )
        except (ValueError, KeyError) as error:
            self.step.find("sheet_invalid", fact.where, seat=seat, why=error)
            return
        kind, rows = str(sheet["kind"]), sheet["rows"]
        if fact.index > self.ended:
            self.step.find("sheet_late", fact.where, seat=seat)
        if seat in self.sheets.get(kind, {}):
            self.step.find("sheet_twice", fact.where, seat=seat, kind=kind)
        if not self._is_due(kind, seat):
            self.step.find("sheet_early", fact.where, seat=seat, kind=kind)
        if kind == "technical" and self.revealed and not self._may_follow_the_reveal(seat, rows):
            self.step.find("sheet_unblind", fact.where, seat=seat)
        self._check_files(fact, sheet)
        if seat in self.in_force:
            self.sheets.setdefault(kind, {})[seat] = rows

    def _is_due(self, kind: str, seat: int) -> bool:
        """A sheet is due once every member in force has locked all earlier ones."""
        if seat not in self.in_force or kind not in self.kinds:
            return False
        earlier = self.kinds[: self.kinds.index(kind)]
        return all(self.in_force <= set(self.sheets.get(one, {})) for one in earlier)

    def _may_follow_the_reveal(self, seat: int, rows: Rows) -> bool:
        """A successor who sat down after the reveal scores then; another only where its sheet was voided, and what it had scored stands."""
        if seat in self.seated_later and seat not in self.bound:
            return True
        return seat in self.bound and all(rows.get(key, row) == row for key, row in self.bound[seat].items())

    def _rejected(self) -> set[int]:
        review = {"review": self.sheets.get("review", {})}
        given = Evaluation(self.opening.opening, "", self.terms, None, tuple(self.offers), review, {}, None)
        return set(rejected_in_review(given))

    def _other_bids(self, rejected: set[int]) -> list[tuple[str, int]]:
        """The scoring sheets (kind, seat) that score other bids than those left."""
        left, codes = {offer.number for offer in self.offers} - rejected, blind_codes(self.opening)
        return [
            (kind, seat)
            for kind in self.kinds[1:]
            for seat, rows in self.sheets.get(kind, {}).items()
            if {_number(key, codes) for key in rows} != left
        ]

    def _check_files(self, fact: LoggedFact, sheet: dict[str, Any]) -> None:
        """A member signs the hashes of what it was shown; they are those of the session's own list."""
        codes, listed = blind_codes(self.opening), _listed(self.opening)
        for key, names in sheet["files"].items():
            number = _number(key, codes)
            if set(names) - listed.get(number, set()):
                self.step.find("sheet_other_file", fact.where, seat=sheet["seat"], number=number)

    def finish(self) -> None:
        """This will find what is missing at the end: every member in force has a sheet of every kind, over the bids that were left."""
        for kind in self.kinds:
            for seat in sorted(self.in_force - set(self.sheets.get(kind, {}))):
                self.step.find("sheet_absent", self.opening.where, seat=seat, kind=kind)
        for kind, seat in self._other_bids(self._rejected()):
            self.step.find("sheet_other_bids", self.opening.where, seat=seat, kind=kind)


def sheets_in_force(
    step: Step, opening: OpeningCase, terms: Mapping[str, Any], offers: Sequence[EvaluatedOffer], *, ended: int
) -> Sheets:
    """This will read the facts in the order of the log and return the sheets that count; ValueError or KeyError where they cannot be read."""
    committee = Committee(step, opening, terms, offers, ended)
    for fact in opening.facts:
        committee.read(fact)
    committee.finish()
    return committee.sheets


def seat_keys(opening: OpeningCase) -> dict[int, str]:
    """This will return seat -> the key that was bound to it."""
    return {int(fact.body["seat"]): str(fact.body["public"]) for fact in opening.of("seat-taken/v1")}


def replaced_seats(opening: OpeningCase) -> set[int]:
    """This will return the seats whose members were replaced."""
    return {int(fact.body["seat"]) for fact in opening.of("member-replaced/v1")}


def blind_codes(opening: OpeningCase) -> dict[str, int]:
    """This will return blind code -> number, once they are revealed."""
    fact = opening.first("blind-codes-revealed/v1")
    return {str(row["code"]): int(row["number"]) for row in fact.body["rows"]} if fact else {}


def session_of(opening: OpeningCase) -> str:
    """This will return the session as signed documents name it ("" before it is opened)."""
    fact = opening.first("session-opened/v1")
    return str(fact.body["session"]) if fact else ""


def _number(key: str, codes: Mapping[str, int]) -> int:
    return codes.get(key) or int(key)


def _listed(opening: OpeningCase) -> dict[int, set[str]]:
    fact = opening.first("files-listed/v1")
    files = fact.body["files"] if fact else {}
    return {int(number): {name for part in parts.values() for name in part} for number, parts in files.items()}
