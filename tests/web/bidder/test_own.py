"""What a bidder writes on its pages is signed as it reads, whatever the browser made of its line ends."""

import pytest

from qinglian.web.bidder.clarification_page import AnswerForm
from qinglian.web.bidder.opening_page import ObjectionForm as OpeningObjection
from qinglian.web.bidder.own import words_of
from qinglian.web.bidder.result_page import ObjectionForm as ResultObjection
from qinglian.web.shared.forms import PageForm


@pytest.mark.parametrize(("kind", "most"), [(AnswerForm, 4000), (ResultObjection, 4000), (OpeningObjection, 2000)])
def test_words_of_are_one_text_of_bounded_length_with_plain_line_ends(kind: type[PageForm], most: int) -> None:
    form = kind({"text": "  一、工期。\r\n二、报价。\r\n "})
    assert (form.is_valid(), words_of(form)) == (True, "一、工期。\n二、报价。")
    assert [kind({"text": "字" * length}).is_valid() for length in (0, most, most + 1)] == [False, True, False]
