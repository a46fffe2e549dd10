"""Releasing keys: what a tool needs for it, the signed release, the identity read from paper, the window."""

from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Status

from qinglian.api.auth import actor_of_request, require_step_up, session
from qinglian.api.bids import shapes
from qinglian.api.bids.sections import closing_at, section_at
from qinglian.api.errors import problems
from qinglian.domain.bids import actions, queries
from qinglian.record import clock

router = Router(tags=["bids"])


@router.get("/openings/{code}/{number}/bundle", response={200: shapes.BundleShown, **problems(409)})
def release_bundle(
    request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number], wanted: Query[shapes.BundleWanted]
) -> Any:
    """Gives what a releasing tool needs: the witnessed closing with its proof, the closing list, the envelopes for one guardian
    (`bidder`: one's own lock). With `heads=true` every bid comes with its whole head. Public from the start of the release."""
    return queries.release_bundle(
        section_at(code, number),
        guardian=wanted.guardian,
        compartment=wanted.compartment,
        manifest=wanted.manifest or "",
        with_heads=wanted.heads,
    )


@router.post("/releases", response={201: shapes.ReleaseShown, **problems(404)})
def release_shares(request: HttpRequest, signed: shapes.Signed) -> Any:
    """Takes a signed `release/v1`: of a guardian for every bid of the closing list, or of a bidder for its own lock."""
    return Status(201, _shown(actions.release_shares(signed.model_dump(), at=clock.now())))


@router.post("/paper-releases", response={201: shapes.ReleaseShown, **problems(404)}, auth=session)
def release_from_paper(request: HttpRequest, release: shapes.PaperRelease) -> Any:
    """Takes an identity that a guardian read out, typed in by the host; it is checked against the guardian's card. Wants a step-up."""
    require_step_up(request)
    by = actor_of_request(request)
    return Status(201, _shown(actions.release_from_paper(release.model_dump(), by=by, at=clock.now())))


@router.post("/openings/{code}/{number}/window", response={204: None}, auth=session)
def extend_window(
    request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number], extension: shapes.Extension
) -> Any:
    """Moves the end of the decryption window, by the host, with a public reason."""
    by = actor_of_request(request)
    closing = closing_at(section_at(code, number))
    actions.extend_window(closing, until=extension.until, reason=extension.reason, by=by, at=clock.now())
    return Status(204, None)


def _shown(row: Any) -> dict[str, Any]:
    return shapes.plain(row, shapes.ReleaseShown, is_public=queries.are_shares_public(row.closing_id))
