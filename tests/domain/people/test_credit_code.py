"""Credit codes as GB 32100-2015 makes them: letters where it admits letters, digits where it wants digits, its check character."""

import pytest

from qinglian.domain.people.credit_code import compact, fault
from qinglian.domain.people.filing_form import cleaned, problems
from tests.factories import people

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def whole(body: str) -> str:
    """Seventeen characters and their check character, counted here once more: weights are the powers of 3 modulo 31."""
    total = sum(ALPHABET.index(letter) * pow(3, place, 31) for place, letter in enumerate(body))
    return body + ALPHABET[-total % 31]


def test_fault_is_none_for_the_standards_own_example() -> None:
    assert whole("91350100M000100Y4") == "91350100M000100Y43"
    assert fault("91350100M000100Y43") == ""


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("N1330100MF1234567", id="village collective, department N"),
        pytest.param("N2330100MFABCDEFG", id="cooperative of a village"),
        pytest.param("A1110000MC0000001", id="department A"),
        pytest.param("Y1330100MB0Y12345", id="department Y"),
        pytest.param("5A330100MJ8765432", id="category with a letter"),
        pytest.param("GW330100MJXTRQPUW", id="both letters"),
        pytest.param("12330100470000000", id="public institution, digits alone"),
    ],
)
def test_fault_is_none_with_letters_where_the_standard_admits_them(body: str) -> None:
    assert fault(whole(body)) == ""
    filed = cleaned(people.filing_data(1, credit_code=whole(body).lower()))
    assert (filed.credit_code, problems(filed)) == (whole(body), [])


@pytest.mark.parametrize("place", range(2, 8))
def test_fault_names_a_letter_in_the_region(place: int) -> None:
    body = "91330100MA0000000"
    assert fault(whole(body[:place] + "A" + body[place + 1 :])) == "form"


@pytest.mark.parametrize("letter", [*"IOSVZ", "é", "９"])
@pytest.mark.parametrize("place", [0, 1, 8, 16, 17])
def test_fault_names_a_character_outside_the_alphabet(letter: str, place: int) -> None:
    code = whole("91330100MA0000000")
    assert fault(code[:place] + letter + code[place + 1 :]) == "form"


def test_fault_names_every_single_wrong_character_and_every_swap_of_neighbours() -> None:
    code = whole("N1330100MF1234567")
    for place, right in enumerate(code):
        wrong = [letter for letter in ALPHABET if letter != right]
        assert all(fault(code[:place] + letter + code[place + 1 :]) for letter in wrong), place
    swaps = [code[:n] + code[n + 1] + code[n] + code[n + 2 :] for n in range(17) if code[n] != code[n + 1]]
    assert all(fault(swapped) for swapped in swaps)


def test_fault_names_a_wrong_length() -> None:
    assert [fault("9133"), fault(""), fault("91350100M000100Y433")] == ["length"] * 3


def test_compact_leaves_one_spelling() -> None:
    assert compact(" n1-330100 mf1234567x ") == "N1330100MF1234567X"
