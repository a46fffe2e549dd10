"""Who talks with whom: the secretary with five groups, the leadership with its own area, heads with the rest of their section. Pure."""

from typing import Protocol

from qinglian.domain.people.establishment import STANDINGS
from qinglian.law.text import Text

GROUPS = ("leadership", "deputy_division", "section_head", "branch_secretary", "key_post")
GROUP_WORDS = {code: STANDINGS[code] for code in GROUPS}
SECOND = ("section_head", "key_post")
TIERS: dict[str, Text] = {
    "first": Text("书记谈话", "By the secretary"),
    "second": Text("分管领导谈话", "By the leader of the area"),
    "third": Text("科室负责人谈话", "By the head of the section"),
}
KINDS: dict[str, Text] = {
    "routine": Text("例行谈话", "Routine talk"),
    "appointment": Text("任前谈话", "Talk on appointment"),
    "reminder": Text("提醒谈话", "Reminding talk"),
}


class Entry(Protocol):
    """What is asked of an entry of the roll."""

    person_id: str
    department: str
    standings: list[str]
    area: list[str]


def tier_of(talker: Entry, listener: Entry) -> str:
    """This will return in which tier one talks with the other: first, second, third, or "" when the one does not."""
    if talker.person_id == listener.person_id or "party_secretary" in listener.standings:
        return ""
    if "party_secretary" in talker.standings and stands_in(listener, GROUPS):
        return "first"
    if "leadership" in talker.standings and listener.department in talker.area and stands_in(listener, SECOND):
        return "second"
    is_own = talker.department == listener.department and "section_head" in talker.standings
    return "third" if is_own and not stands_in(listener, GROUPS) else ""


def stands_in(entry: Entry, groups: tuple[str, ...]) -> bool:
    """This will say whether somebody belongs to one of these groups."""
    return any(group in entry.standings for group in groups)
