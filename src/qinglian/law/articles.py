"""Articles by their codes (`ZTB 24`, `REG 35.2`), spelt for people, with the words of the laws that are at hand."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from qinglian.law.text import Text

_DIGITS = "零一二三四五六七八九"
_CODE = re.compile(
    r"^(?P<source>[A-Z]+[0-9]*)(?: (?:(?P<item>[A-Z]-[0-9]+)|(?P<article>[0-9]+)(?:\.(?P<paragraph>[0-9]+))?))?$"
)


@dataclass(frozen=True)
class Source:
    """One law or rule: its code, its names, and the file with its words where we have them."""

    code: str
    short: Text
    full: Text
    text_file: str = ""


SOURCES: tuple[Source, ...] = (
    Source("ZTB", Text("招标投标法", "Tendering Law"), Text("中华人民共和国招标投标法", "Tendering and Bidding Law of the People's Republic of China"), "ztb.md"),
    Source("REG", Text("条例", "Tendering Regulation"), Text("中华人民共和国招标投标法实施条例", "Regulation on the Implementation of the Tendering and Bidding Law"), "reg.md"),
    Source("GIR", Text("政府投资条例", "Government Investment Regulation"), Text("政府投资条例", "Government Investment Regulation"), "gir.md"),
    Source("O10", Text("10 号令", "Order 10 (2017)"), Text("招标公告和公示信息发布管理办法（发展改革委令 2017 年第 10 号）", "Measures on publishing tender notices (Order 10 of 2017)")),
    Source("O11", Text("11 号令", "Order 11 (2004)"), Text("工程建设项目招标投标活动投诉处理办法（七部委令 2004 年第 11 号）", "Measures on complaints (Order 11 of 2004)")),
    Source("O12", Text("12 号令", "Order 12 (2001)"), Text("评标委员会和评标方法暂行规定（七部委令 2001 年第 12 号）", "Provisions on evaluation committees (Order 12 of 2001)")),
    Source("O16", Text("16 号令", "Order 16 (2018)"), Text("必须招标的工程项目规定（发展改革委令 2018 年第 16 号）", "Provisions on projects that must be tendered (Order 16 of 2018)")),
    Source("O20", Text("20 号令", "Order 20 (2013)"), Text("电子招标投标办法（八部委令 2013 年第 20 号）", "Measures on electronic tendering (Order 20 of 2013)")),
    Source("O26", Text("26 号令", "Order 26 (2024)"), Text("评标专家和评标专家库管理办法（发展改革委令 2024 年第 26 号）", "Measures on evaluation experts (Order 26 of 2024)")),
    Source("O27", Text("27 号令", "Order 27 (2005)"), Text("工程建设项目货物招标投标办法（七部委令 2005 年第 27 号）", "Measures on tendering goods (Order 27 of 2005)")),
    Source("O30", Text("30 号令", "Order 30 (2003)"), Text("工程建设项目施工招标投标办法（七部委令 2003 年第 30 号）", "Measures on tendering construction (Order 30 of 2003)")),
    Source("O39", Text("39 号令", "Order 39 (2016)"), Text("公共资源交易平台管理暂行办法（发展改革委令 2016 年第 39 号）", "Measures on trading platforms (Order 39 of 2016)")),
    Source("FCR", Text("公平竞争审查规则", "Fair Competition Review Rules"), Text("招标投标领域公平竞争审查规则（发展改革委等令 2024 年第 16 号）", "Rules of fair competition review in tendering (Order 16 of 2024)")),
    Source("PYR", Text("濮阳条例", "Puyang Regulation"), Text("濮阳市公共资源交易管理条例（地方性法规，作参照）", "Puyang Regulation on public resource trading (local law, as a model)")),
    Source("GBF", Text("国办发〔2024〕21 号", "State Council Office 2024 No. 21"), Text("国务院办公厅关于创新完善体制机制推动招标投标市场规范健康发展的意见", "Opinions of the State Council Office on the tendering market (2024 No. 21)")),
    Source("CIV", Text("民法典", "Civil Code"), Text("中华人民共和国民法典", "Civil Code of the People's Republic of China")),
    Source("CSL", Text("网络安全法", "Cybersecurity Law"), Text("中华人民共和国网络安全法", "Cybersecurity Law of the People's Republic of China")),
    Source("ESL", Text("电子签名法", "Electronic Signature Law"), Text("中华人民共和国电子签名法", "Electronic Signature Law of the People's Republic of China")),
    Source("PIP", Text("个人信息保护法", "Personal Information Protection Law"), Text("中华人民共和国个人信息保护法", "Personal Information Protection Law of the People's Republic of China")),
    Source("GPL", Text("政府采购法", "Government Procurement Law"), Text("中华人民共和国政府采购法", "Government Procurement Law of the People's Republic of China")),
    Source("ACL", Text("会计法", "Accounting Law"), Text("中华人民共和国会计法", "Accounting Law of the People's Republic of China")),
    Source("CPD", Text("党纪处分条例", "Party Discipline Regulation"), Text("中国共产党纪律处分条例", "Regulation of the Communist Party of China on disciplinary action")),
    Source("CTS", Text("检测规范", "Test specification"), Text("电子招标投标系统交易平台检测认证技术规范 CTS-EBS01-2016", "Certification specification CTS-EBS01-2016")),
    Source("PLT", Text("平台规则", "Platform rule"), Text("本平台公开规则", "The platform's own published rules")),
)  # fmt: skip
_BY_CODE = {source.code: source for source in SOURCES}


def spelt(article: str) -> Text:
    """This will spell `ZTB 28; REG 44` as 招标投标法第二十八条、条例第四十四条. An unknown code (ValueError) is a bug of ours."""
    parts = [_spelt_one(part.strip()) for part in article.split(";")]
    return Text("、".join(part.zh for part in parts), ", ".join(part.en for part in parts))


def is_known(article: str) -> bool:
    """This will say whether every part of an article code names a source in SOURCES."""
    for part in article.split(";"):
        match = _CODE.match(part.strip())
        if match is None or match["source"] not in _BY_CODE:
            return False
    return True


def words_of(article: str) -> str:
    """This will return an article's own Chinese words, or one paragraph's (`REG 26.1`); "" when the text is not at hand."""
    match = _CODE.match(article.split(";", maxsplit=1)[0].strip())
    if match is None or match["article"] is None:
        return ""
    source = _BY_CODE[match["source"]]
    if not source.text_file:
        return ""
    paragraphs = _articles(source.text_file).get(int(match["article"]), ())
    if match["paragraph"] is None:
        return "\n".join(paragraphs)
    return paragraphs[int(match["paragraph"]) - 1]


def numeral(number: int) -> str:
    """This will write 1 to 999 in Chinese: 24 is 二十四, 103 is 一百零三."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    zh = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if hundreds and rest and not tens:
        zh += "零"
    if tens:
        zh += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    return zh + (_DIGITS[ones] if ones else "")


