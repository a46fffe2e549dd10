"""The parts of the centre's integrity work, by pillar: what the overview and the second navigation list. Rows of data."""

from dataclasses import dataclass

from qinglian.domain.integrity.checklist_policy import READERS
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
    Area("promote", Text("每周抽查", "Weekly inspections"), Text("抽到哪天、哪个科室，查到什么", "Which day and section was drawn, what was found"), "supervisor_inspections", READERS),
    Area("secure", Text("定期检查", "Periodic checks"), Text("重点岗位查了哪些，还有谁没查", "Which key posts were checked, which were not"), "supervisor_checks", READERS),
    Area("secure", Text("整改督办", "Corrections"), Text("问题改到哪一步，谁逾期", "How far each problem is corrected, who is late"), "supervisor_rectifications", READERS),
    Area("secure", Text("我的整改", "My corrections"), Text("要我整改的问题", "Problems that I correct"), "centre_rectifications", CENTRE_ROLES),
    Area("secure", Text("科室评估", "Assessment of sections"), Text("按公开的公式从记录里算", "By a published formula, from records"), "supervisor_assessments"),
)  # fmt: skip
