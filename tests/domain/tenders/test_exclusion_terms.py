"""The scan for phrases that may exclude bidders: what it finds and what it lets pass."""

import pytest

from qinglian.domain.tenders.exclusion_terms import meaning_of, scan
from qinglian.law.articles import spelt
from qinglian.law.rulebook import rule
from tests.factories.terms import moment


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("在项目所在地设有本地化服务机构的得 2 分", "本地化服务机构"),
        ("近三年在江城市承担过同类工程", "在江城市承担过同类工程"),
        ("具有本省同类工程业绩", "本省同类工程业绩"),
        ("获得江城市级优质工程奖项的加 1 分", "获得江城市级优质工程奖项"),
        ("投标人须在本市设立分公司", "本市设立分公司"),
        ("项目经理须在江城市缴纳社会保险六个月", "江城市缴纳社会保险"),
        ("投标人须为国有企业", "须为国有企业"),
        ("注册资本不少于 5000 万元", "注册资本不少于"),
        ("电缆须指定某某品牌", "指定某某品牌"),
        ("须已列入招标人备选库", "备选库"),
        ("法定代表人须亲自到场", "法定代表人须亲自"),
        ("评审后通过摇号确定中标人", "摇号确定中标"),
        ("投标人须先到招标人处备案登记后方可获取招标文件", "先到招标人处备案登记后方可"),
        ("报价低于控制价 85% 的作否决处理", "低于控制价85%的作否决"),
    ],
)
def test_scan_finds(text, term):
    found = scan(text, where="资格要求")
    assert any(term in one.term or one.term in term for one in found), found
    assert all(one.where == "资格要求" for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "市政公用工程施工总承包二级及以上资质",
        "近五年完成过类似城市道路工程业绩",
        "不得要求投标人在本地设立分公司",
        "本项目不接受联合体投标，不限定品牌",
        "投标人应为依法设立的法人",
        "中标候选人公示期不少于 3 日",
        "评标委员会随机抽取专家",
        "项目负责人为城市规划注册师",
        "下载招标文件免费，无须报名",
        "项目经理具有建筑工程专业一级注册建造师资格",
        "",
    ],
)
def test_scan_lets_pass(text):
    assert scan(text, where="正文") == []


def test_scan_names_each_phrase_once_and_stops_at_forty():
    assert len(scan("本地企业。" * 5, where="正文")) == 1
    many = "。".join(f"指定第{number}号品牌" for number in range(100))
    assert len(scan(many, where="正文")) == 40


def test_finding_has_surroundings_meaning_and_a_rule_of_the_book():
    found = scan(
        "评分办法第三项：在当地设有" + "本地服务机构" + "的投标人得两分，其余投标人不得分，不设上限和下限要求",
        where="《评分办法》",
    )
    assert found[0].excerpt.startswith("评分办法第三项")
    assert meaning_of(found[0]).zh == "或有地域倾向"
    assert all(spelt(rule(one.rule, on=moment(11, 18).date()).article).zh for one in found)
