"""API tokens: made, listed and revoked by their person, in a session. A token makes no tokens."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from qinglian.api.auth import actor_of_request, person_session, require_step_up
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.people import shapes
from qinglian.domain.people import actions, queries
from qinglian.record import clock

router = Router(tags=["people"])


@router.get("/tokens", response=Page[shapes.TokenShown], auth=person_session)
def list_tokens(request: HttpRequest, window: Query[Window]) -> dict[str, Any]:
    """Lists the own tokens, newest first, with the day of last use. Secrets are not kept."""
    return page_of(queries.tokens_of(asker=actor_of_request(request)), window, shapes.show_token)


@router.post("/tokens", response={201: shapes.TokenMade}, auth=person_session)
def create_token(request: HttpRequest, data: shapes.TokenData) -> dict[str, Any]:
    """Makes a token of the present post. Its secret is in this answer and never again. Wants a step-up."""
    require_step_up(request)
    by = actor_of_request(request)
    token, secret = actions.create_token(name=data.name, scopes=data.scopes, days=data.days, by=by, at=clock.now())
    return {"token": shapes.show_token(token), "secret": secret}


@router.post("/tokens/{token_id}/revoke", response=shapes.TokenShown, auth=person_session)
def revoke_token(request: HttpRequest, token_id: str) -> dict[str, Any]:
    """Ends one of the own tokens at once."""
    by = actor_of_request(request)
    token = queries.token_for(token_id, asker=by)
    return shapes.show_token(actions.revoke_token(token, by=by, at=clock.now()))
