"""Two bidders: the tender fails, and nobody learns how many there were."""

from qinglian.law.text import Text
from tests.stories import acts
from tests.stories.cast import Cast, admit_bidder
from tests.stories.stage import Stage
from tests.stories.telling import Telling

TITLE = Text("流标：只有两家投标", "A failed tender: only two bidders")
SUMMARY = Text(
    "截止时不足三家。没有一份文件被拆封，没有人知道是谁、有几家；标段流标，依法重新招标。",
    "Fewer than three at the deadline. Nothing is opened, and nobody learns who or how many; the section fails and is tendered again.",
)
PLAN = acts.Plan(
    "江城市第三中学操场改造工程",
    "2603-990100-04-01-102",
    estimate_fen=420 * acts.WAN,
    cap_fen=415 * acts.WAN,
    security_fen=8 * acts.WAN,
)


def play(stage: Stage, cast: Cast) -> tuple[Telling, acts.Played]:
    """This will play the life."""
    told = Telling("failed-tender", TITLE, SUMMARY)
    bidders = [admit_bidder(stage, cast, name) for name in ("江城北岸建设有限公司", "江城南塘建工有限公司")]
    told.scene("公告与投标", "公告依法发布。二十多天里，两家投标人密封并递交。", at=stage.now)
    played = acts.put_out(stage, cast, PLAN)
    stage.set(acts.deadline_of(played).replace(hour=8, minute=0))
    for bidder in bidders:
        acts.hand_in(stage, played, bidder, acts.seal(played, bidder, price_fen=401_000_000))

    stage.set(acts.deadline_of(played))
    told.scene("截止", "时间表封存清单，发现不足三家：标段流标。事实里没有数目，清单不公布，密钥不交出。", at=stage.now)
    acts.run_clock(stage)

    told.scene("有人想看", "保管人这时要交出份额，也会被拒绝。", at=stage.now)
    told.refusal(acts.refused(lambda: acts.release(stage, played, cast.guardians[0])))
    return told, played
