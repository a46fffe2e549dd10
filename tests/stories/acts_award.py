"""What people do on stage from the report to the award: candidates, objections, award, and what is disclosed then."""

from datetime import datetime
from typing import Any

from qinglian.record.clock import CHINA
from qinglian.trust.documents import sign_document
from tests.stories import acts_draw
from tests.stories.acts import Played, run_clock
from tests.stories.cast import Bidder
from tests.stories.stage import Stage

ADDRESS = "招标人：方敏，0999-5550100，江城市演示路 2 号"


def path(played: Played) -> str:
    """This will return where candidates and award stand."""
    return f"/contracts/sections/{played.code}/{played.section}"


def standing(stage: Stage, played: Played) -> dict[str, Any]:
    """This will return candidates, result and award as everybody sees them."""
    return dict(stage.get(path(played)))


def announce(stage: Stage, played: Played, *, days: int = 3) -> dict[str, Any]:
    """This will have the officer publish the candidates."""
    body = {"days": days, "objection_address": ADDRESS}
    shown = dict(stage.post(f"{path(played)}/candidates", body, by="officer"))
    stage.settle()
    return shown


def object_to(stage: Stage, played: Played, bidder: Bidder, text: str) -> int:
    """This will have a bidder object to the candidates by its signature, and return the objection's number."""
    document = {"type": "candidate-objection/v1", "opening": played.opening, "bidder": bidder.id, "text": text}
    return int(stage.post("/contracts/objections", sign_document(bidder.master, document))["number"])


def answer(stage: Stage, played: Played, number: int, *, words: str, upheld: bool = False) -> None:
    """This will have the officer answer an objection; the words become public with the answer."""
    body = {"answer": words, "upheld": upheld}
    stage.post(f"{path(played)}/objections/{number}/answer", body, by="officer")


def wait_until_over(stage: Stage, played: Played) -> None:
    """This will move the clock to nine o'clock after the publicity period."""
    end = datetime.fromisoformat(standing(stage, played)["until_at"]).astimezone(CHINA)
    stage.set(end.replace(hour=9, minute=0))


def lift_hold(stage: Stage, played: Played) -> None:
    """This will have the supervising officer lift the hold that an upheld objection left."""
    (hold,) = stage.get(f"/tenders/{played.code}/holds")
    stage.post(f"/tenders/{played.code}/holds/{hold['id']}/lift", by="inspector")


def award(
    stage: Stage, played: Played, *, number: int | None = None, cause: str = "", evidence: str = ""
) -> dict[str, Any]:
    """This will have the reviewer award, to rank one unless another is named."""
    chosen = number or standing(stage, played)["candidates"][0]["number"]
    body = {"number": chosen, "cause": cause, "evidence": evidence}
    made = dict(stage.post(f"{path(played)}/award", body, by="reviewer"))
    stage.settle()
    return made


def disclose(stage: Stage) -> None:
    """This will let timetable and notifier disclose what was secret until the award: sheets, calls, names."""
    run_clock(stage)
    acts_draw.notify(stage)
    run_clock(stage)


def play_out(stage: Stage, played: Played) -> None:
    """This will bring an evaluated section to its award without objections."""
    announce(stage, played)
    wait_until_over(stage, played)
    award(stage, played)
    disclose(stage)
