"""The kinds of activities, whom they may be for, and the four kinds of an education series. Rows of data; a new kind is a new row."""

from dataclasses import dataclass

from qinglian.law.text import Text


@dataclass(frozen=True)
class ActivityKind:
    """One kind: its pillar (establishment.PILLARS), its category, its kind in a series, what a plan of it has to name, whether absentees catch up."""

    code: str
    label: Text
    category: str
    pillar: str = "learn"
    series: str = ""
    needs: tuple[str, ...] = ()
    catches_up: bool = False


CATEGORIES: dict[str, Text] = {
    "study": Text("四类学习", "Study of four types"),
    "lecture": Text("党课和授课", "Lectures"),
    "warning": Text("警示教育", "Warning education"),
    "discussion": Text("以案促改", "Case discussions"),
    "reading": Text("读书", "Reading"),
    "family": Text("家庭助廉", "Families"),
    "other": Text("其他", "Other"),
}

SERIES_KINDS: dict[str, Text] = {
    "discipline_study": Text("党纪法规学习", "Discipline and law study"),
    "on_site": Text("现场警示", "On-site warning"),
    "case_analysis": Text("案例剖析", "Case analysis"),
    "reminder": Text("廉政提醒", "Integrity reminder"),
}

# fmt: off
ACTIVITY_KINDS: tuple[ActivityKind, ...] = (
    ActivityKind("first_item", Text("党委会第一议题", "First item of the party committee"), "study", series="discipline_study"),
    ActivityKind("theory_group", Text("理论学习中心组学习", "Theory study group"), "study", series="discipline_study"),
    ActivityKind("all_staff", Text("全体干部职工会", "All-staff meeting"), "study", series="discipline_study"),
    ActivityKind("branch_meeting", Text("支部学习", "Branch meeting"), "study", series="discipline_study"),
    ActivityKind("party_lecture", Text("廉政党课", "Party lecture"), "lecture", series="discipline_study", needs=("speaker",)),
    ActivityKind("expert_lecture", Text("专家授课", "Expert lecture"), "lecture", series="discipline_study", needs=("speaker_name", "speaker_unit")),
    ActivityKind("warning_film", Text("观看警示教育片", "Warning film"), "warning", series="case_analysis", needs=("film",)),
    ActivityKind("site_visit", Text("参观警示教育基地", "Visit to a warning base"), "warning", series="on_site", catches_up=True),
    ActivityKind("case_discussion", Text("以案促改讨论", "Case discussion"), "discussion", series="case_analysis", needs=("case",)),
    ActivityKind("reminder", Text("廉政提醒会", "Integrity reminder"), "warning", series="reminder"),
    ActivityKind("reading", Text("读书分享会", "Reading session"), "reading", pillar="build", needs=("book",)),
    ActivityKind("family", Text("家庭助廉活动", "Family activity"), "family", pillar="build"),
    ActivityKind("contest", Text("廉政知识竞赛", "Integrity quiz"), "other"),
    ActivityKind("other", Text("其他活动", "Other activity"), "other"),
)
# fmt: on
KIND_BY_CODE: dict[str, ActivityKind] = {row.code: row for row in ACTIVITY_KINDS}
STUDY_TYPES = tuple(row.code for row in ACTIVITY_KINDS if row.category == "study")

AUDIENCES: dict[str, Text] = {
    "all": Text("全体干部职工", "All staff"),
    "members": Text("全体党员", "All party members"),
    "branch": Text("一个支部", "One branch"),
    "department": Text("一个科室", "One section"),
    "standing": Text("一类人员", "One standing"),
    "listed": Text("名单上的人", "The people listed"),
}

WAYS: dict[str, Text] = {
    "qr": Text("扫码签到", "Signed in by code"),
    "list": Text("名单补记", "Entered from the list"),
    "catch_up": Text("补学", "Caught up"),
}

LEVELS: dict[str, Text] = {
    "central": Text("中央", "Central"),
    "provincial": Text("省", "Provincial"),
    "city": Text("市", "City"),
}

FILM_PARTS: dict[str, Text] = {
    "account_from": Text("案情解说", "Case account"),
    "reenactment_from": Text("情景再现", "Re-enactment"),
    "confession_from": Text("当事人忏悔", "Confession"),
}
