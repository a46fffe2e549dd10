"""What an objection to candidates is refused for, in words with rule, article and next step."""

from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.law.text import Text

LONGEST = 4000


def not_a_bidder_here() -> NotAllowed:
    """This will say that bidders of this section alone object to its candidates."""
    return NotAllowed(
        Text(
            "只有本标段的投标人可以对中标候选人提出异议。", "Only bidders of this section may object to its candidates."
        ),
        rule="objection_to_result",
        article="REG 54",
        next_step=Text("请用投标时的单位密钥签名。", "Sign with the key of the organisation that bid."),
        field="bidder",
    )


def outside_publicity() -> NotNow:
    """This will say that objections to the result are raised while the candidates are publicised."""
    return NotNow(
        Text("对评标结果的异议应当在中标候选人公示期间提出。", "Objections to the result are raised while the candidates are publicised."),
        rule="objection_to_result",
        article="REG 54",
        next_step=Text(
            "公示期外，可以依法向行政监督部门投诉（条例第六十条）。",
            "Outside that time you may complain to the supervising authority (REG 60).",
        ),
    )  # fmt: skip


def no_objection() -> NotFound:
    """This will say that there is no such objection, or that it is not the asker's."""
    return NotFound(
        Text("没有这条异议，或者您无权查看。", "There is no such objection, or it is not yours to see."),
        rule="nothing_found",
        article="PLT",
        next_step=Text("请核对地址。", "Check the address."),
    )


def filled(text: str, *, field: str) -> str:
    """This will return the words without outer spaces (NotValid when there are none, or too many)."""
    if not text.strip() or len(text) > LONGEST:
        raise NotValid(
            Text(f"请填写 1 至 {LONGEST} 个字。", f"Write 1 to {LONGEST} characters."),
            rule="field_filled",
            article="PLT",
            next_step=Text("请填写后再提交。", "Fill it in and submit again."),
            field=field,
        )
    return text.strip()
