"""What the register of institutional rules refuses, in words with rule and next step."""

from collections.abc import Sequence
from datetime import date

from qinglian.domain.people.refusing import not_now, not_valid, not_yours
from qinglian.law.refusal import NotAllowed, NotNow, NotValid
from qinglian.law.text import Text


def not_your_draft() -> NotAllowed:
    """This will say who drafts rules."""
    return not_yours(
        Text("归口科室负责人或者机关党委", "the head of the owning section or the party office"),
        rule="work_rule_drafters",
    )


def not_a_leader() -> NotAllowed:
    """This will say who issues, repeals and approves."""
    return not_yours(Text("中心领导", "a leader of the centre"), rule="work_rule_leaders")


def not_your_rule() -> NotAllowed:
    """This will say who proposes what becomes of a rule."""
    return not_yours(Text("归口科室负责人", "the head of the owning section"), rule="rule_review_own")


def number_taken(number: str) -> NotValid:
    """This will say that a number is in use."""
    return not_valid(
        "number",
        Text(f"制度编号“{number}”已经有了。", f"The number “{number}” is taken."),
        Text("请换一个编号。", "Give another number."),
        rule="work_rule_number",
    )


def one_at_a_time() -> NotNow:
    """This will say that a new version of the rule is already under way."""
    return not_now(
        Text("这项制度已有一个新版本在办。", "A new version of this rule is already under way."),
        Text("请先办完或者放弃那个版本。", "Finish or drop that version first."),
        rule="work_rule_one_unfinished",
    )


def no_text() -> NotValid:
    """This will say that a version has no text yet."""
    return not_valid(
        "text",
        Text("还没有正文。", "There is no text yet."),
        Text("请录入正文，或者上传有文字的 PDF 或 DOCX。", "Type it, or upload a PDF or DOCX that holds text."),
        rule="work_rule_text",
    )


def too_short(days: int, *, earliest: date) -> NotValid:
    """This will say that a consultation ends too early, and the first day that would do."""
    return not_valid(
        "until",
        Text(f"征求意见不足 {days} 天。", f"The consultation lasts less than {days} days."),
        Text(f"请填 {earliest} 或者以后的日期。", f"Choose {earliest} or a later day."),
        rule="work_rule_consultation_days",
    )


def still_consulting(until: str) -> NotNow:
    """This will say that the consultation still runs."""
    return not_now(
        Text(f"征求意见到 {until} 为止，期满才能印发。", f"The consultation runs until {until}."),
        Text("请期满后再印发。", "Issue it after that day."),
        rule="work_rule_consulted",
    )


def unanswered(count: int) -> NotNow:
    """This will say that comments wait for an answer."""
    return not_now(
        Text(f"还有 {count} 条意见没有答复。", f"{count} comments have no answer."),
        Text("请逐条答复后再印发。", "Answer each of them first."),
        rule="work_rule_consulted",
    )


def comments_closed() -> NotNow:
    """This will say that no comments are taken now."""
    return not_now(
        Text("现在不在征求意见期内。", "No comments are taken now."),
        Text("请在征求意见期内提出。", "Comment while the consultation runs."),
        rule="work_rule_consulted",
    )


def answered_already() -> NotNow:
    """This will say that a comment has its answer."""
    return not_now(
        Text("这条意见已经答复。", "This comment is answered."),
        Text("无须再办。", "Nothing is left to do."),
        rule="rule_comment_once",
    )


def before_issue() -> NotValid:
    """This will say that a rule cannot be in force before its issue."""
    return not_valid(
        "in_force_from",
        Text("施行日期早于印发日期。", "It would be in force before it is issued."),
        Text("请填印发当天或者以后的日期。", "Choose the day of issue or a later one."),
        rule="work_rule_dates",
    )


def no_successor(field: str) -> NotValid:
    """This will say that a rule cannot take another's place."""
    return not_valid(
        field,
        Text("接替或者被代替的制度不是现行有效的，或者就是它自己。", "That rule is not in force, or is the same one."),
        Text("请从列表里选。", "Choose one of the list."),
        rule="rule_successor",
    )


