"""The parts of the centre's integrity work, by pillar: what the overview and the second navigation list. Rows of data."""

from dataclasses import dataclass

from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.text import Text

EVERYBODY = ("supervisor", *CENTRE_ROLES)


@dataclass(frozen=True)
class Area:
    """One part: its pillar, its name, what one does there, the name of its first page's address, and whom the page is for."""

    pillar: str
    label: Text
    about: Text
    page: str
    roles: tuple[str, ...] = EVERYBODY


AREAS: tuple[Area, ...] = (
    Area("secure", Text("风险墙", "Risk wall"), Text("56 个风险点现在怎样", "How the 56 risk points stand"), "supervisor_wall"),
    Area("secure", Text("流程图", "Flow charts"), Text("20 个重点事项怎么走", "How the 20 key matters go"), "supervisor_flows"),
    Area("learn", Text("廉政谈话", "Integrity talks"), Text("谁该和谁谈，谈了没有", "Who is to talk with whom, and did"), "centre_talks"),
    Area("build", Text("重点岗位家访", "Home visits"), Text("重点岗位家访了多少", "How many key posts were visited"), "centre_home_visits"),
    Area("build", Text("家属助廉", "Families"), Text("信、承诺、活动和清廉家庭", "Letters, pledges, activities, clean families"), "centre_families"),
    Area("build", Text("家庭话廉视频", "Family videos"), Text("内部网络播放，谁交了", "On the internal network; who gave one"), "centre_family_videos", CENTRE_ROLES),
    Area("secure", Text("社会开放日", "Open days"), Text("七类来宾，意见逐条答复", "Guests of seven kinds, every suggestion answered"), "centre_open_days"),
    Area("secure", Text("意见建议", "Suggestions"), Text("待答复和已答复的意见", "Suggestions, answered and not"), "centre_suggestions"),
)  # fmt: skip
