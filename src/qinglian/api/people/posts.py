"""Persons and posts: created with an invitation, given roles, ended."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Status

from qinglian.api.auth import actor_of_request, require_step_up, session
from qinglian.api.errors import problems
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.people import shapes
from qinglian.domain.people import actions, queries
from qinglian.domain.people.invitations import token_of
from qinglian.record import clock

router = Router(tags=["people"])


@router.get("/organisations/{organisation_id}/posts", response=Page[shapes.PostShown], auth=session)
def list_posts(request: HttpRequest, organisation_id: str, window: Query[Window]) -> dict[str, Any]:
    """Lists the posts of an organisation, present ones first."""
    asker = actor_of_request(request)
    where = queries.organisation_for(organisation_id, asker=asker)
    return page_of(queries.posts_in(where, asker=asker), window, shapes.show_post)


@router.post("/organisations/{organisation_id}/persons", response={201: shapes.Invited}, auth=session)
def create_person(request: HttpRequest, organisation_id: str, data: shapes.PersonData) -> dict[str, Any]:
    """Creates a login with a post. The person sets the password by the token of the answer."""
    by, at = actor_of_request(request), clock.now()
    where = queries.organisation_for(organisation_id, asker=by)
    post = actions.appoint_person(
        where, login=data.login, name=data.name, email=data.email, title=data.title, roles=data.roles, by=by, at=at
    )
    return {"person": post.person_id, "token": token_of(post.person), "post": shapes.show_post(post)}


@router.post("/organisations/{organisation_id}/posts", response={201: shapes.PostShown}, auth=session)
def give_post(request: HttpRequest, organisation_id: str, data: shapes.PostData) -> dict[str, Any]:
    """Gives a known person, whose last post has ended, a post here."""
    by = actor_of_request(request)
    where = queries.organisation_for(organisation_id, asker=by)
    person = queries.person_for(data.person, asker=by)
    post = actions.give_post(person, organisation=where, title=data.title, roles=data.roles, by=by, at=clock.now())
    return shapes.show_post(post)


@router.post("/posts/{int:post_id}/end", response=shapes.PostShown, auth=session)
def end_post(request: HttpRequest, post_id: int) -> dict[str, Any]:
    """Ends a post now."""
    by = actor_of_request(request)
    return shapes.show_post(actions.end_post(queries.post_for(post_id, asker=by), by=by, at=clock.now()))


@router.post("/posts/{int:post_id}/reset", response=shapes.Invited, auth=session)
def reset_sign_in(request: HttpRequest, post_id: int) -> dict[str, Any]:
    """Clears password and second factor of the post's person, revokes its tokens, and makes a new invitation. Wants a step-up."""
    require_step_up(request)
    by = actor_of_request(request)
    post = queries.post_for(post_id, asker=by)
    person = actions.reset_sign_in(post.person, organisation=post.organisation, by=by, at=clock.now())
    return {"person": person.id, "token": token_of(person), "post": shapes.show_post(post)}


@router.post("/invitations", response={204: None, **problems(404)})
def accept_invitation(request: HttpRequest, data: shapes.Acceptance) -> Any:
    """Sets the first password of an invited person."""
    person = queries.invited_person(data.person, data.token)
    actions.accept_invitation(person, password=data.password, at=clock.now())
    return Status(204, None)
