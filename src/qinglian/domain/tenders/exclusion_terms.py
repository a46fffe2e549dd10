"""A scan for phrases that may restrict or exclude bidders (REG 32, ZTB 20, 公平竞争审查规则). It advises; a person decides. Pure."""

import re
from dataclasses import dataclass

from qinglian.domain.tenders.terms import TermFinding
from qinglian.law.text import Text

_AROUND = 18
_MOST_FINDINGS = 40
_NEGATED = re.compile(r"[不未非]$|(不得|不限|不以|不应|不要求|严禁|禁止|无须|无需|不再|不设)[^，。；]{0,12}$")


@dataclass(frozen=True)
class Pattern:
    """One kind of phrase: the rule that it may break, the expression that finds it, and what it may mean."""

    rule: str
    expression: re.Pattern[str]
    meaning: Text


def _pattern(rule: str, expression: str, zh: str, en: str) -> Pattern:
    return Pattern(rule, re.compile(expression), Text(zh, en))


_HERE = r"(?:(?:本|该|我)(?:省|市|县|区|地)|当地)"
_NAME = r"(?:(?![在须应具有为是的投标人项于从或及和与经理负责获得过到])[\u4e00-\u9fff]){2,4}"
_TOWN = _NAME + r"(?:省|市(?!政|场|民|容|区|规划|道路|管理|更新|轨道|建设|基础|公用)|县(?!级)|自治区)"

# fmt: off
PATTERNS: tuple[Pattern, ...] = (
    _pattern("exclusionary_terms", r"本地(?:化)?(?:服务)?(?:机构|网点|企业|注册|单位|办事处)", "或有地域倾向", "May favour local firms"),
    _pattern("exclusionary_terms", rf"(?:{_HERE}|{_TOWN}(?:内|级|范围内|行政区域内))[^，。；：\n]{{0,10}}(?:业绩|奖项|获奖|荣誉|表彰)", "以特定区域业绩、奖项为条件", "Regional awards or references as a condition"),
    _pattern("exclusionary_terms", rf"在(?:{_HERE}|{_TOWN})(?:内|范围内|行政区域内)?(?:承担|完成|实施|从事|具有)[^，。；\n]{{0,10}}", "以在特定区域做过工程为条件", "Work done in one region as a condition"),
    _pattern("exclusionary_terms", rf"(?:{_HERE}|{_TOWN})[^，。；：\n]{{0,8}}(?:注册|登记|设立分公司|设有分支机构|纳税|缴纳社会?保险|社保)", "要求在当地注册、纳税、参保", "Local registration, tax or insurance"),
    _pattern("exclusionary_terms", r"(?:限|仅限|须为|应为|必须是)[^，。；\n]{0,6}(?:国有|国营|民营|私营|外资|集体)[^，。；\n]{0,4}(?:企业|单位|公司)", "限定所有制形式", "Ownership is limited"),
    _pattern("exclusionary_terms", r"特定(?:行业|行政区域)[^，。；\n]{0,8}(?:业绩|奖项)", "以特定行业业绩、奖项为条件", "References of one trade as a condition"),
    _pattern("exclusionary_terms", r"注册资(?:本|金)[^，。；\n]{0,8}(?:不低于|不少于|不得低于|不得少于|以上|大于)", "以注册资本为条件", "Registered capital as a condition"),
    _pattern("no_named_supplier", r"(?:指定|限定|唯一|必须采用|只接受)[^，。；\n]{0,8}(?:品牌|商标|专利|原产地|产地|厂家|供应商|生产商)", "指定品牌或者供应者", "A brand or supplier is named"),
    _pattern("no_local_conditions", r"(?:名录库|备选库|资格库|预选库|入围名单)", "以入库、入围为条件", "Being listed as a condition"),
    _pattern("no_local_conditions", r"法定代表人[^，。；\n]{0,8}(?:亲自|必须到场|到场|本人出席|携带)", "要求法定代表人到场", "The legal representative must attend"),
    _pattern("no_lottery", r"(?:抽签|摇号|抓阄)[^，。；\n]{0,10}(?:确定|产生|选择)[^，。；\n]{0,6}(?:中标|投标人|候选)", "以抽签、摇号确定中标人", "Lots decide the winner"),
    _pattern("no_registration_to_download", r"(?:先|须|应|必须)[^，。；\n]{0,10}(?:报名|备案|登记|领取授权)[^，。；\n]{0,14}(?:方可|后可|才能|方能|获取|下载)", "下载前要求报名登记", "Registration before documents can be had"),
    _pattern("price_floor", r"(?:不得低于|低于)[^，。；\n]{0,14}(?:控制价|限价|估算价)[^，。；\n]{0,8}(?:百分之|[0-9０-９]+ ?[%％])[^，。；\n]{0,8}(?:否决|无效|废标|作废|不予)", "变相设最低限价", "A price floor in disguise"),
)
# fmt: on


def scan(text: str, *, where: str) -> list[TermFinding]:
    """This will list phrases that may exclude bidders, each once, with their surroundings; at most forty. `where` names the place."""
    flat = re.sub(r"[ \t\u3000]+", "", text)
    found: dict[tuple[str, str], TermFinding] = {}
    for pattern in PATTERNS:
        for match in pattern.expression.finditer(flat):
            if _NEGATED.search(flat[max(0, match.start() - 16) : match.start()]):
                continue
            key = (pattern.rule, match.group())
            found.setdefault(key, TermFinding(pattern.rule, match.group(), _surroundings(flat, match), where))
            if len(found) >= _MOST_FINDINGS:
                return list(found.values())
    return list(found.values())


def meaning_of(finding: TermFinding) -> Text:
    """This will say what a found phrase may mean."""
    for pattern in PATTERNS:
        if pattern.rule == finding.rule and pattern.expression.search(finding.term):
            return pattern.meaning
    return Text("或有排斥", "May exclude bidders")


def _surroundings(text: str, match: re.Match[str]) -> str:
    start, end = max(0, match.start() - _AROUND), min(len(text), match.end() + _AROUND)
    return ("…" if start else "") + text[start:end].replace("\n", " ") + ("…" if end < len(text) else "")
