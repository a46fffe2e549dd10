"""Warning films: the library, assignment to party members, viewings, and reflections with their answers."""

from datetime import date, datetime

from django.db import transaction

from qinglian.domain.education import study_refusals
from qinglian.domain.education.actions.steps import note, person_of, require_keeper
from qinglian.domain.education.activity_policy import may_read_study
from qinglian.domain.education.audience import roll_at
from qinglian.domain.education.events import FilmAssigned, FilmRegistered, FilmViewed, ReflectionMoved
from qinglian.domain.education.lifecycle import REFLECTION
from qinglian.domain.education.models import Film, Reflection, Viewing
from qinglian.domain.people.actions import fulfil_duty, open_duty
from qinglian.domain.people.refusing import not_now, not_valid, require_text
from qinglian.law.actor import Actor
from qinglian.law.rulebook import rule
from qinglian.law.text import Text


@transaction.atomic
def register_film(
    *, title: str, maker: str, minutes: int, account_from: int, reenactment_from: int, confession_from: int,
    is_districts_first: bool = False, by: Actor, at: datetime,
) -> Film:  # fmt: skip
    """This will register a warning film; each of its three parts is marked by the minute at which it begins."""
    require_keeper(by)
    title = require_text(title, "title", Text("片名", "The title"), most=200)
    maker = require_text(maker, "maker", Text("出品单位", "The maker"), most=120)
    starts = {"account_from": account_from, "reenactment_from": reenactment_from, "confession_from": confession_from}
    late = next((field for field, start in starts.items() if not 0 <= start < minutes), None)
    if late is not None or len(set(starts.values())) < len(starts):
        apart = Text(
            "三个部分的起点要在片长之内，互不相同。", "The three parts begin within the film, at different minutes."
        )
        raise _wrong(late or "reenactment_from", apart)
    if Film.objects.filter(title=title).exists():
        raise _wrong("title", Text("这部片已经登记过。", "This film is registered already."))
    if is_districts_first and Film.objects.filter(is_districts_first=True).exists():
        raise _wrong("is_districts_first", Text("全区首部已经有一部了。", "Another film is the district's first."))

    film = Film.objects.create(
        title=title, maker=maker, minutes=minutes, is_districts_first=is_districts_first, registered_by=by.id, registered_at=at, **starts
    )  # fmt: skip

    note(FilmRegistered(film.pk, title, is_districts_first), f"film:{film.pk}", by=by, at=at)
    return film


@transaction.atomic
def assign_film(film: Film, *, due_on: date, by: Actor, at: datetime) -> int:
    """This will ask every party member on the roll for a reflection by this day; return how many owe one."""
    require_keeper(by)
    film = Film.objects.select_for_update().get(pk=film.pk)
    members = [entry.person for entry in roll_at(at) if entry.is_party_member]
    if not members:
        raise study_refusals.nobody_expected()

    film.assigned_at, film.due_on = at, due_on
    film.save(update_fields=["assigned_at", "due_on"])

    title = Text(f"心得体会：《{film.title}》"[:200], f"Reflection on {film.title}"[:200])
    for person in members:
        open_duty("reflection", owed_by=person, about=f"film:{film.pk}", title=title, due_on=due_on, by=by, at=at)
    note(FilmAssigned(film.pk, len(members), due_on.isoformat()), f"film:{film.pk}", by=by, at=at)
    return len(members)


@transaction.atomic
def log_viewing(film: Film, *, by: Actor, at: datetime) -> Viewing:
    """This will note that the person saw the film alone."""
    if not may_read_study(by):
        raise study_refusals.only_readers()
    seen = Viewing.objects.create(film=film, person=person_of(by), at=at)
    note(FilmViewed(film.pk, by.id), f"film:{film.pk}", by=by, at=at)
    return seen


@transaction.atomic
def save_reflection(film: Film, *, words: str, by: Actor, at: datetime) -> Reflection:
    """This will keep the draft of the person's reflection on a film (NotNow once it was handed in). Of two at once the later words stay."""
    if not may_read_study(by):
        raise study_refusals.only_readers()
    words = words.strip()[:20_000]
    found, is_new = Reflection.objects.select_for_update().get_or_create(
        film=film, person=person_of(by), defaults={"words": words, "saved_at": at}
    )
    if is_new:
        return found
    if found.state != "draft":
        raise not_now(
            Text("心得体会已经交了，不能再改。", "The reflection was handed in and stands."),
            Text("有补充的话，请当面同机关党委说。", "Tell the party office in person what you would add."),
            rule="reflection.submit_reflection",
        )
    found.words, found.saved_at = words, at
    found.save(update_fields=["words", "saved_at"])
    return found


@transaction.atomic
def submit_reflection(film: Film, *, words: str, by: Actor, at: datetime) -> Reflection:
    """This will hand in the person's reflection: at least rulebook study_reflection_least characters; the duty is fulfilled."""
    reflection = save_reflection(film, words=words, by=by, at=at)
    move = REFLECTION.require("submit_reflection", state=reflection.state, by=by)
    least = rule("study_reflection_least", on=at.date()).number()
    told = len("".join(reflection.words.split()))
    if told < least:
        raise not_valid(
            "words",
            Text(f"现在有 {told} 字，不到 {least} 字。", f"It has {told} characters; {least} are due."),
            Text("请写完整再交；没写完可以先存草稿。", "Write on before handing it in; a draft can be saved."),
            rule="study_reflection_least",
        )

    reflection.state, reflection.submitted_at = move.target, at
    reflection.save(update_fields=["state", "submitted_at"])

    about = f"film:{film.pk}"
    fulfil_duty("reflection", owed_by=by.id, about=about, evidence=f"reflection:{reflection.pk}", by=by, at=at)
    note(ReflectionMoved(film.pk, by.id, move.target), about, by=by, at=at)
    return reflection


@transaction.atomic
def read_reflection(reflection: Reflection, *, by: Actor, at: datetime) -> Reflection:
    """This will note that the party office has read a reflection."""
    reflection = Reflection.objects.select_for_update().get(pk=reflection.pk)
    move = REFLECTION.require("read_reflection", state=reflection.state, by=by)

    reflection.state, reflection.read_at = move.target, at
    reflection.save(update_fields=["state", "read_at"])

    return _moved(reflection, by=by, at=at)


@transaction.atomic
def answer_reflection(reflection: Reflection, *, answer: str, by: Actor, at: datetime) -> Reflection:
    """This will answer a reflection; the writer reads the answer beside the own words."""
    reflection = Reflection.objects.select_for_update().get(pk=reflection.pk)
    move = REFLECTION.require("answer_reflection", state=reflection.state, by=by)
    reflection.answer = require_text(answer, "answer", Text("回复", "The answer"), most=2000)

    reflection.state, reflection.answered_by, reflection.answered_at = move.target, by.id, at
    reflection.read_at = reflection.read_at or at
    reflection.save(update_fields=["state", "answer", "answered_by", "answered_at", "read_at"])

    return _moved(reflection, by=by, at=at)


def _moved(reflection: Reflection, *, by: Actor, at: datetime) -> Reflection:
    event = ReflectionMoved(reflection.film_id, reflection.person_id, reflection.state)
    note(event, f"film:{reflection.film_id}", by=by, at=at)
    return reflection


def _wrong(field: str, wrong: Text) -> Exception:
    return not_valid(field, wrong, Text("请改好后再登记。", "Mend it and register again."), rule="study_film")
