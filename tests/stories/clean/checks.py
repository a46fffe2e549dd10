"""The centre inspects itself: a section a week by lot, key posts by three methods, problems corrected, returned, late and escalated."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from qinglian.jobs.inspecting import oversee
from qinglian.record.clock import CHINA
from tests.stories.cast import Cast
from tests.stories.clean.roll import person_of
from tests.stories.stage import Stage

WEEKS_BEFORE = 11
LOT_MORNING = time(8, 5)
OFFICER, INSPECTOR = "discipline", "inspector"
CONCLUSIONS = (
    "到岗 4 人，外出 1 人有登记；窗口无人逗留，三件当日办件都在时限内。",
    "全员在岗，评标区门禁记录与录像相符，没有无关人员进入。",
    "在岗有序；一名同志外出没有登记，当场补记并提醒。",
    "抽看三件办件，均一次告知；礼品登记簿本周无新增。",
)
GROUNDS = (
    "现场清点，与考勤、请假单一致。",
    "现场查看，没有发现。",
    "看门禁记录，回看录像十分钟，没有异常。",
    "抽看三件当日办件，时限和告知单齐全。",
    "翻看礼品登记簿，查看办公室和停车场，没有发现。",
)


@dataclass(frozen=True)
class Check:
    """One check of a key post that was held: how long ago, how, what its first items came to."""

    post: str
    method: str
    days_ago: int
    outcomes: tuple[tuple[str, str], ...]
    conclusion: str
    followed: str = ""


@dataclass(frozen=True)
class Problem:
    """One problem: the check that found it, who corrects, how far it went."""

    check: int
    problem: str
    severity: str
    advice: str
    owner: str
    due_after: int
    end: str  # ordered handed_in returned closed escalated
    evidence: str = ""
    recheck: str = ""


# fmt: off
CHECKS: tuple[Check, ...] = (
    Check("cashier", "documents", 40, (("attention", "核对 9 月 12 笔退款，2 笔超过五日，台账没有写原因。"),), "收退款台账完整，复核签字齐全；个别退款超期没有说明。"),
    Check("register_keeper", "documents", 38, (), "入库材料、回避信息齐全，专家信息变更都有审批。"),
    Check("verifier", "hearing", 33, (), "三名核验员分别谈话，对“一次告知、双人核验”的要求清楚。"),
    Check("purchaser", "hearing", 26, (("alarm", "两次询价只有一家报价单，没有比价记录。"),), "采购人员讲不清两次零星采购的比价过程，要求补查。"),
    Check("host", "project", 19, (("sound", "全程跟开标一场，时间、唱标、记录一致。"),), "跟一个项目从签到到开标记录签署，程序规范。", "JC-2026-0001"),
    Check("administrator", "project", 12, (("attention", "一个离岗人员的账号隔了三天才停用。"),), "跟一次岗位变动，账号停用不及时。", "JC-2026-0001"),
)
PROBLEMS: tuple[Problem, ...] = (
    Problem(0, "两笔保证金退款超过五日，没有写明原因。", "minor", "补写超期原因，在系统里设到期前两日提醒。", "cashier", 12, "closed", "两笔退款已于当日办结，原因补记；到期提醒已启用，附截图。", "抽查 10 月 8 笔退款，全部在五日内，整改到位。"),
    Problem(3, "两次零星采购没有比价记录，只有一家报价。", "serious", "补齐市场询价，修订零星采购流程，三家以上比价方可下单。", "purchaser", 8, "escalated"),
    Problem(3, "供应商联系人与经办人的沟通没有留痕。", "minor", "询价一律用单位邮箱，邮件随单归档。", "head-office", 16, "returned", "已通知用单位邮箱。", "只有通知，没有归档样件，退回补充。"),
    Problem(5, "离岗人员账号隔三天才停用。", "minor", "岗位变动当日停用账号，管理员与人事每周对账。", "head-information", 10, "handed_in", "当日停用的办法已印发，附本周对账表。"),
    Problem(5, "两个共用账号没有登记使用人。", "serious", "取消共用账号，一人一号。", "operator", 20, "ordered"),
)
PLANNED = (("fee_clerk", "documents", 6), ("operator", "hearing", 13))
# fmt: on


def play(stage: Stage, _cast: Cast, now: datetime) -> None:
    """This will inspect every week since the last quarter by lot, check key posts, and leave corrections in every state. It ends at `now`."""
    start = datetime.combine((now - timedelta(weeks=WEEKS_BEFORE)).date(), time(9), CHINA)
    stage.set(start)
    oversee(start)
    marks: dict[datetime, list[Any]] = {}
    found: dict[int, int] = {}
    for number, check in enumerate(CHECKS):
        marks.setdefault(_day(now, check.days_ago), []).append((number, check))
    day = start
    while day < now:
        day = datetime.combine((day + timedelta(days=1)).date(), LOT_MORNING, CHINA)
        if day >= now:
            break
        stage.set(day)
        oversee(day)
        _inspect(stage, day, now)
        for number, check in marks.get(datetime.combine(day.date(), time(), CHINA), []):
            found[number] = _check(stage, check)
            _correct(stage, number, found[number], now)
    stage.set(now)
    for post, method, ahead in PLANNED:
        body = {"work_post": post, "method": method, "planned_on": (now + timedelta(days=ahead)).date().isoformat()}
        stage.post("/inspections/checks", body, by=OFFICER)
    oversee(now)


def _inspect(stage: Stage, day: datetime, now: datetime) -> None:
    """This will hold the week's inspection when its lot was told this morning and its hour has passed by now."""
    called = stage.get("/inspections", by=OFFICER, kind="weekly", state="planned")["items"]
    for row in called:
        hour = datetime.fromisoformat(row["planned_at"]) + timedelta(minutes=10)
        if hour < now:
            stage.set(max(hour, day))
            week = int(row["period"][-2:])
            results = [{"outcome": "sound", "evidence": words} for words in GROUNDS]
            if week % len(CONCLUSIONS) == 2:
                results[0] = {"outcome": "attention", "evidence": "应到 5 人，实到 4 人，一人外出没有登记。"}
            body = {"results": results, "conclusion": CONCLUSIONS[week % len(CONCLUSIONS)]}
            stage.post(f"/inspections/{row['id']}/results", body, by=OFFICER)


