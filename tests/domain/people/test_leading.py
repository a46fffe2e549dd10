"""Who heads a section and who leads it: the fallbacks in their order, nobody over oneself."""

from dataclasses import dataclass

import pytest

from qinglian.domain.people.leading import answering_for, at_post, heads_of, leaders_over, standing_as


@dataclass
class Entry:
    person_id: str
    department: str
    standings: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    work_post: str = ""


SECRETARY = Entry("secretary", "office", ("party_secretary", "leadership"))
DEPUTY = Entry("deputy", "office", ("leadership",), ("finance",))
OTHER = Entry("other", "office", ("leadership",), ("service",))
HEAD = Entry("head", "finance", ("section_head", "key_post"))
CASHIER = Entry("cashier", "finance", ("key_post",), work_post="cashier")
ROLL = [SECRETARY, OTHER, DEPUTY, HEAD, CASHIER]


def test_post_standing_and_head_are_told_of_the_roll() -> None:
    assert at_post("cashier", ROLL) == [CASHIER]
    assert standing_as("key_post", ROLL) == [HEAD, CASHIER]
    assert (heads_of("finance", ROLL), heads_of("office", ROLL)) == ([HEAD], [])
    assert (answering_for("finance", ROLL), answering_for("expert", ROLL)) == ([DEPUTY], [])


@pytest.mark.parametrize(
    ("roll", "but", "leads"),
    [
        (ROLL, "", [DEPUTY]),
        (ROLL, "deputy", [SECRETARY]),
        ([OTHER, HEAD, CASHIER], "", [OTHER]),
        ([OTHER, HEAD, CASHIER], "other", []),
        ([HEAD, CASHIER], "", []),
    ],
)
def test_section_is_led_by_who_answers_for_it_else_the_secretary_else_the_leadership(
    roll: list[Entry], but: str, leads: list[Entry]
) -> None:
    assert leaders_over("finance", roll, but=but) == leads
