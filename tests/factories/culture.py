"""Meetings, plans with paired tasks, messages, positions and books for tests, made through the real actions."""

from datetime import date, datetime
from io import BytesIO

from PIL import Image

from qinglian.domain.education import actions as education
from qinglian.domain.education.models import Book, CulturePosition, Message
from qinglian.domain.integrity import actions as integrity
from qinglian.domain.integrity.models import Meeting, WorkPlan, WorkTask
from qinglian.domain.people.models import Person
from qinglian.law.actor import Actor
from tests.factories import people, staff

AT = people.AT
TODAY = AT.date()
YEAR = AT.year
DUE = date(YEAR, 11, 20)


def officer() -> Actor:
    """This will return an officer of the party office, stored when there is none."""
    return staff.actor(staff.party_officer())


def meeting(by: Actor, chair: Person, *, topic: str = "integrity", held: bool = True, on: date = TODAY) -> Meeting:
    """This will enter a meeting with one item, and register it as held unless told otherwise."""
    planned = integrity.plan_meeting(
        title="第十次党委会", held_on=on, place="三楼会议室", chair=chair,
        items=[integrity.Item(topic, "研究全年党风廉政建设工作")], by=by, at=AT,
    )  # fmt: skip
    return integrity.hold_meeting(planned, by=by, at=AT) if held else planned


def task_input(
    leader: Person, owner: Person, number: int, kind: str = "business", **changes: object
) -> integrity.TaskInput:
    """This will type a task."""
    typed: dict[str, object] = {
        "number": number, "kind": kind, "pillar": "build", "title": f"第 {number} 项任务", "leader": leader,
        "department": "transaction", "owner": owner, "due_on": DUE, "pairs": 0,
    }  # fmt: skip
    return integrity.TaskInput(**typed | changes)  # type: ignore[arg-type]


def plan(by: Actor, *, year: int = YEAR) -> WorkPlan:
    """This will begin a plan."""
    return integrity.draft_plan(year=year, title=f"{year} 年清廉建设实施方案", by=by, at=AT)


def issued_pair(by: Actor, leader: Person, owner: Person) -> tuple[WorkPlan, WorkTask, WorkTask]:
    """This will issue a plan of an item and its integrity task."""
    drafted = plan(by)
    item = integrity.add_task(drafted, task_input(leader, owner, 1), by=by, at=AT)
    pair = integrity.add_task(drafted, task_input(leader, owner, 2, "integrity", pairs=1), by=by, at=AT)
    return integrity.issue_plan(drafted, by=staff.actor(leader), at=AT), item, pair


def evidenced(task: WorkTask, by: Actor) -> WorkTask:
    """This will deploy and advance a task and hand in its evidence."""
    for stage in ("deploy", "advance"):
        integrity.note_stage(task, stage=stage, words="已开会部署并检查。", by=by, at=AT)
    return integrity.hand_in_evidence(task, evidence="见会议纪要和抽查记录。", by=by, at=AT)


def message(by: Actor, text: str = "公生明，廉生威。", *, kind: str = "motto") -> Message:
    """This will add a message to the collection."""
    return education.add_message(kind=kind, text=text, source="古训", by=by, at=AT)


def position(
    by: Actor, keeper: Person, *, name: str = "一楼廉政文化走廊", renewed_on: date = TODAY, days: int = 30,
    photo: bytes | None = None, at: datetime = AT,
) -> CulturePosition:  # fmt: skip
    """This will register a position."""
    typed = education.PositionInput(name, "corridor", "office", "一楼东侧", keeper, days)
    return education.register_position(
        typed, words="古代廉吏故事十二则", renewed_on=renewed_on, photo=photo, by=by, at=at
    )


def book(by: Actor, *, code: str = "D-001", copies: int = 1, category: str = "discipline_law") -> Book:
    """This will catalogue a book."""
    return education.add_book(
        code=code, title="纪律处分条例学习读本", author="本中心编", category=category, copies=copies, by=by, at=AT
    )  # fmt: skip


def photograph(*, kind: str = "JPEG", size: tuple[int, int] = (2400, 1200), place: str = "") -> bytes:
    """This will make a picture; `place` is written into its metadata."""
    file, metadata = BytesIO(), Image.Exif()
    if place:
        metadata[0x010E] = place  # ImageDescription
    Image.new("RGB", size, (120, 80, 40)).save(file, kind, exif=metadata)
    return file.getvalue()


def furnished() -> None:
    """This will make one of each: a meeting with a decision, a plan with a pair, a message, a position with a photograph, a lent book."""
    by, leader, owner = officer(), staff.deputy(), staff.head()
    held = meeting(by, leader)
    integrity.record_decision(
        held, item=held.items.get(), words="更新风险目录", owner=owner, due_on=TODAY, by=by, at=AT
    )
    _, item, _ = issued_pair(by, leader, owner)
    evidenced(item, staff.actor(owner))
    education.schedule_message(message(by), day=TODAY, by=by, at=AT)
    position(by, owner, photo=photograph(size=(40, 30)))
    education.lend_book(book(by), borrower=owner, by=by, at=AT)
