"""The ten don'ts of a project's leader: what each forbids and the law that it binds to. Pure data; signed for each project and published."""

from dataclasses import dataclass
from hashlib import sha256

from qinglian.law.articles import spelt
from qinglian.law.text import Text


@dataclass(frozen=True)
class Dont:
    """One of the ten: the words, and the articles that they bind to (codes of law.articles)."""

    words: Text
    articles: str


# fmt: off
TEN_DONTS: tuple[Dont, ...] = (
    Dont(Text("不规避招标：不把依法必须招标的项目化整为零，不借口抢险、涉密、指定采购绕开招标", "I do not evade tendering: no splitting of what must be tendered, no pretext of emergency, secrecy or direct purchase"), "ZTB 4; REG 24"),
    Dont(Text("不虚假招标：不先定后招、不明招暗定，不与投标人串通，不授意投标人撤换文件、调整报价", "I do not feign a tender: no winner fixed beforehand, no collusion with bidders, no hint to change a bid or a price"), "REG 41"),
    Dont(Text("不排斥潜在投标人：不量身定做资格业绩，不用地域、所有制和不合理条件把人挡在门外", "I do not shut bidders out: no conditions made to measure, none of region, ownership or other unreasonable kind"), "ZTB 6; ZTB 18; REG 32"),
    Dont(Text("不泄露招标秘密：不透露潜在投标人的名称和数量、标底、评标情况和其他未公开的信息", "I do not leak: neither names nor number of likely bidders, nor estimate, nor evaluation, nor anything not yet public"), "ZTB 22; ZTB 38"),
    Dont(Text("不干预评标：不向评标委员会明示暗示倾向，不影响专家独立打分，不借定标另选他人", "I do not interfere with the evaluation: no hint to the committee, no pressure on experts, no other winner at the award"), "ZTB 38; REG 48; REG 55"),
    Dont(Text("不插手转包分包：不介绍亲友和特定关系人承揽工程、供应材料，不默许转包和违法分包", "I do not meddle in subcontracts: no relatives or friends brought in, no silent leave to pass the work on"), "ZTB 48; REG 59"),
    Dont(Text("不背离合同：不签阴阳合同，不擅自变更设计、增加工程量，不要求中标人让利、垫资", "I do not leave the contract behind: no second contract, no unapproved change, no discount or advance asked of the winner"), "ZTB 46; REG 57; GIR 22"),
    Dont(Text("不突破概算和工期：投资原则上不超过经核定的概算，不虚报工程量，不任意压缩合理工期", "I do not break budget or period: the investment stays within the approved estimate, quantities are true, no reasonable period is cut"), "GIR 23; GIR 24"),
    Dont(Text("不收受好处：不收送礼金礼品，不接受宴请、旅游和娱乐，不在参建单位报销费用、领取报酬", "I take no benefit: no gifts or money, no dinners, journeys or entertainment, no expenses or pay from the firms on the site"), "CPD; REG 6"),
    Dont(Text("不回避监督：不隐瞒问题、不阻挠检查、不打击报复，项目信息按规定公开，接受举报和核查", "I do not shun oversight: nothing hidden, no inspection hindered, nobody punished for speaking; information is published, reports are welcome"), "ZTB 7; GIR 27"),
)
# fmt: on


def leader_text(*, project: str, code: str, leader: str) -> str:
    """This will write the whole Chinese pledge as it is signed for one project, one article a line, each with its law."""
    lines = [
        "项目负责人廉洁公开承诺书（十不准）",
        f"项目：{project}（{code}）",
        f"项目负责人：{leader}",
        "我作为项目负责人，向社会公开承诺：",
    ]
    lines += [f"{n}. {one.words.zh}。（{spelt(one.articles).zh}）" for n, one in enumerate(TEN_DONTS, start=1)]
    return "\n".join([*lines, "以上承诺请社会监督；违反的，依法依规承担责任。"])


def leader_digest(text: str) -> str:
    """This will return the hex SHA-256 of a leader's pledge (UTF-8)."""
    return sha256(text.encode()).hexdigest()
