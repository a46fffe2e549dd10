"""A member's seat, opened by the credential of its call. Nothing here names a person, and nobody sees another's work."""

from base64 import b64encode
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Status
from ninja.security import APIKeyHeader

from qinglian.api.errors import problems
from qinglian.api.evaluation import shapes
from qinglian.domain.evaluation import actions, queries
from qinglian.law.refusal import NotAllowed
from qinglian.record import clock


class Seat(APIKeyHeader):
    """The credential that the notifier handed to a drawn expert, or the buyer to a representative."""

    param_name = "X-Seat"

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:  # noqa: ARG002
        """This will return the member whose seat the credential opens (None: 401)."""
        try:
            return queries.member_by_credential(key) if key else None
        except NotAllowed:
            return None


router = Router(tags=["evaluation"], auth=Seat())


@router.get("", response=shapes.SeatShown)
def seat(request: HttpRequest) -> Any:
    """Shows the member's own view of the session."""
    return _shown(_member(request))


@router.post("", response={201: shapes.SeatShown})
def take_seat(request: HttpRequest, signed: shapes.Signed) -> Any:
    """Takes the seat by a signed `seat/v1`: identity and recusal confirmed, the seat's key bound."""
    return Status(201, _shown(actions.take_seat(_member(request), signed.model_dump(), at=clock.now())))


@router.post("/votes", response={201: shapes.SeatShown})
def vote_chair(request: HttpRequest, vote: shapes.SeatNamed) -> Any:
    """Votes for the chair; more than half elect it."""
    return Status(201, _shown(actions.vote_chair(_member(request), seat=vote.seat, at=clock.now())))


@router.post("/review", response={201: shapes.SeatShown})
def start_review(request: HttpRequest) -> Any:
    """Starts the preliminary review. The chair's act."""
    actions.start_review(_member(request), at=clock.now())
    return Status(201, _shown(_again(request)))


@router.put("/sheets/{kind}", response=shapes.SavedShown)
def save_sheet(request: HttpRequest, kind: Path[shapes.Kind], draft: shapes.Draft) -> Any:
    """Keeps a draft, which its author alone can read, and says what it still lacks."""
    sheet = actions.save_sheet(_member(request), kind=kind, rows=draft.rows, at=clock.now())
    return {"saved_at": sheet.drafted_at, "missing": shapes.show_missing(queries.seat_view(_member(request)))}


@router.post("/sheets", response={201: shapes.SeatShown})
def lock_sheet(request: HttpRequest, signed: shapes.Signed) -> Any:
    """Locks a complete sheet under the seat's signature (`score-sheet/v1`). What is missing is named."""
    actions.lock_sheet(_member(request), signed.model_dump(), at=clock.now())
    return Status(201, _shown(_again(request)))


@router.get(
    "/files/{key}/{compartment}/{sha256}",
    response={200: bytes, **problems(404)},
    openapi_extra={
        "responses": {
            200: {"description": "OK", "content": {"application/octet-stream": {"schema": {"type": "string"}}}}
        }
    },
)
def view_file(
    request: HttpRequest, key: Path[shapes.Key], compartment: Path[shapes.Compartment], sha256: Path[shapes.Hex]
) -> HttpResponse:
    """Gives one file of the present sheet's bids, but no PDF of a blind part; the first look is a sealed fact."""
    file = actions.view_file(_member(request), key=key, compartment=compartment, sha256=sha256, at=clock.now())
    return HttpResponse(file.data, content_type="application/octet-stream")


@router.get("/pages/{key}/{compartment}/{sha256}/{number}", response={200: shapes.PageShown, **problems(404)})
def view_page(
    request: HttpRequest, key: Path[shapes.Key], compartment: Path[shapes.Compartment], sha256: Path[shapes.Hex],
    number: Path[shapes.PageNumber],
) -> Any:  # fmt: skip
    """Draws one page of a file; the first look at a file is a sealed fact."""
    page = actions.view_page(
        _member(request), key=key, compartment=compartment, sha256=sha256, number=number, at=clock.now()
    )
    return vars(page) | {"png": b64encode(page.png).decode()}


@router.post("/clarifications", response={201: shapes.Asked, **problems(404)})
def ask_clarification(request: HttpRequest, question: shapes.Question) -> Any:
    """Asks a bidder in writing. The chair's act (条例第五十二条)."""
    row = actions.ask_clarification(_member(request), **question.model_dump(), at=clock.now())
    return Status(201, shapes.show_asked(row))


@router.post("/recusal", response={204: None})
def recuse_member(request: HttpRequest, recusal: shapes.Recusal) -> Any:
    """Leaves the seat for a reason; the next of the same ranking is called and reviews everything anew (条例第四十八条)."""
    actions.recuse_member(_member(request), reason=recusal.reason, at=clock.now())
    return Status(204, None)


@router.post("/rejection", response={201: shapes.SeatShown})
def fail_evaluation(request: HttpRequest) -> Any:
    """Rejects all bids when fewer than three are valid and there is clearly no competition. The chair's act."""
    actions.fail_evaluation(_member(request), at=clock.now())
    return Status(201, _shown(_again(request)))


@router.post("/report", response={201: shapes.SeatShown})
def make_report(request: HttpRequest) -> Any:
    """Draws up the report from the locked sheets. The chair's act."""
    actions.make_report(_member(request), at=clock.now())
    return Status(201, _shown(_again(request)))


@router.post("/signature", response={201: shapes.SeatShown})
def sign_report(request: HttpRequest, signed: shapes.Signed) -> Any:
    """Signs the report (`evaluation-report-signature/v1`), with a dissent where there is one (条例第五十三条)."""
    actions.sign_report(_member(request), signed.model_dump(), at=clock.now())
    return Status(201, _shown(_again(request)))


def _member(request: HttpRequest) -> Any:
    return request.auth  # type: ignore[attr-defined]  # what `Seat` returned


def _again(request: HttpRequest) -> Any:
    return queries.member_by_credential(request.headers["X-Seat"])


def _shown(member: Any) -> dict[str, Any]:
    return shapes.show_seat(
        queries.seat_view(member), opening=queries.opening_of(member.session), terms=queries.terms_of(member.session)
    )
