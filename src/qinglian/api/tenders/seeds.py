"""Seeds for what chance decides: commit and deposit, reveal, release what is withheld (docs/protocol.md 10)."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Path, Query, Schema, Status

from qinglian.api.auth import actor_of_request, require_step_up, session
from qinglian.api.errors import problems
from qinglian.api.strict import Strict
from qinglian.api.tenders import shapes
from qinglian.api.tenders.routing import router
from qinglian.domain.tenders import actions, queries
from qinglian.record import clock

Purpose = Literal["draw", "coefficient"]
PartyName = Literal["tenderer", "centre", "supervisor"]
GuardianId = Annotated[str, Field(pattern=r"^grd-[1-9][0-9]{0,9}$")]


class Lot(Strict):
    """Whose seed it is and what it is for. `scope` is the opening, for a draw with `draw`, `roster` and `exclusions`."""

    purpose: Purpose
    scope: dict[str, Any]
    party: PartyName


class Commitment(Lot):
    """A party's commitment and its deposit (`seed-deposit/v1`), both made on its own machine."""

    commitment: shapes.Hash
    deposit: dict[str, Any]


class Told(Lot):
    """A seed in hex, told by its party."""

    seed: shapes.Hash


class SeedShown(Schema):
    """One party's seed: `seed` once it is known, `how` it became known, `failed` why it never will; guardians whose releases are in."""

    purpose: str
    scope: dict[str, Any]
    party: str
    commitment: str
    committed_at: shapes.Moment
    seed: str
    how: str
    revealed_at: shapes.Moment | None
    failed: str
    released_by: list[str]


class LotShown(Schema):
    """What a machine needs to make a deposit: the opening, the guardians, their recipients and the signed cards these stand on."""

    opening: dict[str, Any]
    access: dict[str, Any]
    recipients: dict[str, str]
    cards: list[shapes.Signed]


class DepositShown(Schema):
    """A deposit for its guardian's tool: the opening and epoch of the identity that opens the envelope, and whether it is due."""

    deposit: dict[str, Any]
    opening: dict[str, Any]
    epoch: int
    is_due: bool


class Evidence(Schema):
    """An open fact, its salt, and the tlog-proof of its leaf."""

    fact: dict[str, Any]
    salt: str
    proof: str


class Wanted(Schema):
    """For which guardian the deposit is wanted."""

    guardian: GuardianId


class ShareShown(Schema):
    """A release that was taken in."""

    guardian: str
    at: shapes.Moment


@router.post("/seed-shares", response={201: ShareShown, **problems(404)}, auth=None)
def release_seed_share(request: HttpRequest, signed: shapes.Signed) -> Status[dict[str, Any]]:
    """Takes a guardian's signed `seed-release/v1` of a deposit whose party has not revealed. No session is needed."""
    row = actions.release_seed_share(signed.model_dump(), at=clock.now())
    return Status(201, {"guardian": row.guardian, "at": row.at})


@router.get("/seeds/{commitment}/deposit", response={200: DepositShown, **problems(404)}, auth=None)
def read_deposit(
    request: HttpRequest, commitment: Path[Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]], wanted: Query[Wanted]
) -> dict[str, Any]:
    """Gives a guardian's tool a published deposit."""
    seed = queries.seed_by(commitment)
    return {
        "deposit": seed.deposit,
        "opening": {**queries.opening_of(seed.section), "round": seed.round},
        "epoch": queries.epoch_of(seed, guardian=wanted.guardian),
        "is_due": queries.may_reveal(seed.section, purpose=seed.purpose, scope=seed.scope),
    }


@router.get("/{code}/sections/{number}/lot", response=LotShown, auth=None)
def read_lot(request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number]) -> dict[str, Any]:
    """Gives what a party's machine needs to make a deposit for this section's present round."""
    return queries.lot_of(queries.section_for(code, number, asker=actor_of_request(request)))


@router.get("/{code}/sections/{number}/seeds", response=list[SeedShown], auth=None)
def list_seeds(request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number]) -> list[dict[str, Any]]:
    """Lists the seeds of the section's present round, in the order of commitment."""
    section = queries.section_for(code, number, asker=actor_of_request(request))
    return [_shown(row) for row in queries.seeds_in(section)]


@router.get("/{code}/sections/{number}/seeds/evidence", response={200: list[Evidence], **problems(409)}, auth=None)
def read_evidence(request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number]) -> list[dict[str, Any]]:
    """Proves the section's closing and the commitments of its present round: what a guardian's tool demands before it releases a deposit."""
    return queries.evidence_of(queries.section_for(code, number, asker=actor_of_request(request)))


@router.post("/{code}/sections/{number}/seeds", response={201: SeedShown}, auth=session)
def commit_seed(
    request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number], data: Commitment
) -> Status[dict[str, Any]]:
    """Commits to a seed and deposits it with the guardians; by tenderer, centre or supervisor, each once in a scope. Wants a step-up."""
    require_step_up(request)
    by = actor_of_request(request)
    section = queries.section_for(code, number, asker=by)
    return Status(201, _shown(actions.commit_seed(section, **data.model_dump(), by=by, at=clock.now())))


@router.post("/{code}/sections/{number}/seeds/reveal", response=SeedShown, auth=session)
def reveal_seed(
    request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number], data: Told
) -> dict[str, Any]:
    """Tells a committed seed: a coefficient's after the closing, a draw's once all three parties have committed. Wants a step-up."""
    require_step_up(request)
    by = actor_of_request(request)
    section = queries.section_for(code, number, asker=by)
    plain = data.model_dump()
    seed = bytes.fromhex(plain.pop("seed"))
    return _shown(actions.reveal_seed(section, **plain, seed=seed, by=by, at=clock.now()))


def _shown(row: Any) -> dict[str, Any]:
    names = ("purpose", "scope", "party", "commitment", "committed_at", "seed", "how", "revealed_at", "failed")
    return {name: getattr(row, name) for name in names} | {"released_by": [one.guardian for one in row.shares.all()]}
