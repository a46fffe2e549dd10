"""For which causes the first candidate may be passed over (REG 55). Rows of data; each needs evidence."""

from dataclasses import dataclass

from qinglian.law.text import Text


@dataclass(frozen=True)
class Cause:
    """One cause: its code in facts and its words in the law."""

    code: str
    words: Text


CAUSES: tuple[Cause, ...] = (
    Cause("gave_up", Text("排名在前的候选人放弃中标", "The candidate ranked before gives up the award")),
    Cause(
        "force_majeure",
        Text(
            "排名在前的候选人因不可抗力不能履行合同", "Force majeure keeps the candidate ranked before from performing"
        ),
    ),
    Cause(
        "no_security",
        Text(
            "排名在前的候选人不按照招标文件要求提交履约保证金",
            "The candidate ranked before does not hand in the performance security that the documents ask for",
        ),
    ),
    Cause(
        "unlawful_act",
        Text(
            "排名在前的候选人被查实存在影响中标结果的违法行为等情形，不符合中标条件",
            "An unlawful act that affects the result is established: the candidate ranked before does not meet the conditions",
        ),
    ),
)
BY_CODE: dict[str, Cause] = {row.code: row for row in CAUSES}
