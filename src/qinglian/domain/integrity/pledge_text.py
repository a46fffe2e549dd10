"""The words of an integrity pledge: common articles, three topics that no pledge lacks, and what the post's own risk points ask. Pure."""

from dataclasses import dataclass
from hashlib import sha256

from qinglian.domain.integrity.catalogue.point import RiskPoint
from qinglian.domain.integrity.posts import RISKS_OF_POST, points_of
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE, WORK_POST_BY_CODE
from qinglian.law.text import Text

OPENING = Text(
    "我在{department}任{post}。在 {year} 年度的工作中，我郑重承诺：",
    "I work in the {department} as {post}. For my work in the year {year} I pledge:",
)
CLOSING = Text(
    "以上承诺请组织和群众监督。违反的，我接受批评教育、岗位调整和纪律处分；涉嫌违法的，依法承担责任。",
    "I ask the organisation and the public to watch over this pledge. For a breach I accept criticism, transfer and discipline; where the law is broken I answer to it.",
)
TOPICS: dict[str, Text] = {  # always present, whatever the post
    "gifts": Text("收送礼金", "Gift money"),
    "banquets": Text("违规宴请", "Banquets"),
    "leaks": Text("泄露工作信息", "Leaking work information"),
}


@dataclass(frozen=True)
class Clause:
    """One article of a pledge: its words, and the topic or the risk point that it comes from (both empty for the common ones)."""

    words: Text
    topic: str = ""
    point: str = ""


# fmt: off
COMMON: tuple[Clause, ...] = (
    Clause(Text("遵守党章党规和国家法律法规，遵守中心各项制度，按规则、按程序、按权限办事", "I keep the Party's rules, the law and the centre's own rules, and act by rule, by procedure and within my powers")),
    Clause(Text("不收送礼金：不收受、不赠送礼品礼金、消费卡、电子红包和有价证券，推不掉的当日登记上交", "No gift money: I neither take nor give presents, money, cards, electronic envelopes or securities; what cannot be refused is entered and handed in the same day"), "gifts"),
    Clause(Text("不违规宴请：不接受投标人、招标人、代理机构、专家的宴请、旅游和健身娱乐安排，不用公款吃喝，不借婚丧喜庆敛财", "No banquets: I accept no dinner, journey or entertainment from bidders, tenderers, agencies or experts, dine at no public expense, and make no money out of family feasts"), "banquets"),
    Clause(Text("不泄露工作信息：不透露潜在投标人、标底、评标专家、评审情况和其他未公开的信息，不打听不该知道的事", "No leaks: I tell nobody of likely bidders, estimates, experts, the evaluation or anything not yet public, and do not ask what is not mine to know"), "leaks"),
    Clause(Text("有领导干部或者其他人插手干预交易的，如实登记报告，不顺水推舟，不隐瞒不报", "When somebody interferes in a trade I enter and report it as it was, and neither go along nor keep quiet")),
    Clause(Text("与投标人、专家有利害关系的主动回避；配偶、子女不在中心业务范围内承揽业务", "Where I have a stake in a bidder or expert I withdraw; my family takes no business within the centre's field")),
)
# fmt: on


def composed(work_post: str) -> tuple[Clause, ...]:
    """This will list the articles of a post's pledge: common ones, the post's own promise, one for each of its risk points."""
    own = Clause(RISKS_OF_POST[work_post].promise)
    return (*COMMON, own, *(_against(point) for point in points_of(work_post)))


def title_of(year: int) -> Text:
    """This will name the pledge of a year."""
    return Text(f"{year} 年度岗位廉政承诺书", f"Integrity pledge for the year {year}")


def opening_of(work_post: str, year: int) -> Text:
    """This will say who pledges, by section and post: a pledge's words hold no name."""
    post = WORK_POST_BY_CODE[work_post]
    department = DEPARTMENT_BY_CODE[post.department].name
    return Text(
        OPENING.zh.format(department=department.zh, post=post.name.zh, year=year),
        OPENING.en.format(department=department.en, post=post.name.en, year=year),
    )


def text_of(work_post: str, year: int) -> Text:
    """This will write the whole pledge as it is signed, article by article, lines parted by line feeds. The Chinese text is the signed one."""
    clauses = composed(work_post)
    parts = (title_of(year), opening_of(work_post, year), *_numbered(clauses), CLOSING)
    return Text("\n".join(part.zh for part in parts), "\n".join(part.en for part in parts))


def digest_of(text: str) -> str:
    """This will return the hex SHA-256 of a pledge's Chinese text (UTF-8, line feeds, no line at the end)."""
    return sha256(text.encode()).hexdigest()


def _numbered(clauses: tuple[Clause, ...]) -> list[Text]:
    return [Text(f"{n}. {one.words.zh}。", f"{n}. {one.words.en}.") for n, one in enumerate(clauses, start=1)]


def _against(point: RiskPoint) -> Clause:
    return Clause(
        Text(
            f"针对本岗位“{point.title.zh}”的风险：{point.measure.what.zh}",
            f"Against the risk “{point.title.en}” of my post: {_low(point.measure.what.en)}",
        ),
        point=point.code,
    )


def _low(words: str) -> str:
    return words[:1].lower() + words[1:]
