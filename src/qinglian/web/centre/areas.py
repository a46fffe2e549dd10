"""The parts of the centre's integrity work, by pillar: what the overview and the second navigation list. Rows of data."""

from dataclasses import dataclass

from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.law.text import Text

EVERYBODY = ("supervisor", *CENTRE_ROLES)
OVERSEERS = ("supervisor", "centre_leader", "party_officer", "discipline_officer", "section_head")


@dataclass(frozen=True)
class Area:
    """One part: its pillar, its name, what one does there, the name of its first page's address, and whom the page is for."""

    pillar: str
    label: Text
    about: Text
    page: str
    roles: tuple[str, ...] = EVERYBODY


AREAS: tuple[Area, ...] = (
    Area("promote", Text("节日提醒", "Festival reminders"), Text("六个节日的廉洁提醒，谁读了", "Reminders ahead of six festivals, and who read them"), "centre_festivals"),
    Area("promote", Text("礼品登记", "Gifts"), Text("退不掉的礼品礼金登记上交", "Declaring and handing in what could not be refused"), "centre_gifts", CENTRE_ROLES),
    Area("promote", Text("自查自纠", "Self-checks"), Text("本人自查，逐级签字", "One's own self-checks, signed layer by layer"), "centre_self_checks", CENTRE_ROLES),
    Area("promote", Text("专项整治", "Campaigns"), Text("自查表收了多少，问题办结多少", "Forms received, problems closed"), "supervisor_campaigns", OVERSEERS),
    Area("promote", Text("四风问题", "Styles of work"), Text("节日前后的四风问题和整改", "Problems of style around festivals"), "supervisor_style", OVERSEERS),
    Area("promote", Text("招投标问题台账", "Ledger of tendering problems"), Text("逐年比较，新发还是反复", "Compared by years, new or repeated"), "supervisor_ledger", OVERSEERS),
    Area("secure", Text("风险墙", "Risk wall"), Text("56 个风险点现在怎样", "How the 56 risk points stand"), "supervisor_wall"),
    Area("secure", Text("流程图", "Flow charts"), Text("20 个重点事项怎么走", "How the 20 key matters go"), "supervisor_flows"),
)  # fmt: skip
