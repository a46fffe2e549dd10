"""A year of committee meetings, the plan with its paired tasks, thirty days of messages, culture positions and the reading room."""

from datetime import date, datetime, timedelta
from io import BytesIO

from PIL import Image

from qinglian.jobs.posting import default_outlet, post_message
from tests.stories.cast import Cast
from tests.stories.clean import culture_words as words
from tests.stories.clean.roll import person_of
from tests.stories.stage import Stage

OFFICER = "party"
MESSAGE_DAYS = 30


def play(stage: Stage, cast: Cast, now: datetime) -> None:
    """This will play the culture's part of the year that `now` stands in, from the stage's moment to now, and set its clock back."""
    before = stage.now
    year = _Year(stage, now)
    loans = _library(year)
    messages = _messages(year)
    stage.set(max(before, now - timedelta(days=MESSAGE_DAYS)))
    _release(year, messages)
    stage.set(now)
    _bring_back(year, loans)
    _meetings(year)
    _plan(year)
    _positions(year)
    stage.set(before)


class _Year:
    """The year so far: the stage, the ids of people by login, and days within it."""

    def __init__(self, stage: Stage, now: datetime) -> None:
        self.stage, self.now, self.today = stage, now, now.date()
        self._ids: dict[str, str] = {}

    def person(self, login: str) -> str:
        """This will return the id of the person with this login."""
        if login not in self._ids:
            self._ids[login] = person_of(self.stage, login)
        return self._ids[login]

    def day(self, share: float) -> date:
        """This will return a day: up to 1 the share of the year so far, beyond it of what is left."""
        first, last = date(self.today.year, 1, 1), date(self.today.year, 12, 31)
        if share <= 1:
            return first + timedelta(days=int((self.today - first).days * share))
        return self.today + timedelta(days=int((last - self.today).days * (share - 1)))


def _meetings(year: _Year) -> None:
    stage, numbers = year.stage, []
    for share, title, agenda in words.MEETINGS:
        meeting = stage.post("/integrity/meetings", {
            "title": title, "held_on": year.day(share).isoformat(), "place": "三楼会议室", "chair": year.person("director"),
            "items": [{"topic": topic, "title": item} for topic, item in agenda],
        }, by=OFFICER)  # fmt: skip
        numbers.append(meeting["id"])
        stage.post(f"/integrity/meetings/{meeting['id']}/hold", by=OFFICER)
    for meeting, item, told, owner, days, evidence in words.DECISIONS:
        held = year.day(words.MEETINGS[meeting][0])
        due_on = max(year.today + timedelta(days=days), held)
        body = {"item": item, "words": told, "owner": year.person(owner), "due_on": due_on.isoformat()}
        decision = stage.post(f"/integrity/meetings/{numbers[meeting]}/decisions", body, by=OFFICER)
        if evidence:
            stage.post(f"/integrity/meetings/decisions/{decision['id']}/carry-out", {"evidence": evidence}, by=owner)


def _plan(year: _Year) -> None:
    stage = year.stage
    title = f"{year.today.year} 年清廉建设实施方案"
    plan = stage.post("/integrity/plans", {"year": year.today.year, "title": title}, by=OFFICER)
    ids = {}
    for number, kind, pillar, told, leader, department, owner, share, _, pairs in words.TASKS:
        task = stage.post(f"/integrity/plans/{plan['id']}/tasks", {
            "number": number, "kind": kind, "pillar": pillar, "title": told, "leader": year.person(leader), "department": department,
            "owner": year.person(owner), "due_on": year.day(share).isoformat(), "pairs": pairs,
        }, by=OFFICER)  # fmt: skip
        ids[number] = task["id"]
    stage.post(f"/integrity/plans/{plan['id']}/issue", by="director")
    for number, kind, _, told, _, _, owner, _, state, _ in words.TASKS:
        if state != "open":
            _work(stage, ids[number], told, owner=owner, is_paired=kind != "integrity" or number < 22)
    for number, _, _, _, leader, _, owner, _, state, pairs in words.TASKS:
        if state == "closed" and (pairs or number == 22):
            stage.post(f"/integrity/plans/tasks/{ids[number]}/close", by=leader if leader != owner else OFFICER)


