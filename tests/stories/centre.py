"""The demo's centre: tenders in every stage, one of which closes in minutes. Played through the API like every story."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from qinglian.domain.people.models import Person
from qinglian.domain.tenders.queries import working_calendar
from qinglian.jobs.timetable import refresh_policy
from qinglian.trust.keys import Master, make_key_file
from qinglian.web.shared.accounts_demo import KEY_WORDS, key_path
from tests.stories import acts, acts_award, acts_draw, acts_evaluation, clean, register
from tests.stories.acts import WAN, Plan
from tests.stories.acts_draw import Draw
from tests.stories.cast import Cast, admit_bidder, appoint, gather
from tests.stories.lives import failed_tender, open_tender, postponed, unopenable_bid, unreleased_lock
from tests.stories.stage import Stage

NEWCOMER = "江城新来建设有限公司"
RIVALS = ("江城金沙建设有限公司", "江城玉带市政工程有限公司", "江城长虹建工有限公司")
WHOLE_DAY = 1440  # minutes of the decryption window of openings that a visitor may look at all day


@dataclass(frozen=True)
class Live:
    """What the greeting names: the tender that closes soon, the evaluation that waits for guardians and members, the draw that calls."""

    code: str
    deadline: str
    bidder: str
    evaluation: str
    seats: list[str]
    draw: str
    calls: list[str]


def furnish(stage: Stage, present: Callable[[], datetime], *, minutes_left: int) -> Live:
    """This will play the centre's past up to the present, and say what a visitor may do by hand."""
    now = present()
    stage.settle()
    cast = gather(stage)
    register.fill(stage)
    clean.play_year(stage, cast, now)
    stage.set(now - timedelta(days=70))
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
    _inspected(stage, now)
    _in_preparation(stage, cast, now)
    _bidding(stage, cast, now)
    keep_keys(cast)
    _publicised(stage, cast, _plan("江城市体育中心看台工程", 239), now - timedelta(days=7))  # ready for its award
    _publicised(stage, cast, _plan("江城市滨河绿道工程", 231), now)
    _to_sign(stage, cast, now)
    _opened(stage, cast, now)
    waiting = _to_evaluate(stage, cast, present())
    calling = _calling(stage, cast, present())
    _opening(stage, cast, present())
    live = _closing_soon(stage, cast, present(), minutes_left=minutes_left)
    refresh_policy(stage.set(present()))
    acts.run_clock(stage)
    return Live(
        code=live.code,
        deadline=f"{acts.deadline_of(live):%H:%M}",
        bidder=NEWCOMER,
        evaluation=waiting.played.code,
        seats=waiting.answered("accepted"),
        draw=calling.played.code,
        calls=calling.answered("waiting"),
    )


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


CHECKED = (  # point, days ago, outcome, what was looked at
    ("R02", 12, "sound", "抽查 10 件登记，逐件与发证机关网站比对，都相符。"),
    ("R08", 9, "attention", "一份公告的业绩要求偏高，约谈招标人后已改。"),
    ("R09", 4, "sound", "知情人 3 名，保密书齐，封存照片与清单一致。"),
    ("R10", 6, "sound", "审看评分办法 5 份，主观分占比都在规定以内。"),
    ("R30", 3, "sound", "抽看录像 2 小时，门禁记录与席位一致，手机存放登记齐。"),
    ("R41", 8, "sound", "比对合同 4 份，与中标内容一致。"),
    ("R43", 20, "sound", "与银行对账单三方核对，无差异。"),
    ("R47", 15, "sound", "场地改动 2 次，都有审批单。"),
    ("R53", 11, "sound", "本月零报告齐，无插手干预登记。"),
    ("R56", 18, "sound", "公务接待 3 次，公函、清单齐全，无礼品。"),
)


