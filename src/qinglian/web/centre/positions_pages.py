"""Culture positions: the inventory with what is due, one position with all that it showed, renewing it with a photograph."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from qinglian.domain.education import actions, queries
from qinglian.domain.education.culture_policy import CULTURE_READERS, may_keep_culture, may_renew
from qinglian.domain.education.culture_words import AREAS, POSITION_KINDS
from qinglian.domain.education.lifecycle import POSITION
from qinglian.domain.people.queries import roll_for, staff_member
from qinglian.domain.people.refusing import require_size, unknown
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record import blobs, clock
from qinglian.web.centre.acts import (
    Act,
    ReasonForm,
    act_on,
    done,
)
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import (
    CHOOSE,
    PageForm,
    choice_field,
    day_field,
    line_field,
    number_field,
    spoken,
    words_field,
)
from qinglian.web.shared.staff_fields import person_choices

if TYPE_CHECKING:
    from qinglian.domain.education.models import CulturePosition


class ContentForm(PageForm):
    """What a position shows since when, with a photograph."""

    words = words_field("现在的内容", "What it shows")
    renewed_on = day_field("更新日期", "Renewed on")
    photo = forms.FileField(
        label=spoken("照片", "Photograph"),
        help_text=spoken(
            "JPEG、PNG 或者 WebP；保存时缩小，去掉位置等信息",
            "JPEG, PNG or WebP; it is made smaller, and place and camera are left out",
        ),
        required=False,
    )


class PositionForm(ContentForm):
    """A position that comes into the inventory."""

    name = line_field("名称", "Name", most=100)
    kind = choice_field("类别", "Kind", POSITION_KINDS)
    area = choice_field("区域", "Area", AREAS)
    place = line_field("位置", "Place", most=120)
    keeper = forms.ChoiceField(label=spoken("保管人", "Keeper"))
    interval_days = number_field("多少天更新一次", "Renewed every so many days", most=366, initial=90)
    field_order = ("name", "kind", "area", "place", "keeper", "interval_days", "words", "renewed_on", "photo")


@for_roles(*CULTURE_READERS)
def positions_page(request: HttpRequest) -> HttpResponse:
    """This will list the inventory by area, what is overdue flagged."""
    by, on = actor_of_request(request), clock.today()
    standing = request.GET.get("standing", "")
    rows: list[Any] = list(
        queries.positions_for(by, on=on, standing=standing if standing in {"overdue", "retired"} else "")
    )
    groups = [(label, [_row(row, on) for row in rows if row.area == area]) for area, label in AREAS.items()]
    overdue = sum(row.state == "in_use" and row.due_on < on for row in rows)
    context = {
        "groups": [(label, own) for label, own in groups if own],
        "total": len(rows),
        "overdue": overdue,
        "in_time": len(rows) - overdue,
        "standing": standing,
        "may_keep": may_keep_culture(by),
    }
    return render(request, "centre/positions.html", context)


@for_roles("party_officer")
def new_position(request: HttpRequest) -> HttpResponse:
    """This will put a position into the inventory."""
    by = actor_of_request(request)
    offered = {"keeper": [CHOOSE, *person_choices(roll_for(by))]}
    form = PositionForm(
        request.POST or None, request.FILES or None, offered=offered, initial={"renewed_on": clock.today()}
    )

    def run(typed: dict[str, Any]) -> "CulturePosition":
        named = {name: typed[name] for name in ("name", "kind", "area", "place", "interval_days")}
        position = actions.PositionInput(**named, keeper=staff_member(typed["keeper"], asker=by))
        return actions.register_position(position, **_content(typed), by=by, at=clock.now())

    if is_carried_out(request, form, run, Text("阵地已登记。", "The position is registered.")):
        return redirect("centre_position", form.made.pk)
    context = {
        "form": form, "heading": Text("登记阵地", "Register a position"), "submit": Text("登记", "Register"), "has_file": True,
        "lead": Text("到了更新日期，保管人的“要我办的”里会有一项更新。", "Its keeper is asked to renew it by the day."),
        "back": reverse("centre_positions"), "back_label": Text("文化阵地", "Culture positions"),
    }  # fmt: skip
    return render(request, "centre/_form_page.html", context, status=status_of(form))


@for_roles(*CULTURE_READERS)
def position_page(request: HttpRequest, position: int) -> HttpResponse:
    """This will show one position with all that it showed; its keeper renews it here."""
    by, on = actor_of_request(request), clock.today()
    found = queries.position_for(position, asker=by)
    acts = _acts(request, found, by)
    if done(request, acts):
        return redirect("centre_position", position)
    contents = queries.contents_of(found, asker=by)
    context = {
        "position": found,
        "now": contents[0],
        "contents": contents,
        "chip": _chip(found.state, contents[0].due_on, on),
        "kind": POSITION_KINDS[found.kind],
        "area": AREAS[found.area],
        "acts": acts,
    }
    return render(request, "centre/position.html", context, status=status_of(*(act.form for act in acts)))


@for_roles(*CULTURE_READERS)
def content_page(request: HttpRequest, content: int) -> HttpResponse:
    """This will lead from a content, which a duty is about, to its position."""
    found = queries.content_for(content, asker=actor_of_request(request))
    return redirect("centre_position", found.position_id)


@for_roles(*CULTURE_READERS)
def photo_file(request: HttpRequest, content: int) -> FileResponse:
    """This will hand out a photograph: a JPEG that we wrote ourselves."""
    found = queries.content_for(content, asker=actor_of_request(request))
    if not found.photo:
        raise unknown(Text("张照片", "photograph"))
    return FileResponse(blobs.path_of(found.photo).open("rb"), content_type="image/jpeg")


def _acts(request: HttpRequest, position: "CulturePosition", by: Actor) -> list[Act]:
    acts = []
    if position.state == "in_use" and may_renew(position.keeper_id, by):
        acts.append(
            act_on(
                request, "renew", Text("更新内容", "Renew"), ContentForm,
                lambda typed: actions.renew_position(position, **_content(typed), by=by, at=clock.now()),
                is_main=True, has_file=True, initial={"renewed_on": clock.today()},
            )
        )  # fmt: skip
    if position.state == "in_use" and may_keep_culture(by):
        acts.append(
            act_on(
                request, "retire", Text("撤除", "Give up"), ReasonForm,
                lambda typed: actions.retire_position(position, **typed, by=by, at=clock.now()),
            )
        )  # fmt: skip
    return acts


def _content(typed: dict[str, Any]) -> dict[str, Any]:
    if typed["photo"]:
        require_size(typed["photo"].size, "photo", limit="photo_max_bytes", on=clock.today())
    photo = typed["photo"].read() if typed["photo"] else None
    return {"words": typed["words"], "renewed_on": typed["renewed_on"], "photo": photo}


def _row(row: Any, on: date) -> dict[str, Any]:
    return {
        "position": row,
        "kind": POSITION_KINDS[row.kind],
        "chip": _chip(row.state, row.due_on, on),
        "is_late": row.state == "in_use" and row.due_on < on,
    }


def _chip(state: str, due_on: date, on: date) -> tuple[str, Text]:
    if state == "retired":
        return "sealed", POSITION.state(state).label
    return ("stop", Text("该更新了", "Due for renewal")) if due_on < on else ("ok", Text("按期", "In time"))
