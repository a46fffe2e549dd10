"""A year of talks, home visits and families, an open day with its suggestions and ratings. Played through the API; all fictional."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.stories.cast import GIVEN_NAMES, Cast
from tests.stories.clean.roll import KNOWN, MEMBERS, person_of
from tests.stories.stage import Stage

DAYS = 40
PLACE = "二楼谈话室"
SAID = (
    ("抓好分管领域的廉政风险排查，对开标、评标现场多到多看，发现苗头及时提醒。", "认真落实一岗双责，每月带队检查一次现场，重要情况当天报告。"),
    ("管好手中的权限，不替投标人打招呼，不打听评标情况，家属不经商办企业要如实报告。", "严格遵守保密纪律，请组织监督。"),
    ("做到账目日清月结，保证金退还不拖一天，遇到请托立即记录。", "按期退还，每笔留痕，遇请托即报。"),
)  # fmt: skip
GUESTS = (  # category, employer
    ("npc_deputy", "市人大代表"), ("npc_deputy", "市人大代表"), ("npc_deputy", "江北区人大代表"),
    ("cppcc_member", "市政协委员"), ("cppcc_member", "市政协委员"), ("cppcc_member", "江北区政协委员"),
    ("enterprise", "江城金沙建设有限公司"), ("enterprise", "江城玉带市政工程有限公司"), ("enterprise", "江城长虹建工有限公司"),
    ("enterprise", "江城新来建设有限公司"), ("enterprise", "江城青山园林有限公司"),
    ("agency", "江城诚信招标代理有限公司"), ("agency", "江城中正工程咨询有限公司"), ("agency", "江城明达项目管理有限公司"),
    ("expert", "江城大学"), ("expert", "江城市建筑设计院"), ("expert", "江城市水务规划院"),
    ("media", "江城日报"), ("media", "江城广播电视台"), ("media", "江城发布"),
    ("citizen", "滨江社区"), ("citizen", "玉带街道"), ("citizen", "青山社区"), ("citizen", "金沙村"),
)  # fmt: skip
FAMILY_NAMES = "安柏常丁范高何贾康黎苗宁欧潘秦任苏唐文萧叶于章左"
SUGGESTIONS = (
    ("开标直播画面上的字太小，老年人看不清，建议放大或者加字幕。", "已调整直播字号，并从下月起加字幕。", 2),
    ("保证金退还能不能在网上看到进度。", "退还进度已列入改造计划，完成前可拨打窗口电话查询，当日答复。", 3),
    ("建议把招标文件里常见的限制条款整理出来，让企业对照监督。", "已整理常见限制条款二十条，在规则库公布。", 5),
    ("评标专家的考核结果建议定期公开。", "专家履职考核按年度公布汇总结果，个人信息依法不公开。", 6),
    ("希望午间也有窗口值班。", "", 0),
)
RATINGS = ((5, 5, 5, 5), (5, 5, 5, 4), (4, 4, 5, 4), (5, 5, 5, 5), (4, 5, 4, 4), (5, 4, 5, 5), (5, 5, 5, 5), (4, 4, 4, 4), (5, 5, 5, 5), (5, 5, 4, 5), (4, 4, 4, 3), (5, 5, 5, 5))  # fmt: skip
CRITICAL = "现场讲解很清楚，但等候时间偏长。"
MENDED = "下次分两批进场参观，缩短等候时间。"


class Year:
    """The stage, the span in which all this happens, and who is who."""

    def __init__(self, stage: Stage, now: datetime) -> None:
        self.stage, self.now = stage, now
        first = datetime(now.year, 1, 1, 0, 1, tzinfo=now.tzinfo)
        fits = first <= stage.now < now - timedelta(days=1)
        self.start = stage.now if fits else max(now - timedelta(days=DAYS), first)
        self.people = {one.login: person_of(stage, one.login) for one in MEMBERS}
        self.logins = {person: login for login, person in self.people.items()}

    def at(self, share: float) -> datetime:
        """This will move the clock to this share of the span."""
        return self.stage.set(self.moment(share))

    def moment(self, share: float) -> datetime:
        """This will return the moment at this share of the span, in the morning where that lies ahead."""
        plain = self.start + (self.now - self.start) * share
        morning = plain.replace(hour=10, minute=0, second=0, microsecond=0)
        return morning if 0 < share < 1 and self.stage.now <= morning <= self.now else plain

    def soon(self, days: int) -> str:
        """This will return a day ahead, within the year."""
        return min((self.stage.now + timedelta(days=days)).date(), date(self.now.year, 12, 31)).isoformat()


def play(stage: Stage, cast: Cast, now: datetime) -> None:
    """This will play the part of the year, and leave a few things undone, as life does."""
    year = Year(stage, now)
    year.at(0)
    _talks(year)
    _visits(year)
    year.at(0.3)
    _families(year)
    _contest(year)
    _open_day(year)
    year.at(1)


def _talks(year: Year) -> None:
    stage = year.stage
    entry = {"person": year.people["counter"], "department": "service", "work_post": "verifier", "branch": "second"}
    stage.post("/people/roll", entry | {"standings": ["key_post"], "cause": "promoted"}, by="party")
    round_of = {"year": year.now.year, "due_on": date(year.now.year, 12, 31).isoformat()}
    stage.post("/education/talk-rounds", round_of, by="party")
    duties = stage.get("/people/duties", by="director", limit=200)["items"]
    number = next(one["about"].split(":")[1] for one in duties if one["kind"] == "talk_on_appointment")
    year.at(0.1)
    stage.post(f"/education/appointments/{number}/talk", _told(year, 0), by="director")
    missing = {"director": 2, "deputy-1": 1, "head-supervision": 1}
    for login in (
        "director",
        "deputy-1",
        "deputy-2",
        *(one.login for one in MEMBERS if "section_head" in one.standings),
    ):
        own = stage.get("/education/talks", by=login, limit=200)["items"]
        planned = [one for one in own if one["talker"] == year.people[login] and one["state"] == "planned"]
        for place, talk in enumerate(planned[: len(planned) - missing.get(login, 0)]):
            stage.post(f"/education/talks/{talk['id']}/record", _told(year, place), by=login)


def _told(year: Year, place: int) -> dict[str, str]:
    requirements, reply = SAID[place % len(SAID)]
    return {
        "held_at": (year.stage.now - timedelta(seconds=30)).isoformat(), "place": PLACE, "requirements": requirements, "reply": reply,
    }  # fmt: skip


def _visits(year: Year) -> None:
    stage = year.stage
    visited = [one.login for one in MEMBERS if "key_post" in one.standings]
    for place, login in enumerate(visited):
        visitor = ("deputy-1", "deputy-2", "director")[place % 3]
        plan = {"member": year.people[login], "visitor": year.people[visitor], "due_on": year.soon(60)}
        visit = stage.post("/education/home-visits", plan, by="party")["id"]
        if place < len(visited) - 2:
            told = {"made_on": stage.now.date().isoformat(), "met": "配偶和父母", "found": "家庭和睦，生活俭朴，家属支持工作。", "follow_up": "节前再电话联系一次。"}  # fmt: skip
            stage.post(f"/education/home-visits/{visit}/record", told, by=visitor)


def _families(year: Year) -> None:
    stage, today = year.stage, year.stage.now.date().isoformat()
    letter = {"kind": "letter", "title": "致全体职工家属的一封信", "words": "各位家属：家是廉洁的第一道门。请多过问八小时以外的事，帮家人拒绝不该收的东西、不该赴的约。", "held_on": today}  # fmt: skip
    activity = {
        "kind": "activity",
        "title": "家属走进交易中心",
        "words": "参观开标现场，听一堂家风课。",
        "held_on": today,
    }
    sent = stage.post("/education/families/events", letter, by="party")["id"]
    held = stage.post("/education/families/events", activity, by="party")["id"]
    for place, one in enumerate(one for one in MEMBERS if "key_post" in one.standings):
        if place != 1:
            stage.post(f"/education/families/events/{sent}/parts", {"told": "已读，一定当好廉内助。" if place % 2 else ""}, by=one.login)  # fmt: skip
        if place % 3 == 0:
            stage.post(f"/education/families/events/{held}/parts", {"told": ""}, by=one.login)
    for login in ("head-finance", "cashier", "operator"):
        pledge = {"told": "不收礼、不代收礼，常提醒、常算账，守住家门。"}
        stage.post("/education/families/pledges", pledge, by=login)
    stage.post("/education/families/videos/ask", {"due_on": year.soon(30)}, by="party")
    film = Path(__file__).with_name("family.webm")
    for login, title in (("deputy-1", "父亲的算盘"), ("head-finance", "一张退回的购物卡"), ("head-office", "家书一封")):
        with film.open("rb") as file:
            stage.upload("/education/families/videos", {"title": title, "file": file}, by=login)


def _contest(year: Year) -> None:
    stage = year.stage
    contest = stage.post("/education/families/contests", {"title": f"{year.now.year} 年清廉家庭评比"}, by="party")["id"]
    path, nominated = f"/education/families/contests/{contest}", {}
    for login, story in (
        ("cashier", "丈夫管收费退款，妻子管家里的门：逢年过节有人上门，礼物一律原样退回，并告诉纪检专干。"),
        ("head-finance", "一家三代做财务，家训是“账上无小事”，祖传的算盘摆在客厅。"),
        ("operator", "妻子开小店，十年不接与交易中心有往来单位的生意。"),
        ("witness", "家里有一本人情账，送来的、退回的，一笔一笔都记着。"),
    ):
        body = {"member": year.people[login], "story": story}
        nominated[login] = stage.post(f"{path}/nominees", body, by="party")["count"]
    stage.post(f"{path}/open-voting", by="party")
    favourites: Sequence[str] = ("cashier", "cashier", "head-finance", "cashier", "operator", "head-finance", "witness")
    for place, login in enumerate([*(one.login for one in MEMBERS), *(row[0] for row in KNOWN)]):
        number = nominated[favourites[place % len(favourites)]]
        stage.post(f"/education/families/nominations/{number}/votes", by=login)
    stage.post(f"{path}/close-voting", by="party")
    award = {"awarded": [nominated["cashier"], nominated["head-finance"]], "review": "经评审组核实家访、科室和社区意见，两户家风清正，群众认可。"}  # fmt: skip
    stage.post(f"{path}/award", award, by="party")
    stage.post(f"/education/families/nominations/{nominated['cashier']}/consent", {"agreed": True}, by="cashier")


def _open_day(year: Year) -> None:
    stage, begins = year.stage, year.moment(0.6)
    day = {
        "theme": "阳光交易，请您监督", "starts_at": begins.isoformat(), "place": "江城市公共资源交易中心一楼大厅",
        "agenda": "一、参观受理窗口、开标室和评标区外监控室\n二、观看一次真实开标的回放和公开日志核验\n三、座谈：请各位代表当面提意见\n四、填写评价",
    }  # fmt: skip
    path = f"/outreach/open-days/{stage.post('/outreach/open-days', day, by='head-office')['id']}"
    stage.post(f"{path}/announce", by="head-office")
    codes = []
    for place, (category, unit) in enumerate(GUESTS):
        guest = {
            "category": category,
            "name": FAMILY_NAMES[place] + GIVEN_NAMES[place % len(GIVEN_NAMES)],
            "phone": f"0999-555{place:04}",
            "unit": unit,
        }
        codes.append(stage.post(f"{path}/guests", guest, by="head-office"))
    stage.set(begins + timedelta(seconds=30))
    for guest in codes:
        stage.post(f"/outreach/guests/{guest['id']}/came", by="head-office")
    number = int(path.rsplit("/", 1)[1])
    taken = _say_what_they_think(year, number, [guest["code"] for guest in codes])
    report = {"words": f"七类代表 {len(GUESTS)} 人到场，参观后座谈，当面提出意见 {len(SUGGESTIONS)} 条。"}
    stage.post(f"{path}/close", report, by="head-office")
    for suggestion, answer, days in taken:
        stage.set(max(stage.now, min(begins + timedelta(days=days, hours=1), year.now)))
        stage.post(f"/outreach/suggestions/{suggestion}/answer", {"answer": answer}, by="head-office")


def _say_what_they_think(year: Year, day: int, codes: list[str]) -> list[tuple[int, str, int]]:
    """This will hand everything in, and return what is to be answered: number, answer, after how many days."""
    stage, taken = year.stage, []
    for (words, answer, days), code in zip(SUGGESTIONS, codes, strict=False):
        body: dict[str, Any] = {"words": words, "day": day, "guest_code": code}
        taken.append((stage.post("/outreach/suggestions", body)["id"], answer, days))
    for (overall, *scores), code in zip(RATINGS, codes, strict=False):
        questions = dict(zip(("openness", "integrity", "service"), scores, strict=True))
        stage.post("/outreach/ratings", {"overall": overall, "scores": questions, "day": day, "guest_code": code})
    body = {"overall": 3, "scores": {}, "remark": CRITICAL, "day": day, "guest_code": codes[-1]}
    stage.post("/outreach/ratings", body)
    waiting = stage.get("/outreach/suggestions", by="head-office", state="received", limit=200)["items"]
    taken.append((next(one["id"] for one in waiting if one["words"] == CRITICAL), MENDED, 7))
    return [one for one in taken if one[1]]