def _spelt_one(code: str) -> Text:
    match = _CODE.match(code)
    if match is None or match["source"] not in _BY_CODE:
        raise ValueError(f"{code!r} names no known law: add its source to law/articles.py")
    short = _BY_CODE[match["source"]].short
    if match["item"] is not None:
        return Text(f"{short.zh} {match['item']}", f"{short.en} {match['item']}")
    if match["article"] is None:
        return short
    zh, en = f"{short.zh}第{numeral(int(match['article']))}条", f"{short.en} art. {match['article']}"
    if match["paragraph"] is not None:
        return Text(f"{zh}第{numeral(int(match['paragraph']))}款", f"{en}({match['paragraph']})")
    return Text(zh, en)


@lru_cache
def _articles(text_file: str) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    number = 0
    for line in resources.files("qinglian.law").joinpath("texts", text_file).read_text("utf-8").splitlines():
        words = line.strip()
        heading = re.match(r"^第([零一二三四五六七八九十百]+)条 ?", words)
        if heading:
            number += 1
            if heading[1] != numeral(number):
                raise ValueError(f"{text_file}: article {number} expected, found {heading[1]}")
            found[number] = [words[heading.end() :]]
        elif words.startswith("#") or not words or not number:
            continue
        elif re.match(r"^[（(][一二三四五六七八九十]+[)）]", words):
            found[number][-1] += "\n" + words
        else:
            found[number].append(words)
    return {key: tuple(value) for key, value in found.items()}
