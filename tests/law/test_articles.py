"""Article codes spelt for people, and the laws' own words."""

import pytest

from qinglian.law import articles
from qinglian.law.text import Text


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("ZTB 24", "招标投标法第二十四条", "Tendering Law art. 24"),
        ("REG 44", "条例第四十四条", "Tendering Regulation art. 44"),
        ("REG 26.1", "条例第二十六条第一款", "Tendering Regulation art. 26(1)"),
        (
            "ZTB 28; REG 44",
            "招标投标法第二十八条、条例第四十四条",
            "Tendering Law art. 28, Tendering Regulation art. 44",
        ),
        ("O30 37", "30 号令第三十七条", "Order 30 (2003) art. 37"),
        ("CIV 203", "民法典第二百零三条", "Civil Code art. 203"),
        ("PLT", "平台规则", "Platform rule"),
        ("CTS A-005", "检测规范 A-005", "Test specification A-005"),
    ],
)
def test_spelt_names_law_and_article(code, zh, en):
    assert articles.spelt(code) == Text(zh, en)


@pytest.mark.parametrize(
    ("number", "zh"), [(1, "一"), (10, "十"), (19, "十九"), (20, "二十"), (68, "六十八"), (110, "一百一十")]
)
def test_numeral_is_chinese(number, zh):
    assert articles.numeral(number) == zh


@pytest.mark.parametrize("code", ["XYZ 3", "ZTB24", "ZTB 24a", ""])
def test_spelt_refuses_an_unknown_code(code):
    assert not articles.is_known(code)
    with pytest.raises(ValueError, match="names no known law"):
        articles.spelt(code)


@pytest.mark.parametrize(("law", "count"), [("ZTB", 68), ("REG", 84), ("GIR", 39)])
def test_words_of_has_every_article(law, count):
    assert all(articles.words_of(f"{law} {number}") for number in range(1, count + 1))
    assert articles.words_of(f"{law} {count + 1}") == ""


def test_words_of_keeps_items_with_their_paragraph():
    assert articles.words_of("REG 40").count("\n") == 6
    assert articles.words_of("REG 26.3") == "招标人不得挪用投标保证金。"


def test_words_of_is_empty_where_the_text_is_not_at_hand():
    assert articles.words_of("O30 37") == ""
