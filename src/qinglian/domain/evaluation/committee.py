"""Who sits on a committee, what a majority is, when more time is due. Pure (ZTB 37; REG 46, 48)."""

from collections import Counter
from collections.abc import Mapping, Sequence

from qinglian.law.refusal import NotValid
from qinglian.law.text import Text

LEAST_MEMBERS = 5


def require_lawful_committee(*, members: int, experts: int) -> None:
    """This will raise NotValid unless the committee has five or more members, an odd number, at least two thirds of them experts."""
    if members < LEAST_MEMBERS or members % 2 == 0 or experts * 3 < members * 2:
        raise NotValid(
            Text(
                f"评标委员会现为 {members} 人，其中专家 {experts} 人。应为五人以上单数，专家不少于三分之二。",
                f"The committee has {members} members, {experts} of them experts: five or more, an odd number, two thirds experts are due.",
            ),
            rule="committee_min",
            article="ZTB 37",
            next_step=Text("请补抽专家或者减少招标人代表。", "Call further experts, or have fewer representatives."),
        )


def is_majority(votes: int, *, of: int) -> bool:
    """This will say whether more than half agree; a tie is no majority."""
    return votes * 2 > of


def chair_of(votes: Mapping[int, int], *, members: int) -> int | None:
    """This will return the seat that more than half of the members want as chair, or None: then they vote again."""
    if len(votes) < members:
        return None
    seat, count = Counter(votes.values()).most_common(1)[0]
    return seat if is_majority(count, of=members) else None


def asks_for_more_time(asking: Sequence[int], *, members: int) -> bool:
    """This will say whether more than a third of the members ask for more time (REG 48)."""
    return len(set(asking)) * 3 > members
