"""The platform's own rules for risk-finding rounds, integrity pledges and lists of duties, so that every refusal there can name a row."""

from datetime import date

from qinglian.law.rule import Rule
from qinglian.law.text import Text

START = date(2026, 1, 1)


def _row(key: str, value: int | str, unit: str, zh: str, en: str, article: str = "PLT") -> Rule:  # noqa: PLR0917 (the columns of a table)
    return Rule(key, value, unit, article, START, True, Text(zh, en))


# fmt: off
PLEDGES: tuple[Rule, ...] = (
    _row("risk_round", "one_open", "rounds", "同一时间只有一轮风险查摆", "One risk-finding round at a time"),
    _row("risk_proposal.own_post", "own_post", "right", "风险点由本岗位人员或者科室负责人提出", "A post's holder or its section's head proposes its risk points"),
    _row("risk_proposal.another_person", "another_person", "duty", "提出、审核、对照、采纳不是同一人", "Who proposes, reviews, examines and adopts are different persons"),
    _row("risk_proposals_most", 200, "things", "一次最多提出或者办理 200 条", "At most 200 at once"),
    _row("pledge_signed", "required", "duty", "岗位廉政承诺到期未签的，不办理该岗位的要紧事项", "Without the pledge that is due a post does not perform its grave acts"),
    _row("pledge_campaign", "yearly", "campaigns", "岗位廉政承诺每年一次", "Integrity pledges are asked for once a year"),
    _row("pledge_own", "own_person", "right", "承诺由本人签，只签现任岗位的", "A pledge is signed in person, for the post held now"),
    _row("pledge_months", 12, "months", "岗位廉政承诺签订满 12 个月到期，到期重签", "A pledge counts for 12 months and is then renewed"),
    _row("pledge_move_days", 15, "days", "调整岗位后 15 日内按新岗位重签", "After a change of post the new pledge is due within 15 days"),
    _row("leader_pledge", "required", "duty", "项目负责人签订廉洁公开承诺后，项目方可提交", "A project passes its gate once its leader has signed the public pledge"),
    _row("leader_pledge.own", "own_person", "right", "廉洁公开承诺由项目负责人本人签", "The leader signs in person"),
    _row("leader_pledge.named", "required", "duty", "工程项目提交前写明负责人，负责人是项目单位在任的经办人或者复核人", "Before submission a works project names its leader: an officer or reviewer of its owner who holds the post now"),
    _row("leader_pledge.login", "another_organisation", "duty", "签廉洁公开承诺的登录由本人注册，或者由中心核对身份后开通，不能由本单位的人代开", "A login that signs the public pledge was registered in person or opened by the centre, not by a colleague"),
    _row("duty_lists", "both", "lists", "每个领导岗位同时持有业务、廉政两份责任清单", "Each leading post holds both lists, business and integrity"),
    _row("duty_list_items", 20, "lines", "一份清单 1 至 20 条，每条不超过 200 字", "A list has 1 to 20 lines of at most 200 characters"),
)
# fmt: on
