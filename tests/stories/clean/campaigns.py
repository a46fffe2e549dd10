"""Festivals, campaigns, problems, the ledger and gifts of one year, in the order of its days. All fictional."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from qinglian.record.clock import CHINA
from tests.stories.cast import Cast
from tests.stories.clean import campaigns_papers as papers
from tests.stories.clean.roll import KNOWN, MEMBERS
from tests.stories.stage import Stage

LOGINS = tuple(member.login for member in MEMBERS) + tuple(row[0] for row in KNOWN)
LOGIN_OF = {member.name: member.login for member in MEMBERS}
LOGIN_OF |= {"何静": "verifier", "陆明": "host", "蔡文": "registrar", "秦越": "admin"}  # of the cast
HEADS = {member.department: member.login for member in MEMBERS if "section_head" in member.standings}
LEADERS = ("director", "deputy-1", "deputy-2", "discipline")
MORNING = time(9, 0, tzinfo=CHINA)
S = "/supervision"


def play(stage: Stage, cast: Cast, now: datetime) -> None:
    """This will play what happened between the day on which the staff came on the roll and the present, and end at the present."""
    del cast  # the staff of clean.roll act
    year = now.astimezone(CHINA).year
    begun = max(
        datetime.fromisoformat(row["from_at"]) for row in stage.get("/people/roll", by="party", limit=200)["items"]
    )
    stage.set(begun)
    for day, act in sorted(_year(stage, year), key=lambda pair: pair[0]):
        moment = max(datetime.combine(day, MORNING), begun)
        if moment <= now:
            stage.set(moment)
            act()
    stage.set(now)


def _year(stage: Stage, year: int) -> list[tuple[date, Callable[[], None]]]:
    """What happens on which day."""
    reminders = stage.post("/education/festivals", {"year": year}, by="party")
    acts: list[tuple[date, Callable[[], None]]] = [
        (date.fromisoformat(row["send_on"]), lambda row=row, place=place: _festival(stage, row, place))  # type: ignore[misc]
        for place, row in enumerate(reminders)
    ]
    acts += [
        (date(year, 1, 12), lambda: _ledger(stage, year)),
        (date(year, 3, 2), lambda: _campaign(stage, "two_leads_five", date(year, 3, 2), papers.TWO_LEADS)),
        (date(year, 6, 8), lambda: _campaign(stage, "illicit_profit", date(year, 6, 8), papers.ILLICIT_PROFIT)),
    ]
    for month, day, problem in papers.STYLES:
        acts.append((date(year, month, day), lambda problem=problem: _style(stage, problem)))  # type: ignore[misc]
    for month, day, gift in papers.GIFTS:
        acts.append((date(year, month, day), lambda gift=gift: _gift(stage, gift)))  # type: ignore[misc]
    return acts


def _festival(stage: Stage, row: dict[str, object], place: int) -> None:
    """A reminder goes out and most people read it; every time a few others do not."""
    if date.fromisoformat(str(row["day"])) < stage.now.date():
        return
    stage.post(f"/education/festivals/{row['id']}/sending", by="party")
    for number, login in enumerate(LOGINS):
        if place == 1 or (number + place * 5) % 12:
            stage.post(f"/education/festivals/{row['id']}/reading", by=login)


def _campaign(stage: Stage, kind: str, begins: date, paper: papers.Paper) -> None:
    """A campaign begins; forms go up layer by layer, a few stay behind; problems are corrected and most are closed."""
    begins = max(begins, stage.now.date())
    dates = {"from_on": begins, "forms_due_on": begins + timedelta(days=30), "until_on": begins + timedelta(days=270)}
    data = {"kind": kind} | {name: day.isoformat() for name, day in dates.items()}
    campaign = stage.post(f"{S}/campaigns", data, by="discipline")["id"]
    for row in stage.get(f"{S}/campaigns/{campaign}/missing", by="discipline"):
        login = LOGIN_OF[row["name"]]
        if login not in paper.owed:
            seen = [{"item": item, "words": words} for item, words in paper.own.get(login, ())]
            words = papers.FOUND if seen else paper.nothing
            stage.post(f"{S}/self-checks/{row['form']}/signature", {"words": words, "seen": seen}, by=login)
    for login in HEADS.values():
        if login not in paper.slow:
            _sign(stage, login, campaign, "review", paper.heads.get(login, ()), papers.REVIEWED)
    for login in LEADERS:
        if login not in paper.slow:
            _sign(stage, login, campaign, "approval", paper.leaders.get(login, ()), papers.APPROVED)
    for problem in paper.found:
        body = {"campaign": campaign, "found_on": stage.now.date().isoformat()} | problem
        stage.post(f"{S}/problems/campaign", body, by="discipline")
    _correct(stage, f"register=campaign&campaign={campaign}", leave=1)


def _sign(
    stage: Stage, login: str, campaign: int, act: str, sees: tuple[tuple[str, str], ...], words: str
) -> None:  # fmt: skip
    """One layer signs what waits for it; on the first form it adds the problems that it sees."""
    waiting = [row for row in stage.get(f"{S}/self-checks", by=login)["to_sign"] if row["campaign"] == campaign]
    for place, row in enumerate(waiting):
        seen = [{"item": item, "words": said} for item, said in sees] if place == 0 else []
        stage.post(f"{S}/self-checks/{row['id']}/{act}", {"words": words, "seen": seen}, by=login)


def _correct(stage: Stage, query: str, *, leave: int) -> None:
    """What is open is corrected by its section or its person, and closed; the last few stay open."""
    told = dict(part.split("=") for part in query.split("&"))
    standing = stage.get(f"{S}/problems", by="discipline", state="open", limit=200, **told)["items"]
    for row in standing[: len(standing) - leave]:
        _close(stage, row)


def _close(stage: Stage, row: dict[str, object], correction: str = papers.CORRECTED) -> None:
    path = f"/inspections/rectifications/{row['rectification']}"
    owner = stage.get(path, by="discipline")["owner"]
    stage.post(f"{path}/evidence", {"words": correction}, by=_login_of(stage, owner))
    stage.post(f"{path}/closing", {"words": papers.CLOSED}, by="discipline")


def _login_of(stage: Stage, person: str) -> str:
    roll = stage.get("/people/roll", by="party", limit=200)["items"]
    return LOGIN_OF[next(row["name"] for row in roll if row["person"] == person)]


def _style(stage: Stage, problem: papers.Style) -> None:
    body = problem.body | {"found_on": stage.now.date().isoformat()}
    row = stage.post(f"{S}/problems/style", body, by="discipline")
    if problem.correction:
        stage.forward(days=6)
        _close(stage, row, problem.correction)


def _gift(stage: Stage, gift: papers.Given) -> None:
    body = gift.body | {"received_on": stage.now.date().isoformat()}
    row = stage.post(f"{S}/gifts", body, by=gift.login)
    if not gift.disposal:
        return
    stage.forward(days=3)
    day = stage.now.date().isoformat()
    stage.post(f"{S}/gifts/{row['id']}/receipt", {"handed_in_on": day}, by="discipline")
    stage.post(f"{S}/gifts/{row['id']}/disposal", {"disposed_on": day} | gift.disposal, by="discipline")


def _ledger(stage: Stage, year: int) -> None:
    """Four years of the ledger: the first years' problems are entered, marked and closed; this year's stand."""
    known: dict[tuple[str, str], int] = {}
    for ago, month, category, point, department, words in papers.LEDGER:
        found_on = min(date(year - ago, month, 15), stage.now.date())
        body = {"category": category, "point": point, "department": department, "source": "inspection", "words": words}
        row = stage.post(f"{S}/problems/tendering", body | {"found_on": found_on.isoformat()}, by="discipline")
        earlier = known.get((category, point))
        mark = {"mark": "repeated", "repeats": earlier} if earlier else {"mark": "new"}
        stage.post(f"{S}/problems/{row['id']}/mark", mark, by="discipline")
        known[category, point] = row["id"]
        if ago:
            _close(stage, row)
