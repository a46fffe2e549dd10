"""The seven grounds on which a committee rejects a bid (REG 51), in the article's own words. There is no eighth. Pure."""

from dataclasses import dataclass

from qinglian.law.text import Text


@dataclass(frozen=True)
class Ground:
    """One statutory ground: its place in the article's list, a code, the article's words."""

    item: int
    code: str
    words: Text
    article: str = "REG 51"


GROUNDS: tuple[Ground, ...] = (
    Ground(
        1,
        "not_sealed_or_signed",
        Text(
            "投标文件未经投标单位盖章和单位负责人签字",
            "The bid document bears neither the bidder's seal nor its responsible person's signature",
        ),
    ),
    Ground(
        2,
        "no_consortium_agreement",
        Text("投标联合体没有提交共同投标协议", "The consortium has handed in no joint bidding agreement"),
    ),
    Ground(
        3,
        "unqualified",
        Text(
            "投标人不符合国家或者招标文件规定的资格条件",
            "The bidder does not meet the qualifications that the state or the tender document requires",
        ),
    ),
    Ground(
        4,
        "two_bids_or_prices",
        Text(
            "同一投标人提交两个以上不同的投标文件或者投标报价，但招标文件要求提交备选投标的除外",
            "One bidder has handed in two or more different bids or prices, unless the tender document asks for alternative bids",
        ),
    ),
    Ground(
        5,
        "below_cost_or_above_cap",
        Text(
            "投标报价低于成本或者高于招标文件设定的最高投标限价",
            "The price is below cost or above the price cap that the tender document sets",
        ),
    ),
    Ground(
        6,
        "not_responsive",
        Text(
            "投标文件没有对招标文件的实质性要求和条件作出响应",
            "The bid does not respond to the substantive requirements and conditions of the tender document",
        ),
    ),
    Ground(
        7,
        "collusion_fraud_or_bribery",
        Text(
            "投标人有串通投标、弄虚作假、行贿等违法行为",
            "The bidder has colluded, falsified, bribed or broken the law in such ways",
        ),
    ),
)
BY_CODE: dict[str, Ground] = {ground.code: ground for ground in GROUNDS}

BELOW_COST_NOTE = Text(
    "投标人不得以低于成本的报价竞标（招标投标法第三十三条）。认定低于成本之前，应当由评标委员会书面要求投标人说明；报价低于评标基准价或者审查线，本身不是否决的理由。",
    "A bidder may not bid below cost (ZTB 33). Before it finds so the committee asks the bidder in writing to explain; lying below the benchmark price or the review line is in itself no ground.",
)
