"""The demo's centre: tenders in every stage, one of which closes in minutes. Played through the API like every story."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from qinglian.domain.people.models import Person
from qinglian.jobs.timetable import refresh_policy
from qinglian.trust.keys import Master, make_key_file
from qinglian.web.shared.accounts_demo import KEY_WORDS, key_path
from tests.stories import acts
from tests.stories.acts import WAN, Plan
from tests.stories.cast import Cast, admit_bidder, appoint, gather
from tests.stories.lives import failed_tender, open_tender, postponed, unopenable_bid, unreleased_lock
from tests.stories.stage import Stage

NEWCOMER = "江城新来建设有限公司"
RIVALS = ("江城金沙建设有限公司", "江城玉带市政工程有限公司", "江城长虹建工有限公司")
WHOLE_DAY = 1440  # minutes of the decryption window of openings that a visitor may look at all day


def furnish(stage: Stage, present: Callable[[], datetime], *, minutes_left: int) -> dict[str, str]:
    """This will play the centre's past up to the present; it returns code, deadline and bidder of the tender that closes soon."""
    now = present()
    stage.settle()
    cast = gather(stage)
    newcomer = admit_bidder(stage, cast, NEWCOMER, login="bidder")
    appoint(
        stage, newcomer.id, login="bidder-agent", name="叶青", title="投标经办人", roles=["bidder_agent"], by="bidder"
    )
    for name in RIVALS:
        admit_bidder(stage, cast, name)
    for days, life in (
        (60, open_tender),
        (52, failed_tender),
        (44, unopenable_bid),
        (36, unreleased_lock),
        (16, postponed),
    ):
        stage.set(_morning(now - timedelta(days=days)))
        life.play(stage, cast)
    _opened(stage, cast, now)
    _in_preparation(stage, cast, now)
    _bidding(stage, cast, now)
    keep_keys(cast)
    _opening(stage, cast, present())
    live = _closing_soon(stage, cast, present(), minutes_left=minutes_left)
    refresh_policy(stage.set(present()))
    acts.run_clock(stage)
    return {"code": live.code, "deadline": f"{acts.deadline_of(live):%H:%M}", "bidder": NEWCOMER}


def keep_keys(cast: Cast) -> None:
    """This will keep the demo key files of the guardians and the newcomer where their pages hand them out."""
    for guardian in cast.guardians:
        _keep(guardian.login, guardian.master, holder=guardian.id, label=f"演示密钥 {guardian.name}")
    newcomer = cast.bidders[NEWCOMER]
    for login in ("bidder", "bidder-agent"):
        _keep(login, newcomer.master, holder=newcomer.id, label=f"演示密钥 {NEWCOMER}")


def _keep(login: str, master: Master, *, holder: str, label: str) -> None:
    path = key_path(Person.objects.get(login=login).pk)
    path.parent.mkdir(parents=True, exist_ok=True)
    file = make_key_file(
        master, origin=settings.QINGLIAN_ORIGIN, holder=holder, label=label, words=KEY_WORDS, demo=True
    )
    path.write_text(json.dumps(file, ensure_ascii=False), encoding="utf-8")


def _in_preparation(stage: Stage, cast: Cast, now: datetime) -> None:
    """A draft, a notice at the second person, a notice at the centre."""
    names = ("江城市图书馆空调改造工程", "江城市滨湖路照明工程", "江城市妇幼保健院设备采购")
    for number, (name, act) in enumerate(zip(names, (None, acts.submit, acts.review), strict=True), start=201):
        stage.set(_morning(now - timedelta(days=3)))
        played = acts.draft(stage, cast, _plan(name, number))
        if act:
            act(stage, played)


def _bidding(stage: Stage, cast: Cast, now: datetime) -> None:
    """Two tenders that are open for bids; one of them has received some, which nobody can see."""
    for number, name in ((211, "江城市东湖公园二期绿化工程"), (212, "江城市智慧停车系统采购")):
        stage.set(_morning(now - timedelta(days=9)))
        played = acts.put_out(stage, cast, _plan(name, number))
    stage.set(now - timedelta(hours=20))
    for bidder, price in zip(_rivals(cast), (1_655_000_000, 1_661_200_000, 1_649_900_000), strict=True):
        acts.hand_in(stage, played, bidder, acts.seal(played, bidder, price_fen=price))


def _opened(stage: Stage, cast: Cast, now: datetime) -> None:
    """A tender that was opened today; its record waits for the host."""
    played = _out_until(stage, cast, _plan("江城市开发区标准厂房工程", 221), now - timedelta(minutes=50))
    acts.open_all(stage, cast, played)


def _opening(stage: Stage, cast: Cast, now: datetime) -> None:
    """An opening that is live: closed a moment ago, one group has released, the other is awaited."""
    played = _out_until(stage, cast, _plan("江城市中心医院门诊楼工程", 222), now - timedelta(minutes=4))
    stage.set(acts.deadline_of(played))
    acts.run_clock(stage)
    stage.forward(minutes=1)
    acts.release(stage, played, cast.guardians[0])


def _closing_soon(stage: Stage, cast: Cast, now: datetime, *, minutes_left: int) -> acts.Played:
    """The newcomer's tender: two rivals have handed in; with the newcomer's bid there are three."""
    deadline = (now + timedelta(minutes=minutes_left + 1)).replace(second=0, microsecond=0)
    return _out_until(
        stage, cast, _plan("江城市青年路排水改造工程", 223), deadline, rivals=2, hand_in_at=now - timedelta(hours=1)
    )


def _out_until(
    stage: Stage, cast: Cast, plan: Plan, deadline: datetime, *, rivals: int = 3, hand_in_at: datetime | None = None
) -> acts.Played:
    """This will publish a tender 26 days before this deadline and let rivals hand in bids."""
    stage.set(_morning(deadline - timedelta(days=26)))
    whole: dict[str, Any] = {"deadline_at": deadline.replace(second=0, microsecond=0), "window_minutes": WHOLE_DAY}
    played = acts.put_out(stage, cast, Plan(**vars(plan) | whole))
    stage.set(hand_in_at or deadline - timedelta(hours=2))
    for number, bidder in enumerate(_rivals(cast)[:rivals]):
        acts.hand_in(stage, played, bidder, acts.seal(played, bidder, price_fen=1_688_000_000 + number * 7_350_000))
    return played


def _rivals(cast: Cast) -> list[Any]:
    return [cast.bidders[name] for name in RIVALS]


def _plan(name: str, number: int) -> Plan:
    kind = "goods" if name.endswith("采购") else "works"
    section = "采购" if kind == "goods" else "施工"
    return Plan(name, f"2611-990100-04-01-{number}", kind=kind, section=section, estimate_fen=1_800 * WAN)


def _morning(moment: datetime) -> datetime:
    return moment.replace(hour=9, minute=0, second=0, microsecond=0)
