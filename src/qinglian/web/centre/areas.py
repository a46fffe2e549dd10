"""The parts of the centre's integrity work, by pillar: what the overview and the second navigation list. Rows of data."""

from dataclasses import dataclass

from django.urls import reverse

from qinglian.domain.integrity.checklist_policy import READERS
from qinglian.domain.integrity.meeting_policy import MEETING_READERS
from qinglian.domain.people.establishment import PILLARS
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.domain.supervision.policy import STAFF
from qinglian.law.text import Text

EVERYBODY = ("supervisor", *CENTRE_ROLES)
WALL = ("supervisor", *STAFF)
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
    Area("build", Text("花名册", "Roll"), Text("谁在哪个科室、支部和岗位", "Who works in which section, branch and post"), "centre_roll"),
    Area("secure", Text("风险墙", "Risk wall"), Text("56 个风险点现在怎样", "How the 56 risk points stand"), "supervisor_wall", WALL),
    Area("secure", Text("流程图", "Flow charts"), Text("20 个重点事项怎么走", "How the 20 key matters go"), "supervisor_flows", WALL),
    Area("secure", Text("风险查摆", "Risk-finding rounds"), Text("各岗位查摆风险点，采纳入目录", "Posts propose risk points for the catalogue"), "centre_rounds"),
    Area("secure", Text("岗位廉政承诺", "Integrity pledges"), Text("一年一签，按岗位不同", "Signed yearly, each for the own post"), "centre_pledges"),
    Area("build", Text("一岗双责清单", "Lists of duties"), Text("业务、廉政两份清单和年度述责", "Business and integrity duties of leading posts, and their review"), "centre_duty_lists"),
    Area("learn", Text("学习教育", "Study"), Text("计划、签到、归档，四类学习和各种活动", "Plan, sign in, file: study and activities"), "centre_study"),
    Area("learn", Text("我的学习", "My study"), Text("要我参加的活动、签到、小测验", "What I am asked to come to, sign-in, self-tests"), "centre_study_mine", CENTRE_ROLES),
    Area("learn", Text("警示教育片", "Warning films"), Text("片库、心得体会、阅读和回复", "The library, reflections and answers"), "centre_study_films"),
    Area("learn", Text("以案促改", "Case discussions"), Text("各支部讨论案例，承诺整改", "Branches discuss cases and undertake to correct"), "centre_study_cases"),
    Area("learn", Text("学习覆盖", "Coverage"), Text("按人、支部、形式看谁没有学到", "By person, branch and form: who was not reached"), "centre_study_coverage"),
    Area("secure", Text("制度库", "Institutional rules"), Text("查制度，征求意见，年度审查", "Find rules, comment on drafts, review them every year"), "centre_rules"),
    Area("build", Text("对标对表", "Benchmarking"), Text("上级文件逐条对应到制度、措施和任务", "Superior documents, clause by clause against rules, measures and tasks"), "centre_benchmarks"),
    Area("build", Text("党委会", "Committee meetings"), Text("议题、决定和落实", "Agenda, decisions and their end"), "centre_meetings", MEETING_READERS),
    Area("build", Text("工作计划", "Work plans"), Text("任务分解、配对和销号", "Tasks, their pairs and their closing"), "centre_plans"),
    Area("build", Text("廉政消息", "Messages"), Text("每天一条，推到各渠道", "One a day to every channel"), "centre_messages"),
    Area("build", Text("文化阵地", "Culture positions"), Text("走廊、屏幕、桌牌，什么时候更新", "Corridors, screens, plates and their renewal"), "centre_positions"),
    Area("build", Text("图书室", "Reading room"), Text("书目和借阅", "Catalogue and loans"), "centre_library"),
    Area("learn", Text("廉政谈话", "Integrity talks"), Text("谁该和谁谈，谈了没有", "Who is to talk with whom, and did"), "centre_talks"),
    Area("build", Text("重点岗位家访", "Home visits"), Text("重点岗位家访了多少", "How many key posts were visited"), "centre_home_visits"),
    Area("build", Text("家属助廉", "Families"), Text("信、承诺、活动和清廉家庭", "Letters, pledges, activities, clean families"), "centre_families"),
    Area("build", Text("家庭话廉视频", "Family videos"), Text("内部网络播放，谁交了", "On the internal network; who gave one"), "centre_family_videos", CENTRE_ROLES),
    Area("secure", Text("社会开放日", "Open days"), Text("七类来宾，意见逐条答复", "Guests of seven kinds, every suggestion answered"), "centre_open_days"),
    Area("secure", Text("意见建议", "Suggestions"), Text("待答复和已答复的意见", "Suggestions, answered and not"), "centre_suggestions"),
    Area("secure", Text("交易成本", "Cost of a transaction"), Text("一次交易花多少，逐年比较", "What a transaction costs, year on year"), "public:costs"),
    Area("promote", Text("节日提醒", "Festival reminders"), Text("六个节日的廉洁提醒，谁读了", "Reminders ahead of six festivals, and who read them"), "centre_festivals"),
    Area("promote", Text("礼品登记", "Gifts"), Text("退不掉的礼品礼金登记上交", "Declaring and handing in what could not be refused"), "centre_gifts", CENTRE_ROLES),
    Area("promote", Text("自查自纠", "Self-checks"), Text("本人自查，逐级签字", "One's own self-checks, signed layer by layer"), "centre_self_checks", CENTRE_ROLES),
    Area("promote", Text("专项整治", "Campaigns"), Text("自查表收了多少，问题办结多少", "Forms received, problems closed"), "supervisor_campaigns", OVERSEERS),
    Area("promote", Text("四风问题", "Styles of work"), Text("节日前后的四风问题和整改", "Problems of style around festivals"), "supervisor_style", OVERSEERS),
    Area("promote", Text("招投标问题台账", "Ledger of tendering problems"), Text("逐年比较，新发还是反复", "Compared by years, new or repeated"), "supervisor_ledger", OVERSEERS),
    Area("promote", Text("每周抽查", "Weekly inspections"), Text("抽到哪天、哪个科室，查到什么", "Which day and section was drawn, what was found"), "supervisor_inspections", READERS),
    Area("secure", Text("定期检查", "Periodic checks"), Text("重点岗位查了哪些，还有谁没查", "Which key posts were checked, which were not"), "supervisor_checks", READERS),
    Area("secure", Text("整改督办", "Corrections"), Text("问题改到哪一步，谁逾期", "How far each problem is corrected, who is late"), "supervisor_rectifications", READERS),
    Area("secure", Text("我的整改", "My corrections"), Text("要我整改的问题", "Problems that I correct"), "centre_rectifications", CENTRE_ROLES),
    Area("secure", Text("科室评估", "Assessment of sections"), Text("按公开的公式从记录里算", "By a published formula, from records"), "supervisor_assessments"),
)  # fmt: skip


def areas_for(roles: frozenset[str]) -> list[tuple[Text, list[tuple[Area, str]]]]:
    """This will list the parts that are for these roles, by pillar, each with its address; a pillar without any is left out."""
    listed = [
        (
            name,
            [(area, reverse(area.page)) for area in AREAS if area.pillar == code and not roles.isdisjoint(area.roles)],
        )
        for code, name in PILLARS.items()
    ]
    return [(name, rows) for name, rows in listed if rows]
