"""The platform's own rules for institutional rules, their yearly review and the benchmarking of superior documents."""

from datetime import date

from qinglian.law.rule import Rule
from qinglian.law.text import Text

START = date(2026, 1, 1)


def _row(key: str, value: int | str, unit: str, zh: str, en: str) -> Rule:
    return Rule(key, value, unit, "PLT", START, True, Text(zh, en))


# fmt: off
INSTITUTION: tuple[Rule, ...] = (
    _row("work_rule_readers", "centre_and_oversight", "right", "制度供中心工作人员和监督人员查看、提意见", "The centre's staff and supervisors read the rules and comment on them"),
    _row("work_rule_drafters", "own_section", "right", "制度由归口科室负责人或机关党委起草", "The head of the owning section or the party office drafts a rule"),
    _row("work_rule_leaders", "leaders", "right", "制度由中心领导印发、批准审查结论", "Leaders of the centre issue rules and approve reviews"),
    _row("work_rule_number", "once", "limit", "制度编号不重复", "A rule's number is given once"),
    _row("work_rule_known", "listed", "choice", "类别、科室从列表里选", "Category and section are chosen from the list"),
    _row("work_rule_text", "required", "duty", "制度有正文才能征求意见", "A rule has a text before it is laid before the staff"),
    _row("work_rule_text_max", 200_000, "characters", "制度正文不超过二十万字", "A rule has at most 200,000 characters"),
    _row("work_rule_one_unfinished", 1, "versions", "一项制度同时只办一个新版本", "One new version of a rule at a time"),
    _row("work_rule_consultation_days", 5, "days", "征求意见不少于五天", "A consultation lasts at least five days"),
    _row("work_rule_consulted", "required", "duty", "征求意见期满、意见都已答复才能印发", "A version is issued after its consultation, with every comment answered"),
    _row("work_rule_dates", "required", "duty", "施行日期不早于印发日期", "A rule is in force from its issue or later"),
    _row("work_rule_batch", 200, "things", "一次最多办理 200 件", "At most 200 at once"),
    _row("rule_comment_once", "once", "duty", "一条意见只答复一次", "A comment is answered once"),
    _row("rule_review_once", "once", "limit", "一年审查一次，上一次结束后才能开始", "One review a year, after the last has ended"),
    _row("rule_review_heads", "required", "duty", "每个科室有负责人，才能派出审查任务", "Each section has a head who reviews its rules"),
    _row("rule_review_own", "own_section", "right", "审查结论由归口科室负责人提出", "The head of the owning section proposes the outcome"),
    _row("rule_review_complete", "required", "duty", "全部批准才能结束审查", "A review ends when every outcome is approved"),
    _row("rule_review_figures", "equal", "duty", "保留加废止等于审查数，修订数包含在保留数内", "Kept and repealed add up to reviewed; revised is within kept"),
    _row("rule_successor", "in_force", "choice", "接替的制度现行有效，不是它自己", "A successor is in force and another rule"),
    _row("superior_document_once", "once", "limit", "上级文件的文号不重复", "A superior document is entered once"),
    _row("clause_matched_to", "listed", "choice", "条款对应到现行制度、风险防控措施或者写明的任务", "A clause is matched to a rule in force, a measure or a task in words"),
    _row("clause_owner", "own_section", "right", "条款由机关党委、科室负责人办理，列入计划的由责任人办结", "The party office and heads settle clauses; who owns a plan carries it out"),
    _row("clause_due", "ahead", "moment", "计划的期限不早于今天", "A plan is due today or later"),
)
# fmt: on
