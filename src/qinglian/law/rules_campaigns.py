"""The platform's own rules for festivals, gifts, styles of work, campaigns and the ledger of tendering problems. They bind, and are published."""

from datetime import date

from qinglian.law.rule import Rule
from qinglian.law.text import Text

START = date(2020, 1, 1)


def _row(key: str, value: int | str, unit: str, article: str, zh: str, en: str) -> Rule:  # noqa: PLR0917 (the columns of a table)
    return Rule(key, value, unit, article, START, True, Text(zh, en))


# fmt: off
CAMPAIGNS: tuple[Rule, ...] = (
    _row("festival_reminder_days", 5, "days", "PLT", "节日提醒在节前五日发出", "A festival's reminder goes out five days ahead"),
    _row("festival_near_days", 15, "days", "PLT", "节日前后十五日内发现的问题记在该节日名下", "What is found within 15 days of a festival counts for it"),
    _row("festivals_kept", "party_office", "duty", "PLT", "节日提醒由机关党委和纪检人员编写", "The party office and discipline officers write the reminders"),
    _row("gifts_confidential", "declarer_and_discipline", "right", "PLT", "礼品礼金登记只有登记人和纪检人员能看", "Only the declarer and discipline officers see a declared gift"),
    _row("gift_days", 30, "days", "PLT", "收到礼品礼金三十日内上交", "A gift is handed in within thirty days"),
    _row("problems_readers", "oversight", "duty", "PLT", "问题台账由监督、纪检、领导和科室负责人查看", "Problems are for supervisors, discipline officers, leaders and heads of sections"),
    _row("problem_days", 15, "days", "PLT", "发现的问题十五日内整改", "A problem is corrected within fifteen days"),
    _row("problem_kept", "discipline", "duty", "PLT", "问题由纪检人员登记，判断新发还是反复", "Discipline officers register problems and decide which are repeated"),
    _row("problem_repeats_earlier", "earlier_year", "choice", "PLT", "反复发生的问题要指明往年的哪一条", "A repeated problem names the one of an earlier year"),
    _row("ledger_first_year", 2023, "year", "PLT", "招投标突出问题台账从2023年记起", "The ledger of tendering problems begins in 2023"),
    _row("campaign_kept", "discipline", "duty", "PLT", "专项整治由纪检人员组织", "Discipline officers run campaigns"),
    _row("campaign_once", "once", "limit", "PLT", "同一专项一年只开展一次", "A campaign runs once a year"),
    _row("campaign_complete", "required", "duty", "PLT", "自查表收齐、问题办结后才能结束专项", "A campaign ends when all forms are in and all problems closed"),
    _row("self_check_layers", "none_skipped", "duty", "PLT", "自查表逐级签，不越级", "Self-checks are signed layer by layer, and none is skipped"),
    _row("self_check_review_days", 5, "days", "PLT", "上一级在五日内复核自查表", "The next layer reviews a self-check within five days"),
)
