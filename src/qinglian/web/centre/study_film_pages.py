"""Warning films: the library, one film with its reflections, writing one's own, reading and answering."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.education import actions, queries
from qinglian.domain.education.activity_kinds import FILM_PARTS
from qinglian.domain.education.activity_policy import READERS, may_keep_study
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre.study_words import reflection_chip
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import PageForm, day_field, line_field, number_field, spoken, words_field
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.tags import word

PAGE = 30


def _minute(zh: str, en: str) -> forms.IntegerField:
    return number_field(zh, en, least=0, most=600)


class FilmForm(PageForm):
    """A film of three parts."""

    title = line_field("片名", "Title")
    maker = line_field("出品单位", "Maker", most=120)
    minutes = _minute("片长（分钟）", "Length (minutes)")
    account_from = _minute("案情解说从第几分钟开始", "The case account begins at minute")
    reenactment_from = _minute("情景再现从第几分钟开始", "The re-enactment begins at minute")
    confession_from = _minute("当事人忏悔从第几分钟开始", "The confession begins at minute")
    is_districts_first = forms.BooleanField(label=spoken("全区首部警示教育片", "The district's first warning film"), required=False)  # fmt: skip


class DueForm(PageForm):
    """Until when reflections are due."""

    due_on = day_field("心得体会最迟哪天交", "Reflections due by")


class ReflectionForm(PageForm):
    """What one writes."""

    words = words_field("心得体会", "Reflection", rows=14, most=20_000)


class AnswerForm(PageForm):
    """An answer."""

    answer = words_field("回复", "Answer", rows=4, most=2000)


@for_roles(*READERS)
def films(request: HttpRequest) -> HttpResponse:
    """This will list the films with reflections submitted of required; the party office registers one below."""
    by = actor_of_request(request)
    form = FilmForm(request.POST or None)
    if is_carried_out(
        request, form, lambda typed: actions.register_film(**typed, by=by, at=clock.now()), Text("已入库。", "It is in the library.")
    ):  # fmt: skip
        return redirect("centre_study_films")
    context = {
        "rows": queries.films_for(by),
        "viewers": queries.viewers_for(by),
        "form": form,
        "keeps": may_keep_study(by),
    }
    return render(request, "centre/study_films.html", context, status=status_of(form))


@for_roles(*READERS)
def film(request: HttpRequest, film: int) -> HttpResponse:
    """This will show one film: its parts, who is missing, how often each saw it; the party office asks for reflections and reads them."""
    by, at = actor_of_request(request), clock.now()
    found = queries.film_for(film, asker=by)
    form = DueForm(request.POST if request.POST.get("act") == "assign" else None, initial={"due_on": found.due_on})
    if request.POST.get("act") == "seen":
        actions.log_viewing(found, by=by, at=at)
        messages.success(request, word(Text("观看已记下。", "The viewing is noted.")))
        return redirect("centre_study_film", film)
    if is_carried_out(
        request, form, lambda typed: actions.assign_film(found, **typed, by=by, at=at),
        Text("已布置给全体党员。", "All party members are asked."),
    ):  # fmt: skip
        return redirect("centre_study_film", film)
    sheet: Any = sheet_of(queries.reflections_of(found, asker=by), request=request, size=PAGE)
    context = {
        "film": found,
        "board": queries.film_board(found, asker=by),
        "own": queries.own_reflection(found, asker=by),
        "parts": sorted((getattr(found, field), label) for field, label in FILM_PARTS.items()),
        "sheet": sheet,
        "rows": [(row, reflection_chip(row.state)) for row in sheet.rows],
        "form": form,
        "keeps": may_keep_study(by),
        "works_here": by.has_role(*CENTRE_ROLES),
    }
    return render(request, "centre/study_film.html", context, status=status_of(form))


@for_roles(*CENTRE_ROLES)
def own_reflection(request: HttpRequest, film: int) -> HttpResponse:
    """This will let a viewer write: keep a draft, hand it in, read the answer."""
    by, at = actor_of_request(request), clock.now()
    found = queries.film_for(film, asker=by)
    own = queries.own_reflection(found, asker=by)
    form = ReflectionForm(request.POST or None, initial={"words": own.words if own else ""})
    keeps = request.POST.get("act") == "save"
    act = actions.save_reflection if keeps else actions.submit_reflection
    done = (
        Text("草稿已存，只有您看得到。", "The draft is kept; only you see it.")
        if keeps
        else Text("心得体会已交。", "It is handed in.")
    )
    if is_carried_out(request, form, lambda typed: act(found, **typed, by=by, at=at), done):
        return redirect("centre_study_own_reflection", film)
    context = {
        "film": found,
        "own": own,
        "chip": reflection_chip(own.state) if own else None,
        "form": form if own is None or own.state == "draft" or form.errors else None,
        "least": rule("study_reflection_least", on=at.date()).number(),
    }
    return render(request, "centre/study_own_reflection.html", context, status=status_of(form))


@for_roles(*CENTRE_ROLES)
def reflection(request: HttpRequest, reflection: int) -> HttpResponse:
    """This will show a reflection to its writer and, once handed in, to the party office, which notes it as read or answers."""
    by, at = actor_of_request(request), clock.now()
    found = queries.reflection_for(reflection, asker=by)
    form = AnswerForm(request.POST if request.POST.get("act") == "answer" else None)
    if request.POST.get("act") == "read":
        actions.read_reflection(found, by=by, at=at)
        messages.success(request, word(Text("已记为已阅。", "Noted as read.")))
        return redirect("centre_study_film", found.film_id)
    if is_carried_out(
        request, form, lambda typed: actions.answer_reflection(found, **typed, by=by, at=at), Text("已回复。", "It is answered.")
    ):  # fmt: skip
        return redirect("centre_study_film", found.film_id)
    answers = (may_keep_study(by) and found.state in ("submitted", "read")) or form.errors
    context = {"row": found, "chip": reflection_chip(found.state), "form": form if answers else None}
    return render(request, "centre/study_reflection.html", context, status=status_of(form))