def _work(stage: Stage, task: int, told: str, *, owner: str, is_paired: bool) -> None:
    if is_paired:
        stage.post(
            f"/integrity/plans/tasks/{task}/stages", {"stage": "deploy", "words": "科务会部署，分工到人。"}, by=owner
        )
        stage.post(
            f"/integrity/plans/tasks/{task}/stages", {"stage": "advance", "words": "中期检查，问题当场改。"}, by=owner
        )
    stage.upload(
        f"/integrity/plans/tasks/{task}/evidence", {"evidence": f"{told}：已经落实，材料存机关党委。"}, by=owner
    )


def _messages(year: _Year) -> list[int]:
    rows = [("motto", text, source) for text, source in words.MOTTOS]
    rows += [("case", text, "警示案例汇编（隐去单位和姓名）") for text in words.CASES]
    path = "/education/messages"
    return [
        year.stage.post(path, {"kind": kind, "text": text, "source": source}, by=OFFICER)["id"]
        for kind, text, source in rows
    ]


def _release(year: _Year, messages: list[int]) -> None:
    """A case each Monday, otherwise the collection in its order."""
    stage, cases = year.stage, messages[len(words.MOTTOS) :]
    outlet = default_outlet()
    for n in range(MESSAGE_DAYS, -1, -1):
        morning = (year.now - timedelta(days=n)).replace(hour=7, minute=0, second=30)
        if morning < stage.now or morning > year.now:
            continue
        stage.set(morning)
        if morning.weekday() == 0:
            case = cases[n // 7 % len(cases)]
            stage.post(f"/education/messages/{case}/days", {"day": morning.date().isoformat()}, by=OFFICER)
        post_message(outlet, at=stage.now)


def _positions(year: _Year) -> None:
    for n, (name, kind, area, place, keeper, days, ago, told) in enumerate(words.POSITIONS):
        renewed_on = year.today - timedelta(days=ago)
        fields = {
            "name": name, "kind": kind, "area": area, "place": place, "keeper": year.person(keeper), "interval_days": days,
            "words": told, "renewed_on": renewed_on.isoformat(), "photo": _picture(n),
        }  # fmt: skip
        year.stage.upload("/education/positions", fields, by=OFFICER)


def _picture(n: int) -> BytesIO:
    """A plain sheet in the house's colours: a demo has no photographs of places that do not exist."""
    file, image = BytesIO(), Image.new("RGB", (1200, 600), (250, 247, 240))
    image.paste((22, 57, 92), (0, 420, 1200, 600))
    for frame in range(4):
        left = 80 + 280 * frame
        image.paste((196, 185, 164), (left, 80, left + 200, 360))
        image.paste((255, 255, 255) if (frame + n) % 2 else (241, 236, 224), (left + 12, 92, left + 188, 348))
    image.save(file, "PNG")
    file.seek(0)
    file.name = f"position-{n}.png"
    return file


def _library(year: _Year) -> list[tuple[int, str, bool]]:
    stage, ids = year.stage, {}
    for code, title, author, category, copies in words.BOOKS:
        body = {"code": code, "title": title, "author": author, "category": category, "copies": copies}
        ids[code] = stage.post("/education/library/books", body, by=OFFICER)["id"]
    return [
        (stage.post(f"/education/library/books/{ids[code]}/loans", {}, by=login)["id"], login, is_back)
        for code, login, is_back in words.LOANS
    ]


def _bring_back(year: _Year, loans: list[tuple[int, str, bool]]) -> None:
    for number, login, is_back in loans:
        if is_back:
            year.stage.post(f"/education/library/loans/{number}/return", by=login)
