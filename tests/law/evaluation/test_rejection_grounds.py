"""The grounds are the article's, word for word."""

from qinglian.law.articles import numeral, words_of
from qinglian.law.evaluation.rejection_grounds import BELOW_COST_NOTE, BY_CODE, GROUNDS


def test_the_grounds_are_the_seven_of_the_article_in_its_own_words() -> None:
    items = words_of("REG 51").split("\n")[1:]
    assert [f"({numeral(ground.item)}){ground.words.zh}" for ground in GROUNDS] == [
        item.rstrip("；。") for item in items
    ]
    assert len(GROUNDS) == len(BY_CODE) == 7


def test_the_note_quotes_the_law_on_prices_below_cost() -> None:
    assert BELOW_COST_NOTE.zh.split("（")[0] in words_of("ZTB 33")