def _check(stage: Stage, check: Check) -> int:
    body = {"work_post": check.post, "method": check.method, "planned_on": stage.now.date().isoformat(), "followed": check.followed}  # fmt: skip
    planned = stage.post("/inspections/checks", body, by=OFFICER)["id"]
    items = stage.get(f"/inspections/{planned}", by=OFFICER)["items"]
    told = [{"outcome": outcome, "evidence": words} for outcome, words in check.outcomes]
    told += [
        {
            "outcome": "sound",
            "evidence": f"已查阅{'风险点 ' + item['point'] if item['point'] else '本项'}的记录，措施落实。",
        }
        for item in items[len(told) :]
    ]
    by = INSPECTOR if check.method == "project" else OFFICER
    stage.post(f"/inspections/{planned}/results", {"results": told, "conclusion": check.conclusion}, by=by)
    return int(planned)


def _correct(stage: Stage, number: int, inspection: int, now: datetime) -> None:
    """This will order what this check found, and carry each correction as far as its end says."""
    held = stage.now
    for problem in (one for one in PROBLEMS if one.check == number):
        stage.set(held)
        noted = {"inspection": inspection, "problem": problem.problem, "severity": problem.severity}
        finding = stage.post("/inspections/findings", noted, by=OFFICER)["id"]
        due_on = (held + timedelta(days=problem.due_after)).date().isoformat()
        order = {"advice": problem.advice, "owner": person_of(stage, problem.owner), "due_on": due_on}
        row = stage.post(f"/inspections/findings/{finding}/rectification", order, by=OFFICER)["id"]
        if problem.evidence:
            stage.set(min(held + timedelta(days=problem.due_after - 3), now - timedelta(hours=3)))
            stage.post(f"/inspections/rectifications/{row}/evidence", {"words": problem.evidence}, by=problem.owner)
            stage.forward(hours=1)
        if problem.end == "closed":
            stage.post(f"/inspections/rectifications/{row}/closing", {"words": problem.recheck}, by=INSPECTOR)
        if problem.end == "returned":
            again = {"words": problem.recheck, "due_on": (now + timedelta(days=9)).date().isoformat()}
            stage.post(f"/inspections/rectifications/{row}/return", again, by=OFFICER)
    stage.set(held)


def _day(now: datetime, days_ago: int) -> datetime:
    return datetime.combine((now - timedelta(days=days_ago)).date(), time(), CHINA)
