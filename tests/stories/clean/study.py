"""A year of study and education: four types of study, lectures, two films with reflections, every branch's case discussion, a visit that one
person missed, one directive that is overdue. Played through the API by the party office and the branch secretaries. All fictional."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.stories.cast import Cast
from tests.stories.clean.roll import KNOWN, MEMBERS, person_of
from tests.stories.stage import Stage

PARTY = "party"
SECRETARIES = {"first": "party", "second": "head-transaction", "third": "head-supervision"}
ABSENT = "reception"  # who missed the visit
LATE_WRITERS = ("operator", "cashier")  # whose reflections on the second film are not in
MEETING = "三楼会议室"


@dataclass(frozen=True)
class Planned:
    """One activity of the year: how many days ago, its plan, who was not there, what the minutes say."""

    days_ago: int
    kind: str
    topic: str
    minutes: str
    audience: str = "all"
    audience_of: str = ""
    away: tuple[str, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)


# fmt: off
LEADERS = {"audience": "standing", "audience_of": "leadership"}
HEADS = {"audience": "standing", "audience_of": "section_head"}
YEAR: tuple[Planned, ...] = (
    Planned(300, "first_item", "学习中央纪委全会精神", "传达全会精神，研究贯彻意见，明确全年党风廉政建设工作要点由机关党委起草。", **LEADERS),
    Planned(292, "all_staff", "全面从严治党工作会", "总结上年工作，部署本年任务，各科室负责人签收任务清单。", away=("counter",)),
    Planned(280, "theory_group", "专题学习纪律处分条例总则", "逐条学习总则，三名班子成员交流发言，书记点评。", **LEADERS),
    Planned(268, "branch_meeting", "学习违反工作纪律的处分条款", "结合岗位讨论“不准过问评标”条款，两名党员作检视发言。", "branch", "first"),
    Planned(266, "branch_meeting", "学习违反工作纪律的处分条款", "对照窗口、评标组织两个岗位逐条讨论，记下四条改进意见。", "branch", "second", ("head-expert",)),
    Planned(263, "branch_meeting", "学习违反工作纪律的处分条款", "围绕账号权限和见证记录讨论，明确夜间操作须双人。", "branch", "third"),
    Planned(250, "party_lecture", "守住公共资源交易的廉洁底线", "书记从三起交易领域案件讲起，提出“三个不碰”。", more={"speaker": "director"}),
    Planned(236, "reminder", "清明节前廉政提醒会", "通报节日期间违规问题，重申公车、接待、礼品要求。"),
    Planned(222, "first_item", "学习上级关于整治招投标领域腐败的部署", "逐条对照部署，确定由监督检查科牵头自查。", more={"directives": ("province",)}, **LEADERS),
    Planned(205, "expert_lecture", "党纪法规与招标投标", "周教授讲解评标专家、代理机构和交易中心三类人员的法律责任，现场答问六个。", away=("witness", "rooms"), more={"speaker_name": "周至刚", "speaker_unit": "江城市委党校"}),
    Planned(190, "site_visit", "参观江城市警示教育基地", "分两批参观，重温入党誓词，在悔过书展区停留讨论。", away=(ABSENT,), more={"trips": ["第一批 8:00 从中心东门发车", "第二批 14:00 从中心东门发车"]}),
    Planned(176, "warning_film", "观看《失守的底线》", "集体观看后，四名同志现场发言。", "members", more={"film": "first"}),
    Planned(160, "theory_group", "学习优化营商环境条例", "围绕减环节、减材料研讨，形成三条改进意见。", **LEADERS),
    Planned(150, "party_lecture", "把权力关进流程里", "支部书记结合二十个重点事项流程图讲课。", "branch", "second", more={"speaker": "head-transaction"}),
    Planned(140, "reading", "共读《群书治要》治要三则", "六名同志分享，围绕“公生明、廉生威”讨论。", more={"book": "《群书治要》"}, away=("purchaser", "archivist")),
    Planned(128, "all_staff", "半年党风廉政建设情况通报", "通报上半年任务进度、检查发现和整改情况。"),
    Planned(116, "case_discussion", "以案促改：评标现场打招呼案", "对照案情查找本支部风险，形成整改承诺。", "branch", "first", more={"case": True}),
    Planned(114, "case_discussion", "以案促改：评标现场打招呼案", "逐岗位查找评标组织环节的漏洞，形成整改承诺。", "branch", "second", more={"case": True}),
    Planned(111, "case_discussion", "以案促改：评标现场打招呼案", "围绕音视频留存和账号管理查找漏洞，形成整改承诺。", "branch", "third", more={"case": True}),
    Planned(96, "family", "廉洁家风座谈会", "十一名家属到会，共读家风故事，签下助廉倡议。", away=("operator", "cashier", "admin")),
    Planned(80, "warning_film", "观看《悔过书》", "集体观看，布置心得体会。", "members", away=("operator",), more={"film": "second"}),
    Planned(66, "reminder", "中秋国庆节前廉政提醒会", "发放提醒短信样本，通报两起收受礼品问题。"),
    Planned(52, "first_item", "学习中央八项规定精神", "研究贯彻措施，修订接待审批单。", more={"directives": ("central",)}, **LEADERS),
    Planned(40, "theory_group", "学习国有企业管理人员处分条例", "结合代管项目讨论，明确适用范围。", **HEADS),
    Planned(25, "party_lecture", "见证岗位的责任", "支部书记从一份缺页的见证记录讲起。", "branch", "third", more={"speaker": "head-supervision"}),
    Planned(12, "all_staff", "学习纪律处分条例和典型案例通报", "传达通报，各科室当场认领一条改进事项。", more={"test": True}, away=("rooms",)),
)
PROMISES = {
    "first": ("采购询价一律两人在场，询价记录当天归档。", "purchaser"),
    "second": ("抽取前三小时起，评标组织人员手机统一保管。", "host"),
    "third": ("评标区音视频每月抽查一次，缺失当日补报。", "witness"),
}
QUESTIONS = [
    {"words": "别人向您打听评委名单，怎么办？", "options": ["只告诉熟人", "拒绝并如实登记报告", "请示科长后告知"], "right": 1},
    {"words": "投标人送来购物卡，当面退不掉，怎么办？", "options": ["先收下不用", "上交并登记", "转送同事"], "right": 1},
    {"words": "亲属是投标人的股东，您该怎么做？", "options": ["主动申报并回避", "不打招呼就行", "换班即可"], "right": 0},
]
REFLECTION = (
    "看完这部片，最触动我的是当事人说的那句“第一次收下以后，就再也没有回头”。{post}每天同投标人、代理机构打交道，看起来事情不大，"
    "可是一个电话、一次提前告知，都可能让别人失去公平的机会。对照片中的情景，我检查了自己的工作：登记要做到来一件登一件，"
    "不该问的不问，不该说的不说；遇到打招呼，当场拒绝，当天写进记录。今后我把这条底线守在每一次操作里。"
)
# fmt: on


def play(stage: Stage, cast: Cast, now: datetime) -> None:
    """This will play the year up to `now`."""
    people = {login: person_of(stage, login) for login in [*(one.login for one in MEMBERS), *(row[0] for row in KNOWN)]}
    stage.set(now - timedelta(days=310))
    things = _prepare(stage, now)
    for planned in YEAR:
        stage.set((now - timedelta(days=planned.days_ago)).replace(hour=9, minute=30, second=0))
        _hold(stage, planned, people, things, now)
    stage.set(now - timedelta(hours=3))
    _after(stage, people, things, now)
    stage.set(now)


def _prepare(stage: Stage, now: datetime) -> dict[str, Any]:
    """This will register what the year is about: films, the case, directives, a venue, a series, the lectures owed."""
    today = now.date()
    stage.post(f"/study/lectures/{now.year}", by=PARTY)
    film = {"minutes": 46, "account_from": 0, "reenactment_from": 14, "confession_from": 35}
    first = {"title": "失守的底线", "maker": "江城市纪委监委", "is_districts_first": True}
    second = {"title": "悔过书", "maker": "省纪委监委宣传部", "minutes": 38, "confession_from": 27}
    case = {
        "title": "评标现场打招呼案", "article": "纪律处分条例第一百一十六条",
        "summary": "某地交易中心一名工作人员受亲属之托，在评标前给评委发短信“关照一下”。评委如实登记，评标中止。"
        "该工作人员受党内严重警告处分，项目依法重新评标。",
    }  # fmt: skip
    hall = {"name": "江城清廉文化展馆", "address": "江城市滨江大道 6 号", "capacity": 60}
    series = {"title": "“警钟长鸣”警示教育系列", "year": now.year, "standing": "section_head"}
    directives = {
        "province": ("provincial", "省纪委监委", "关于深入整治招标投标领域腐败问题的通知", 235, 210),
        "central": ("central", "中央纪委办公厅", "关于锲而不舍落实中央八项规定精神的通知", 70, 40),
        "city": ("city", "江城市纪委监委", "关于开展年终岁尾廉洁教育的通知", 45, 15),
    }
    things: dict[str, Any] = {
        "films": {
            "first": stage.post("/study/films", film | first, by=PARTY)["id"],
            "second": stage.post("/study/films", film | second, by=PARTY)["id"],
        },
        "case": stage.post("/study/cases", case, by=PARTY)["id"],
        "venue": stage.post("/study/venues", hall, by=PARTY)["id"],
        "series": stage.post("/study/series", series, by=PARTY)["id"],
    }
    stage.post(f"/study/cases/{things['case']}/assign", {"due_on": str(today - timedelta(days=105))}, by=PARTY)
    _book(stage, things["venue"], now)
    things["directives"] = {}
    for name, (level, issuer, title, issued, due) in directives.items():
        stage.set(now - timedelta(days=issued - 1))
        body = {
            "level": level, "issuer": issuer, "title": title, "issued_on": str(today - timedelta(days=issued)),
            "due_on": str(today - timedelta(days=due)),
        }  # fmt: skip
        things["directives"][name] = stage.post("/study/directives", body, by=PARTY)["id"]
    return things


def _book(stage: Stage, venue: int, now: datetime) -> None:
    day = str((now - timedelta(days=190)).date())
    for half, unit, people, came in (
        ("am", "市公共资源交易中心", 24, 23),
        ("am", "市住房和城乡建设局", 30, 30),
        ("pm", "市财政局", 42, 40),
    ):
        body = {"on": day, "half": half, "unit": unit, "people": people}
        number = stage.post(f"/study/venues/{venue}/bookings", body, by=PARTY)["id"]
        stage.post(f"/study/bookings/{number}/visitors", {"visitors": came}, by=PARTY)


def _hold(stage: Stage, planned: Planned, people: dict[str, str], things: dict[str, Any], now: datetime) -> None:
    """This will plan an activity, open sign-in, enter who was there, and file it."""
    by = SECRETARIES[planned.audience_of] if planned.audience == "branch" else PARTY
    here = f"/study/activities/{stage.post('/study/activities', _plan(stage, planned, people, things), by=by)['id']}"
    stage.post(f"{here}/sign-in/open", by=by)
    if planned.more.get("test"):
        stage.put(f"{here}/questions", {"questions": QUESTIONS}, by=by)
    away = {people[login] for login in planned.away}
    expected = [row["person"] for row in stage.get(f"{here}/attendance", by=by, limit=200)["items"]]
    stage.post(f"{here}/attendance", {"persons": [one for one in expected if one not in away]}, by=by)
    stage.post(f"{here}/sign-in/end", by=by)
    if planned.more.get("case"):
        words, who = PROMISES[planned.audience_of]
        due = str(
            (now - timedelta(days=60)).date() if planned.audience_of != "third" else (now + timedelta(days=20)).date()
        )
        body = {"person": people[who], "words": words, "due_on": due}
        things.setdefault("commitments", {})[planned.audience_of] = stage.post(f"{here}/commitments", body, by=by)["id"]
    stage.post(f"{here}/close", {"minutes": planned.minutes}, by=by)
    if planned.more.get("test"):
        things["tested"] = here
    if planned.more.get("book"):
        things["read"] = here
    film = planned.more.get("film")
    if film:
        due = str((stage.now + timedelta(days=20)).date())
        stage.post(f"/study/films/{things['films'][film]}/assign", {"due_on": due}, by=PARTY)


def _plan(stage: Stage, planned: Planned, people: dict[str, str], things: dict[str, Any]) -> dict[str, Any]:
    more = planned.more
    plan: dict[str, Any] = {
        "kind": planned.kind, "topic": planned.topic, "held_at": stage.now.isoformat(), "place": MEETING, "audience": planned.audience,
        "audience_of": planned.audience_of,
    }  # fmt: skip
    if planned.kind in ("reminder", "site_visit", "warning_film", "theory_group"):
        plan["series"] = things["series"]
    if planned.kind == "site_visit":
        plan |= {"place": "江城市警示教育基地", "catch_up_on": str((stage.now + timedelta(days=30)).date())}
        plan["venue"] = things["venue"]
    plan |= {name: more[name] for name in ("book", "trips", "speaker_name", "speaker_unit") if name in more}
    if "speaker" in more:
        plan["speaker"] = people[more["speaker"]]
    if "film" in more:
        plan["film"] = things["films"][more["film"]]
    if "case" in more:
        plan["case"] = things["case"]
    plan["directives"] = [things["directives"][name] for name in more.get("directives", ())]
    return plan


def _after(stage: Stage, people: dict[str, str], things: dict[str, Any], now: datetime) -> None:
    """This will play what follows activities: reflections with answers, commitments kept, thoughts shared, the self-test, what is coming."""
    writers = [one for one in MEMBERS if one.is_party_member]
    for name in ("first", "second"):
        film = things["films"][name]
        for one in writers:
            if name == "second" and one.login in LATE_WRITERS:
                continue
            body = {"words": REFLECTION.format(post=f"我是{one.title}，")}
            stage.post(f"/study/films/{film}/reflection", body, by=one.login)
        handed = stage.get(f"/study/films/{film}/reflections", by=PARTY, limit=200)["items"]
        for row in handed[:4]:
            answer = {"answer": "对照岗位写得实在。请把“当天登记”坚持下去，下季度检查时一起看。"}
            stage.post(f"/study/reflections/{row['id']}/answer", answer, by=PARTY)
    for login, _, _, _, _ in KNOWN:  # those of the trading stories hand in the first film's alone
        body = {"words": REFLECTION.format(post="我在交易一线，")}
        stage.post(f"/study/films/{things['films']['first']}/reflection", body, by=login)
    for branch, evidence in (
        ("first", "已写入采购内控规程第八条。"),
        ("second", "手机保管柜已启用，登记本在评标区门口。"),
    ):
        number = things["commitments"][branch]
        stage.post(f"/study/commitments/{number}/done", {"evidence": evidence}, by=PARTY)
    for login, words in (
        ("head-office", "“公生明，廉生威”，公文流转也要让人看得见时限。"),
        ("head-finance", "钱过手要有两双眼睛，制度比自觉可靠。"),
    ):
        stage.post(f"{things['read']}/thoughts", {"words": words}, by=login)
    for number, login in enumerate(("head-office", "head-service", "head-expert", "cashier", "witness", "operator")):
        body = {"choices": [1, 1, 0 if number else 1], "usefulness": 5 - number % 2}
        stage.post(f"{things['tested']}/self-test", body, by=login)
    coming = {
        "kind": "branch_meeting", "topic": "学习全市年终岁尾廉洁提醒", "held_at": (now + timedelta(days=3)).isoformat(), "place": MEETING,
        "audience": "branch", "audience_of": "second",
    }  # fmt: skip
    stage.post("/study/activities", coming, by=SECRETARIES["second"])
