"""How often one network place may write within an hour: counted under a keyed hash (people.attempts), no address is kept."""

from datetime import datetime

from qinglian.domain.people.attempts import is_counted
from qinglian.law.refusal import TooOften
from qinglian.law.rulebook import rule
from qinglian.law.text import Text


def count_within_hour(key: str, address: str, *, at: datetime) -> None:
    """This will count one more under this row of the rulebook; TooOften when the hour's number is used up."""
    most = rule(key, on=at.date()).number()
    if is_counted(key, address, most=most, at=at):
        return
    raise TooOften(
        Text(f"从这个网络地址一小时内已经提交了 {most} 次。", f"{most} came from this network address within the hour."),
        rule=key,
        article="PLT",
        next_step=Text("下一个整点后再试，或者打电话、写信。", "Try again after the next full hour, or call or write."),
    )  # fmt: skip
