"""One round of the notifier: whatever is due, each draw by itself, so that one that fails leaves the others undisturbed."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from hashlib import sha256

from django.conf import settings

from qinglian.domain.experts import actions, queries
from qinglian.domain.experts.policy import AFTER_AWARD, NOTIFIER
from qinglian.domain.experts.queries import Call, Draw
from qinglian.jobs.notifier import store
from qinglian.jobs.notifier.contact import TRIES, Channel
from qinglian.jobs.notifier.fixing import fix_exclusions, fix_roster, name_of
from qinglian.law.refusal import NotNow
from qinglian.record.clock import CHINA

_failures = logging.getLogger("qinglian.jobs.notifier")
MISSED = ("declined", "silent", "late")
PANEL = ("salt", "expert", "name", "unit", "specialities")


def turn(channel: Channel, *, at: datetime) -> int:
    """This will fix rosters and exclusions, place calls, try again, and disclose panels; it returns how many steps were taken."""
    steps: list[Callable[[], None]] = []
    steps += [partial(fix_roster, draw, at=at) for draw in queries.draws_in("requested")]
    steps += [partial(fix_exclusions, draw, at=at) for draw in _to_exclude()]
    steps += [partial(place, call, at=at) for call in queries.calls_to_place()]
    done = sum(_taken(step) for step in steps)
    done += sum(_taken(partial(contact, call, channel, at=at)) for call in queries.calls_waiting() if _is_due(call, at))
    return done + sum(_taken(partial(disclose, draw, at=at)) for draw in _to_disclose())


def place(call: Call, *, at: datetime) -> None:
    """This will make the call's credential, keep it in the book, and note the call with its hash alone."""
    book = store.load(name_of(call.draw))
    assert book is not None  # the book is older than the roster
    credential = book.credential_of(call.leaf.leaf)
    store.save(name_of(call.draw), book)
    actions.place_call(call, credential_hash=sha256(credential.encode()).hexdigest(), by=NOTIFIER, at=at)


def contact(call: Call, channel: Channel, *, at: datetime) -> None:
    """This will call the expert and send the link. The project is not named: time, place and hours alone."""
    book = store.load(name_of(call.draw))
    assert book is not None  # the book is older than the roster
    leaf = call.leaf.leaf
    phone, text = book.rows[leaf]["phone"], message(call)
    channel.voice(phone, text, at=at)
    link = f"{settings.QINGLIAN_BASE_URL}/expert/{book.credential_of(leaf)}/"
    channel.sms(phone, text, link=link, at=at)
    book.tries[leaf] = book.tries.get(leaf, 0) + 1
    store.save(name_of(call.draw), book)


def message(call: Call) -> str:
    """This will return what an expert is told: when, where, how long, until when to answer; not what for."""
    assert call.answer_until_at is not None  # it is set when the call is placed
    start, until = call.draw.evaluation_at.astimezone(CHINA), call.answer_until_at.astimezone(CHINA)
    return (
        f"您被随机抽取参加评标。时间：{start:%Y年%m月%d日 %H:%M}；地点：{call.draw.place}；预计 {call.draw.hours} 小时。"
        f"请在 {until:%H:%M} 前打开链接答复能否参加。请勿告知他人。"
    )


def disclose(draw: Draw, *, at: datetime) -> None:
    """This will hand over the exclusions and the names of who accepted, and of nobody else."""
    book = store.load(name_of(draw))
    assert book is not None  # the book is older than the roster
    calls = queries.calls_in(draw)
    panel = [
        {"leaf": call.leaf.leaf, **{name: book.rows[call.leaf.leaf][name] for name in PANEL}}
        for call in calls
        if call.state == "accepted"
    ]
    missed = [book.rows[call.leaf.leaf]["expert"] for call in calls if call.state in MISSED]
    actions.disclose_panel(draw, exclusions=book.exclusions, panel=panel, missed=missed, by=NOTIFIER, at=at)


def _to_exclude() -> list[Draw]:
    return [draw for draw in queries.draws_in("approved") if queries.closing_of(draw.section)]


def _to_disclose() -> list[Draw]:
    return [draw for draw in queries.draws_in("complete") if draw.section.state in AFTER_AWARD]


def _is_due(call: Call, at: datetime) -> bool:
    """The first try at once, the second after half of the time to answer."""
    book = store.load(name_of(call.draw))
    tries = book.tries.get(call.leaf.leaf, 0) if book else TRIES
    if call.sent_at is None or call.answer_until_at is None or tries >= TRIES:
        return False
    return tries == 0 or at >= call.sent_at + (call.answer_until_at - call.sent_at) / 2


def _taken(step: Callable[[], None]) -> bool:
    """This will say whether a step was taken. NotNow is no failure: somebody was faster, or a fact waits for its place in the log."""
    try:
        step()
    except NotNow:
        return False
    except Exception as error:  # its words could hold a name: the class alone is logged
        _failures.error("a step of the notifier failed (%s); the next round tries it again", type(error).__name__)
        return False
    return True
