"""A bid whose last byte comes a second too late."""

from qinglian.law.text import Text
from tests.stories import acts
from tests.stories.cast import Cast, admit_bidder
from tests.stories.stage import Stage
from tests.stories.telling import Telling

TITLE = Text("迟到一秒：依法拒收", "One second late: refused by law")
SUMMARY = Text(
    "一家投标人在截止前最后一秒撤回并重交，另一家在截止那一秒才传完。前者有回执，后者被拒收，没有任何痕迹留在标段里。",
    "One bidder withdraws and hands in again just before the deadline; another finishes its upload at the very second. The first has its receipts, the second "
    "is refused and leaves no trace in the section.",
)
PLAN = acts.Plan(
    "江城市老城燃气管道更新工程",
    "2603-990100-04-01-106",
    estimate_fen=1_200 * acts.WAN,
    cap_fen=1_180 * acts.WAN,
    security_fen=20 * acts.WAN,
)
NAMES = ("江城守时建设有限公司", "江城准点建工有限公司", "江城早到市政有限公司", "江城末班工程有限公司")


def play(stage: Stage, cast: Cast) -> tuple[Telling, acts.Played]:
    """This will play the life."""
    told = Telling("late-bid", TITLE, SUMMARY)
    bidders = [admit_bidder(stage, cast, name) for name in NAMES]
    played = acts.put_out(stage, cast, PLAN)
    stage.set(acts.deadline_of(played))
    stage.forward(minutes=-10)
    told.scene("最后十分钟", "三家递交；第一家撤回，又重新递交，每一步都有回执。", at=stage.now)
    for bidder in bidders[:3]:
        acts.hand_in(stage, played, bidder, acts.seal(played, bidder, price_fen=1_100_000_000))
    stage.forward(minutes=5)
    acts.withdraw(stage, played, bidders[0])
    stage.forward(minutes=4, seconds=59)
    acts.hand_in(stage, played, bidders[0], acts.seal(played, bidders[0], price_fen=1_098_000_000))

    stage.set(acts.deadline_of(played))
    told.scene("截止那一秒", "第四家的最后一个字节此刻才到。", at=stage.now)
    late = acts.seal(played, bidders[3], price_fen=1_090_000_000)
    told.refusal(acts.refused(lambda: acts.hand_in(stage, played, bidders[3], late)))

    acts.open_all(stage, cast, played)
    told.scene("唱标", "三家唱标。迟到的一家不在清单里，也从未在清单里。", at=stage.now)
    acts.read_out(told, played)
    acts.record(stage, played)
    return told, played
