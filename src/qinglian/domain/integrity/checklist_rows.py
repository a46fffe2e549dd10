"""What checklists ask: the fixed items of the weekly inspection, and for a post every risk point of its section. Pure."""

from qinglian.domain.integrity.catalogue import POINTS
from qinglian.law.text import Text

Item = dict[
    str, str
]  # zh, en: what is asked; point: a risk point's code or ""; evidence_zh, evidence_en: what proves it

WEEKLY_ITEMS: tuple[Item, ...] = (
    {
        "zh": "应到人员在岗，离岗的有请假或者外出登记", "en": "Everybody is at work, or away with leave or an entry in the book", "point": "",
        "evidence_zh": "考勤记录、请假单、现场清点", "evidence_en": "Attendance, leave slips, a count on the spot",
    },
    {
        "zh": "当值期间不饮酒，不做与工作无关的事", "en": "Nobody on duty drinks or does what is not work", "point": "",
        "evidence_zh": "现场查看", "evidence_en": "Seen on the spot",
    },
    {
        "zh": "窗口、开标区、评标区没有无关人员逗留，没有人私下接触投标人或者评委", "en": "No stranger stays at the counter, in opening or evaluation rooms, and nobody meets bidders or experts in private", "point": "",
        "evidence_zh": "门禁记录、录像回看十分钟", "evidence_en": "Door log, ten minutes of recording",
    },
    {
        "zh": "办理事项按规定时限、一次告知，没有推诿刁难", "en": "Matters are handled in time and explained at once, nobody is sent about", "point": "",
        "evidence_zh": "抽看三件当日办件", "evidence_en": "Three cases of the day",
    },
    {
        "zh": "没有收受礼品、宴请，桌面和车辆没有可疑物品", "en": "No gifts or dinners are taken, nothing doubtful on desks or in cars", "point": "",
        "evidence_zh": "礼品登记、现场查看", "evidence_en": "Gift register, seen on the spot",
    },
)  # fmt: skip


def post_items(department: str) -> list[Item]:
    """This will list a section's risk points as items: the manual ones first, because only people see them."""
    own = [point for point in POINTS if point.department == department]
    return [
        {
            "zh": point.measure.what.zh, "en": point.measure.what.en, "point": point.code,
            "evidence_zh": point.measure.evidence.zh, "evidence_en": point.measure.evidence.en,
        }
        for point in sorted(own, key=lambda point: point.measure.is_live)
    ]  # fmt: skip


def title_of(item: Item) -> Text:
    """This will return what an item asks."""
    return Text(item["zh"], item["en"])


def proof_of(item: Item) -> Text:
    """This will return what proves an item."""
    return Text(item["evidence_zh"], item["evidence_en"])
