"""What is refused between the candidates and the award, in words with rule, article and next step."""

from datetime import datetime

from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.law.text import Text
from qinglian.record.clock import CHINA


def no_candidates() -> NotFound:
    """This will say that candidates have not been published."""
    return NotFound(
        Text("还没有公示中标候选人。", "No candidates have been published."),
        rule="nothing_found",
        article="PLT",
        next_step=Text("请核对地址，或者等招标人公示。", "Check the address, or wait for the tenderer."),
    )


def none_to_publish() -> NotNow:
    """This will say that the report recommends nobody."""
    return NotNow(
        Text("评标报告没有推荐中标候选人。", "The report recommends no candidates."),
        rule="candidates_max",
        article="REG 53",
        next_step=Text("请依法重新招标。", "Tender again, as the law says."),
    )


def too_many(most: int) -> NotValid:
    """This will say how many candidates the law allows."""
    return NotValid(
        Text(f"中标候选人应当不超过 {most} 个。", f"There are at most {most} candidates."),
        rule="candidates_max",
        article="REG 53",
        next_step=Text("请核对评标报告。", "Check the report."),
    )


def too_short(least: int) -> NotValid:
    """This will say how long candidates are public."""
    return NotValid(
        Text(f"公示期不得少于 {least} 日。", f"Candidates are public for at least {least} days."),
        rule="publicity_min_days",
        article="REG 54",
        next_step=Text(f"请填 {least} 至 30 日。", f"Enter {least} to 30 days."),
        field="days",
    )


def no_address() -> NotValid:
    """This will say that the notice names where objections go."""
    return NotValid(
        Text("请写明提出异议的渠道。", "Say where objections are raised."),
        rule="candidate_publicity_contents",
        article="O10 6",
        next_step=Text("请填联系人、电话和地址，1 至 400 个字。", "Give contact, telephone and address, 1 to 400 characters."),
        field="objection_address",
    )  # fmt: skip


def still_public(until_at: datetime) -> NotNow:
    """This will say until when the candidates are public."""
    when = until_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
    return NotNow(
        Text(f"公示期到 {when} 才结束。", f"The candidates are public until {when}."),
        rule="publicity_min_days",
        article="REG 54",
        next_step=Text("公示期满后再定标。", "Award after that time."),
    )


def objection_waits() -> NotNow:
    """This will say that an objection waits for its answer."""
    return NotNow(
        Text("还有异议没有答复，不能定标。", "An objection waits for its answer: no award can be made."),
        rule="objection_suspends",
        article="REG 54",
        next_step=Text("请先答复异议。", "Answer it first."),
    )


def same_person() -> NotAllowed:
    """This will say that another person has to award."""
    return NotAllowed(
        Text("公示候选人的人不能自己定标。", "Whoever published the candidates may not award."),
        rule="section.award_section",
        article="ZTB 40; REG 55",
        next_step=Text("请由另一位复核人定标。", "Another reviewer has to award."),
    )


def not_a_candidate() -> NotValid:
    """This will say that candidates alone may win."""
    return NotValid(
        Text("只能从中标候选人中确定中标人。", "The winner is one of the candidates."),
        rule="first_ranked_wins",
        article="ZTB 40",
        next_step=Text("请选一名候选人。", "Choose a candidate."),
        field="number",
    )


def passed_over(wrong: Text, *, field: str) -> NotValid:
    """This will say that rank one wins unless a cause with evidence stands (REG 55)."""
    return NotValid(
        wrong,
        rule="first_ranked_wins",
        article="REG 55",
        next_step=Text(
            "请选排名第一的候选人，或者选一项法定事由并写明依据。",
            "Choose rank one, or name one of the four causes with its evidence.",
        ),
        field=field,
    )
