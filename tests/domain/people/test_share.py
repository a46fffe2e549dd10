"""How many of how many: a hundred percent appears only when nothing is missing, in every way of writing it."""

import pytest

from qinglian.domain.people.share import Share


@pytest.mark.parametrize(
    ("done", "due", "basis_points", "percent", "words"),
    [
        (0, 0, None, 0, "—"),
        (0, 3, 0, 0, "0%"),
        (1, 3, 3_333, 33, "33.3%"),
        (1, 2, 5_000, 50, "50%"),
        (9_611, 9_612, 9_998, 99, "99.9%"),
        (19_999, 20_000, 9_999, 99, "99.9%"),
        (8, 8, 10_000, 100, "100%"),
    ],
)
def test_share_is_rounded_down(done: int, due: int, basis_points: int | None, percent: int, words: str) -> None:
    share = Share(done, due)
    assert (share.basis_points, share.percent, share.words) == (basis_points, percent, words)


@pytest.mark.parametrize(("done", "due", "is_whole"), [(0, 0, False), (2, 3, False), (3, 3, True)])
def test_whole_is_what_lacks_nothing_of_something(done: int, due: int, *, is_whole: bool) -> None:
    assert Share(done, due).is_whole is is_whole
