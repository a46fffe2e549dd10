"""G+B: a bidder does not release its own lock within the window."""

from qinglian.law.text import Text
from tests.stories import acts
from tests.stories.cast import Cast, admit_bidder
from tests.stories.stage import Stage
from tests.stories.telling import Telling

TITLE = Text("双重加密：一家投标人没有按时解密", "Guardians and bidder: one bidder does not release its lock in time")
SUMMARY = Text(
    "本项目由保管人和投标人共同开启。三家在三十分钟内交出自己的密钥，一家没有：视为撤销投标文件，责任在投标人。",
    "Here guardians and bidder open together. Three bidders release their locks within thirty minutes, one does not: treated as revoked, by its own fault.",
)
NAMES = ("江城锦程建设有限公司", "江城恒岳建工有限公司", "江城启明市政有限公司", "江城迟来工程有限公司")
PLAN = acts.Plan(
    "江城市城东公交枢纽工程",
    "2603-990100-04-01-104",
    estimate_fen=3_600 * acts.WAN,
    cap_fen=3_550 * acts.WAN,
    security_fen=60 * acts.WAN,
    mode="G+B",
)


def play(stage: Stage, cast: Cast) -> tuple[Telling, acts.Played]:
    """This will play the life."""
    told = Telling("unreleased-lock", TITLE, SUMMARY)
    bidders = [admit_bidder(stage, cast, name) for name in NAMES]
    told.scene("投标与签到", "四家投标人递交，开标前用签名签到。", at=stage.now)
    played = acts.put_out(stage, cast, PLAN)
    stage.set(acts.deadline_of(played).replace(hour=8, minute=0))
    for number, bidder in enumerate(bidders):
        acts.hand_in(stage, played, bidder, acts.seal(played, bidder, price_fen=3_400_000_000 + number * 11_000_000))
        acts.sign_in(stage, played, bidder)

    stage.set(acts.deadline_of(played))
    told.scene("解密", "截止后，保管人和前三家投标人交出密钥；第四家没有。", at=stage.now)
    acts.run_clock(stage)
    stage.forward(minutes=3)
    for holder in (*cast.guardians[:1], *cast.guardians[2:3], *bidders[:3]):
        acts.release(stage, played, holder)
    acts.run_clock(stage)

    stage.forward(minutes=28)
    told.scene("时限已到", "三十分钟过去，时间表结束解密：未解密的一家责任在投标人。", at=stage.now)
    acts.run_clock(stage)
    acts.read_out(told, played)
    acts.record(stage, played)
    return told, played