def too_many(field: str, most: int) -> NotValid:
    """This will say that nothing, or too much, was handed in at once."""
    return not_valid(
        field,
        Text(f"一次办理 1 到 {most} 件。", f"Between 1 and {most} at once."),
        Text("请分次办理。", "Hand them in in parts."),
        rule="work_rule_batch",
    )


def review_stands(year: int) -> NotNow:
    """This will say that the year has its review, or that another still runs."""
    return not_now(
        Text(
            f"{year} 年的审查已经开过，或者上一次还没有结束。", f"The review of {year} was held, or another still runs."
        ),
        Text("请先结束正在进行的审查。", "Close the review that runs."),
        rule="rule_review_once",
    )


def review_over(year: int) -> NotNow:
    """This will say that a review has ended."""
    return not_now(
        Text(f"{year} 年的审查已经结束。", f"The review of {year} has ended."),
        Text("请在下一次年度审查中办理。", "Wait for the next yearly review."),
        rule="rule_review_once",
    )


def due_in_past(field: str, *, rule: str) -> NotValid:
    """This will say that a last day lies in the past."""
    return not_valid(
        field, Text("期限早于今天。", "That day has passed."), Text("请填今天或者以后的日期。", "Choose today or later."), rule=rule
    )  # fmt: skip


def nothing_to_review() -> NotNow:
    """This will say that no rule is in force."""
    return not_now(
        Text("没有现行有效的制度可以审查。", "No rule is in force."),
        Text("请先录入或者印发制度。", "Enter or issue rules first."),
        rule="rule_review_once",
    )


def no_heads(sections: Sequence[Text]) -> NotNow:
    """This will name the sections that have rules and no head."""
    zh, en = "、".join(name.zh for name in sections), ", ".join(name.en for name in sections)
    return not_now(
        Text(f"花名册上这些科室没有负责人：{zh}。", f"These sections have no head on the roll: {en}."),
        Text("请先在花名册上补上负责人。", "Put their heads on the roll first."),
        rule="rule_review_heads",
    )


def review_incomplete(missing: Sequence[tuple[Text, int]]) -> NotNow:
    """This will name the sections whose reviews are not all approved."""
    zh = "、".join(f"{name.zh} {count} 项" for name, count in missing)
    en = ", ".join(f"{name.en} {count}" for name, count in missing)
    return not_now(
        Text(f"还没有审结：{zh}。", f"Not yet decided: {en}."),
        Text("请催办、批准后再结束。", "Have them proposed and approve them first."),
        rule="rule_review_complete",
    )


def figures_do_not_fit(faults: Sequence[Text]) -> NotNow:
    """This will say which figures of a review contradict one another."""
    return not_now(
        Text(f"数字对不上：{'；'.join(one.zh for one in faults)}。", f"Figures do not fit: {'; '.join(one.en for one in faults)}."),
        Text("请核对各项审查结论。", "Check the outcomes."),
        rule="rule_review_figures",
    )  # fmt: skip


def matched_to_nothing(field: str) -> NotValid:
    """This will say that a clause is matched to nothing that exists."""
    return not_valid(
        field,
        Text(
            "没有写明对应到哪里，或者所选的不存在、不是现行有效的。",
            "Nothing in force is named that answers to the clause.",
        ),
        Text("请选现行制度、风险点，或者写明任务。", "Name a rule in force, a risk point, or a task in words."),
        rule="clause_matched_to",
    )


def not_your_clause() -> NotAllowed:
    """This will say who settles clauses."""
    return not_yours(
        Text("机关党委、科室负责人或者条款的责任人", "the party office, a head of section or the clause's owner"), rule="clause_owner"
    )  # fmt: skip


def not_the_party_office() -> NotAllowed:
    """This will say who enters superior documents."""
    return not_yours(Text("机关党委", "the party office"), rule="clause_owner")


def document_taken(number: str) -> NotValid:
    """This will say that a document was entered already."""
    return not_valid(
        "number",
        Text(f"文号“{number}”的文件已经录入。", f"The document “{number}” was entered already."),
        Text("请从列表打开它。", "Open it from the list."),
        rule="superior_document_once",
    )
