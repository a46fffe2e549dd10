"""An amendment that may affect bids: fewer than fifteen days are left, so the deadline moves."""

from qinglian.law.text import Text
from tests.stories import acts
from tests.stories.cast import Cast, admit_bidder
from tests.stories.stage import Stage
from tests.stories.telling import Telling

TITLE = Text("澄清修改：不足十五日，必须顺延", "An amendment: fewer than fifteen days are left, so the deadline moves")
SUMMARY = Text(
    "招标人改了图纸，距截止只剩九天。不顺延，平台不收；顺延十天，第二版公告发布。按旧公告密封的文件要重新密封。",
    "The tenderer changes drawings nine days before the deadline. Without a postponement the platform refuses; with ten more days the second version is "
    "published. Bids sealed to the old notice must be sealed again.",
)
PLAN = acts.Plan(
    "江城市北门桥加固工程",
    "2603-990100-04-01-105",
    estimate_fen=760 * acts.WAN,
    cap_fen=750 * acts.WAN,
    security_fen=15 * acts.WAN,
)
NAMES = ("江城石桥建设有限公司", "江城望江建工有限公司", "江城涵洞市政有限公司")


def play(stage: Stage, cast: Cast) -> tuple[Telling, acts.Played]:
    """This will play the life up to the deadline of the second version."""
    told = Telling("postponed", TITLE, SUMMARY)
    bidders = [admit_bidder(stage, cast, name) for name in NAMES]
    played = acts.put_out(stage, cast, PLAN)
    early = acts.seal(played, bidders[0], price_fen=701_000_000)
    stage.set(acts.deadline_of(played))
    stage.forward(days=-9, hours=-1)
    told.scene("修改图纸", "第一家已按第一版公告密封并递交。招标人这时要改图纸，但不想顺延。", at=stage.now)
    acts.hand_in(stage, played, bidders[0], early)
    acts.amend(stage, played, change="桥台加固图纸 S-07 更换，工程量相应调整。", affects_bids=True)
    told.refusal(acts.refused(lambda: acts.review(stage, played)))

    told.scene("顺延十天", "补上顺延后，复核、核验、发布第二版。", at=stage.now)
    acts.postpone(stage, played, days=10)
    acts.review(stage, played)
    acts.publish(stage, played)

    stage.forward(days=1)
    told.scene("重新密封", "按旧公告密封的文件不再收；各家按第二版密封，第一家用签名替换旧文件。", at=stage.now)
    told.refusal(
        acts.refused(
            lambda: acts.hand_in(
                stage, played, bidders[1], acts.seal(played, bidders[1], price_fen=1, notice=acts.first_leaf(played))
            )
        )
    )
    old = played.heads[bidders[0].name].hash
    acts.hand_in(stage, played, bidders[0], acts.seal(played, bidders[0], price_fen=699_000_000, supersedes=old))
    for bidder in bidders[1:]:
        acts.hand_in(stage, played, bidder, acts.seal(played, bidder, price_fen=712_000_000))
    return told, played
