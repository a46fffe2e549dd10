"""Rounds, pledges and lists of duties of the year: 56 points come out of what posts propose, all but two sign, one signature is missing."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any

from qinglian.domain.integrity.catalogue import BY_CODE, POINTS
from qinglian.domain.integrity.posts import points_of, posts_of
from tests.stories.cast import Cast
from tests.stories.clean.roll import KNOWN, MEMBERS, person_of
from tests.stories.stage import Refused, Stage

STAFF: dict[str, tuple[str, str]] = {one.login: (one.department, one.work_post) for one in MEMBERS} | {
    login: (department, work_post) for login, department, work_post, _, _ in KNOWN
}
HEADS = {one.department: one.login for one in MEMBERS if "section_head" in one.standings}
LEADERS = ("director", "deputy-1", "deputy-2")
UNSIGNED = ("reception", "counter")  # the two who have not signed the pledge: 方宁, 简宜
WITHOUT_LISTS = "head-expert"  # whose signature under the lists of duties is missing: 苗知远
REVIEWED = "head-office"
PROJECT = "2026-420100-76-01-000901"

# fmt: off
FRESH: tuple[tuple[str, dict[str, str]], ...] = (  # what the catalogue does not have yet
    ("counter", {
        "work_post": "counter_clerk", "name": "好差评代点好评", "level": "low", "step": "registration",
        "shows": "窗口人员拿企业的手机替人点好评，差评件事后被劝删，评价数和叫号数对不上。",
        "measure": "评价由企业离开窗口后在自己手机上办，窗口不设评价器；每月比对叫号数和评价数。",
    }),
    ("discipline", {
        "work_post": "discipline_officer", "name": "检查日程提前走漏", "level": "medium", "step": "office",
        "shows": "抽查当天被查科室台账格外齐全，几份记录的生成时间集中在前一晚。",
        "measure": "抽查的时间、科室由承诺过的种子抽定，出发前半小时才告知检查组。",
    }),
)
# fmt: on
TWICE = {
    "work_post": "witness",
    "name": "评标区门禁代刷",
    "level": "medium",
    "step": "evaluation",
    "shows": "见证员替服务人员刷门禁，进出记录与视频对不上。",
    "measure": "门禁一人一卡，每日比对进出记录与视频。",
}  # fmt: skip


def play(stage: Stage, cast: Cast, now: datetime) -> None:
    """This will play the round, the pledges, the lists of duties and a project leader's public pledge, all at the stage's hour."""
    today = min(stage.now, now).date()
    _round(stage, today)
    _pledges(stage, today)
    _duty_lists(stage, today)
    _leader(stage)


def _round(stage: Stage, today: date) -> None:
    period = {"from_on": str(today), "until_on": str(today + timedelta(days=20))}
    path = f"/integrity/rounds/{_id(stage.post('/integrity/rounds', {'title': f'{today.year} 年度廉政风险点查摆'} | period, by='discipline'))}"
    meant: dict[int, str] = {}
    rows: list[dict[str, Any]] = []
    for login, points in _proposers().items():
        work_post = STAFF[login][1]
        made = stage.post(f"{path}/proposals", {"proposals": [_typed(one, work_post) for one in points]}, by=login)
        meant |= {row["id"]: code for row, code in zip(made, points, strict=True)}
        rows += made
    for login, typed in FRESH:
        rows += stage.post(f"{path}/proposals", {"proposals": [typed]}, by=login)
    (twice,) = stage.post(f"{path}/proposals", {"proposals": [TWICE]}, by="witness")
    reason = {"reason": "与“评标现场私下接触”的风险相同，措施已含一人一卡，不另设。"}
    stage.post(f"/integrity/rounds/proposals/{twice['id']}/refusal", reason, by=HEADS["supervision"])
    _judge(stage, rows, meant)
    stage.post(f"{path}/close", by="discipline")


def _judge(stage: Stage, rows: list[dict[str, Any]], meant: dict[int, str]) -> None:
    waiting: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if row["state"] == "proposed":
            waiting[HEADS[row["department"]]].append(row["id"])
    for head, numbers in waiting.items():
        stage.post("/integrity/rounds/reviews", {"proposals": numbers}, by=head)
    officer, director = person_of(stage, "discipline"), person_of(stage, "director")
    for login, mine in (("discipline", False), ("deputy-2", True)):  # a leader examines what the officer proposed
        chosen = [row["id"] for row in rows if (row["proposer"] == officer) is mine]
        examined = [{"proposal": number, "point": meant.get(number, "")} for number in chosen]
        stage.post("/integrity/rounds/examinations", {"examined": examined}, by=login)
    for login, mine in (("director", False), ("deputy-1", True)):  # another adopts what the director proposed
        chosen = [row["id"] for row in rows if (row["proposer"] == director) is mine]
        stage.post("/integrity/rounds/adoptions", {"proposals": chosen}, by=login)


def _proposers() -> dict[str, list[str]]:
    """Each point goes to a holder of the first post that it belongs to; whoever is left repeats a point of the own post."""
    holder = {work_post: login for login, (_, work_post) in reversed(STAFF.items())}
    found: dict[str, list[str]] = defaultdict(list)
    for point in POINTS:
        found[holder[posts_of(point.code)[0].code]].append(point.code)
    for login, (_, work_post) in STAFF.items():
        if login not in found:
            found[login].append(points_of(work_post)[0].code)
    return dict(found)


def _typed(code: str, work_post: str) -> dict[str, str]:
    point = BY_CODE[code]
    words = {"name": point.title.zh, "shows": point.shows.zh, "measure": f"{point.measure.what.zh}。"}
    return words | {"work_post": work_post, "level": point.level, "step": point.step}


def _pledges(stage: Stage, today: date) -> None:
    asked = {"year": today.year, "due_on": str(_within(today, 10)), "is_public": True}
    stage.post("/integrity/pledges/campaigns", asked, by="party")
    for login in STAFF:
        if login not in UNSIGNED:
            own = stage.get("/integrity/pledges/own", by=login)
            stage.post("/integrity/pledges/own", {"sha256": own["sha256"]}, by=login)


def _duty_lists(stage: Stage, today: date) -> None:
    year = {"year": today.year}
    stage.post("/integrity/duty-lists/drafts", year, by="party")
    issue = {"due_on": str(_within(today, 15)), "review_on": str(date(today.year, 12, 31))}
    stage.post("/integrity/duty-lists/issue", year | issue, by="party")
    for login in (*LEADERS, *HEADS.values()):
        if login != WITHOUT_LISTS:
            stage.post("/integrity/duty-lists/signature", year, by=login)
    words = {
        "business": "公文、采购、档案和场地四项工作按清单完成，场地使用申请全部按先后安排，档案归档率百分之百。",
        "integrity": "四类事项按季自查四次，发现接待单据补签两份，已当场纠正；礼品登记上交一件，科室人员查摆风险点三个，措施落实。",
    }
    stage.post("/integrity/duty-lists/review", year | words, by=REVIEWED)


def _leader(stage: Stage) -> None:
    """The gate stays shut until the named leader has signed in person."""
    leader = next(row["id"] for row in stage.get("/projects/own/leaders", by="officer") if row["name"] == "丁一")
    project = {
        "code": PROJECT, "name": "江城市滨江污水泵站改造工程", "kind": "works", "fund_source": "市级财政资金", "state_funded": True,
        "approved_budget_fen": 4_680_000_000, "region": "江城市", "approval_number": "江发改审〔2026〕91号", "leader": leader,
    }  # fmt: skip
    stage.post("/projects", project, by="officer")
    try:
        stage.post(f"/projects/{PROJECT}/submit", by="officer")
    except Refused as refused:
        if refused.problem["rule"] != "leader_pledge":
            raise
    else:
        raise AssertionError("a project passed its gate without its leader's pledge")
    stage.post(f"/projects/{PROJECT}/leader-pledge", by="reviewer")
    stage.post(f"/projects/{PROJECT}/submit", by="officer")


def _within(today: date, days: int) -> date:
    return min(today + timedelta(days=days), date(today.year, 12, 31))


def _id(answer: dict[str, Any]) -> int:
    return int(answer["id"])