def _inspected(stage: Stage, now: datetime) -> None:
    """The inspector's checks of the points that people watch; three were forgotten, and the wall says so."""
    for point, days, outcome, evidence in sorted(CHECKED, key=lambda row: -row[1]):
        stage.set(now - timedelta(days=days))
        stage.post(f"/supervision/points/{point}/checks", {"outcome": outcome, "evidence": evidence}, by="inspector")


def _opened(stage: Stage, cast: Cast, now: datetime) -> None:
    """A tender that was opened today; its record waits for the host, its roster of experts for a supervising guardian."""
    played = _out_until(stage, cast, _plan("江城市开发区标准厂房工程", 221), now - timedelta(minutes=50))
    acts.open_all(stage, cast, played)
    stage.set(now - timedelta(minutes=40))
    acts_draw.request(stage, played, at=now + timedelta(hours=26))
    acts_draw.notify(stage)


def _publicised(stage: Stage, cast: Cast, plan: Plan, now: datetime) -> None:
    """A tender evaluated on the last working day before this moment; its candidates were made public on that day."""
    draw = _drawn(stage, cast, plan, now, at=None)
    stage.set(stage.now.replace(hour=14))
    acts_evaluation.finish(stage, cast, draw)
    stage.set(stage.now.replace(hour=17))
    acts_award.announce(stage, draw.played)


def _to_sign(stage: Stage, cast: Cast, now: datetime) -> None:
    """An evaluation whose report was drawn up a moment ago: two members have signed, three are awaited."""
    draw = _drawn(stage, cast, _plan("江城市中小学课桌椅采购", 232), now, at=now - timedelta(hours=3), kind="goods")
    stage.set(now - timedelta(hours=3))
    table = acts_evaluation.scored(stage, cast, draw)
    stage.set(now - timedelta(minutes=15))
    acts_evaluation.make_report(stage, table)
    for number in (1, 2):
        acts_evaluation.sign(stage, table, table.seats[number])


def _to_evaluate(stage: Stage, cast: Cast, now: datetime) -> Draw:
    """An evaluation that the host has just opened: guardians have not released, nobody has sat down."""
    draw = _drawn(stage, cast, _plan("江城市老旧小区加装电梯工程", 233), now, at=now)
    stage.set(now - timedelta(minutes=5))
    acts_evaluation.open_session(stage, draw.played)
    return draw


def _calling(stage: Stage, cast: Cast, now: datetime) -> Draw:
    """A draw whose experts are being called: one has accepted, one has declined, the next of the ranking was called a moment ago."""
    played = _recorded(stage, cast, _plan("江城市污水泵站改造工程", 234), now)
    stage.set(now - timedelta(minutes=30))
    draw = acts_draw.request(stage, played, at=now + timedelta(hours=5))
    acts_draw.fix(stage, cast, draw)
    stage.set(now - timedelta(minutes=4))
    acts_draw.make(stage, draw)
    for credential, word in zip(draw.credentials[:2], ("accept", "decline"), strict=True):
        acts_draw.answer(stage, credential, word)
    acts_draw.notify(stage, draw)
    return draw


def _drawn(stage: Stage, cast: Cast, plan: Plan, now: datetime, *, at: datetime | None, kind: str = "works") -> Draw:
    """A tender opened on the last working day before today, with a complete committee for an evaluation at this moment."""
    return acts_draw.complete(stage, cast, _recorded(stage, cast, plan, now), at=at, kind=kind)


def _recorded(stage: Stage, cast: Cast, plan: Plan, now: datetime) -> acts.Played:
    """A tender opened on the last working day before today, its record signed."""
    calendar, day = working_calendar(), now.date() - timedelta(days=1)
    while calendar.last_day(day, 0).on != day:
        day -= timedelta(days=1)
    deadline = now.replace(year=day.year, month=day.month, day=day.day, hour=9, minute=30)
    played = _out_until(stage, cast, plan, deadline)
    acts.open_all(stage, cast, played)
    acts.record(stage, played)
    return played


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
