"""The parts of the centre's integrity work, by pillar: what the overview and the second navigation list. Rows of data."""

from dataclasses import dataclass

from qinglian.domain.integrity.meeting_policy import MEETING_READERS
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
    Area("build", Text("党委会", "Committee meetings"), Text("议题、决定和落实", "Agenda, decisions and their end"), "centre_meetings", MEETING_READERS),
    Area("build", Text("工作计划", "Work plans"), Text("任务分解、配对和销号", "Tasks, their pairs and their closing"), "centre_plans"),
    Area("build", Text("廉政消息", "Messages"), Text("每天一条，推到各渠道", "One a day to every channel"), "centre_messages"),
    Area("build", Text("文化阵地", "Culture positions"), Text("走廊、屏幕、桌牌，什么时候更新", "Corridors, screens, plates and their renewal"), "centre_positions"),
    Area("build", Text("图书室", "Reading room"), Text("书目和借阅", "Catalogue and loans"), "centre_library"),
)  # fmt: skip
