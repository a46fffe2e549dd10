"""The platform's own rules for study and education, so that every refusal there can name a row."""

from datetime import date

from qinglian.law.rule import Rule
from qinglian.law.text import Text

START = date(2026, 1, 1)


def _row(key: str, value: int | str, unit: str, article: str, zh: str, en: str) -> Rule:  # noqa: PLR0917 (the columns of a table)
    return Rule(key, value, unit, article, START, True, Text(zh, en))


# fmt: off
STUDY: tuple[Rule, ...] = (
    _row("study_readers", "staff", "duty", "PLT", "学习教育记录供中心工作人员和监督人员查看", "The centre's staff and supervisors see study and education"),
    _row("study_run", "party_office", "duty", "PLT", "活动由机关党委组织，支部活动也可由支部书记组织", "The party office runs activities, branch secretaries those of their branch"),
    _row("study_plan", "required", "duty", "PLT", "计划写明种类、主题、时间、地点、对象和该种类须有的内容", "A plan names kind, topic, time, place, audience and what its kind needs"),
    _row("study_code_seconds", 30, "seconds", "PLT", "签到码每半分钟换一次", "The sign-in code changes every half minute"),
    _row("study_code_kept", 1, "windows", "PLT", "刚换下的签到码再认一次，更早的不认", "The code just replaced still counts; older ones do not"),
    _row("study_code_tries", 10, "times", "PLT", "一小时内输错签到码不超过 10 次", "At most 10 wrong codes within an hour"),
    _row("study_code", "required", "duty", "PLT", "签到凭现场正在显示的签到码", "Who signs in shows the code on the screen"),
    _row("study_expected", "required", "duty", "PLT", "参加的人是开始签到时花名册上该参加的人", "Who attends was expected when sign-in opened"),
    _row("study_minutes", "required", "duty", "PLT", "归档写明会议记录，有人参加", "An activity is filed with minutes and attendance"),
    _row("study_commitment", "required", "duty", "PLT", "以案促改讨论至少有一条整改承诺和完成时间", "A case discussion ends with a commitment and its day"),
    _row("study_test_least", 3, "persons", "PLT", "三人以上作答才显示小测验结果", "Results of a self-test are shown from three answers on"),
    _row("study_test_days", 14, "days", "PLT", "活动归档后 14 日内做小测验", "The self-test is due within 14 days of filing"),
    _row("study_test", "required", "duty", "PLT", "小测验每题两到六个选项，有一个对的，作答只有一次", "Questions have two to six options, one right; one answers once"),
    _row("study_lecture_day", "12-31", "day of the year", "PLT", "书记在这一天以前讲完当年的廉政党课", "Secretaries give the year's lecture by this day"),
    _row("study_directive_days", 30, "days", "PLT", "上级部署 30 日内跟进学习", "Directives are studied within 30 days"),
    _row("study_directive", "required", "duty", "PLT", "上级部署写明级别、单位、标题和日期，只登记一次", "A directive names level, issuer, title and dates, once"),
    _row("study_film", "required", "duty", "PLT", "警示教育片三个部分都标明起点，全区首部只有一部", "All three parts of a film are marked; one film is the first"),
    _row("study_reflection_least", 100, "characters", "PLT", "心得体会不少于 100 字", "A reflection has at least 100 characters"),
    _row("study_visit_days", 30, "days", "PLT", "没有参加参观的 30 日内补学", "Who missed a visit catches up within 30 days"),
    _row("study_venue", "capacity", "limit", "PLT", "预约人数不超过场馆容量", "Bookings never exceed the venue's capacity"),
)
# fmt: on
