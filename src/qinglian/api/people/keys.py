"""Keys: proposed by signed documents, bound by the centre after comparing fingerprints, refused, revoked."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from qinglian.api.auth import actor_of_request, session
from qinglian.api.errors import problems
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.people import shapes
from qinglian.api.strict import Reason
from qinglian.domain.people import actions, queries
from qinglian.record import clock

router = Router(tags=["people"])


@router.get("/keys", response=Page[shapes.KeyShown], auth=session)
def list_keys(request: HttpRequest, window: Query[Window]) -> dict[str, Any]:
    """Lists the keys that wait to be bound, longest waiting first."""
    return page_of(queries.keys_waiting(asker=actor_of_request(request)), window, shapes.show_key)


@router.post("/keys", response={201: shapes.KeyShown}, auth=session)
def propose_key(request: HttpRequest, signed: shapes.Signed) -> dict[str, Any]:
    """Hands in a public key by a `key-proposal/v1` that the key itself signed."""
    key = actions.propose_key(signed.model_dump(), by=actor_of_request(request), at=clock.now())
    return shapes.show_key(key)


@router.post("/keys/{int:key_id}/bind", response=shapes.KeyShown, auth=session)
def bind_key(request: HttpRequest, key_id: int, data: shapes.Comparison) -> dict[str, Any]:
    """Binds a key whose fingerprint the verifier compared with its owner."""
    by = actor_of_request(request)
    key = queries.key_for(key_id, asker=by)
    return shapes.show_key(actions.bind_key(key, compared=data.compared, by=by, at=clock.now()))


@router.post("/keys/bind", response={200: list[shapes.KeyShown], **problems(404)}, auth=session)
def bind_keys(request: HttpRequest, batch: shapes.KeyBatch) -> list[dict[str, Any]]:
    """Binds up to 200 keys, all or none."""
    by = actor_of_request(request)
    keys = [queries.key_for(number, asker=by) for number in batch.keys]
    return [shapes.show_key(key) for key in actions.bind_keys(keys, compared=batch.compared, by=by, at=clock.now())]


@router.post("/keys/{int:key_id}/refuse", response=shapes.KeyShown, auth=session)
def refuse_key(request: HttpRequest, key_id: int, data: Reason) -> dict[str, Any]:
    """Closes a proposed key with a reason."""
    by = actor_of_request(request)
    key = queries.key_for(key_id, asker=by)
    return shapes.show_key(actions.refuse_key(key, reason=data.reason, by=by, at=clock.now()))


@router.post("/keys/{int:key_id}/revoke", response=shapes.KeyShown, auth=session)
def revoke_key(request: HttpRequest, key_id: int, data: Reason) -> dict[str, Any]:
    """Ends a bound key at once."""
    by = actor_of_request(request)
    key = queries.key_for(key_id, asker=by)
    return shapes.show_key(actions.revoke_key(key, reason=data.reason, by=by, at=clock.now()))
