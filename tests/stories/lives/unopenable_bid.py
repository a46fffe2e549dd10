"""A bidder who cannot be decrypted, by its own fault."""

from qinglian.law.text import Text
from tests.stories import acts
from tests.stories.cast import Cast, admit_bidder
from tests.stories.stage import Stage
from tests.stories.telling import Telling

TITLE = Text("有一份文件解不开，责任分得清", "One bid does not open, and it is clear whose fault that is")
SUMMARY = Text(
    "一家投标人签署的清单写着另一把密钥。保管人的份额与承诺逐一相符，合成的密钥却不是清单上的那一把：责任在投标人，任何人可以重算。其余三家照常唱标。",
    "One bidder signed a manifest that names another key. Every share fits its commitment, yet the key they give is not the manifest's: "
    "the fault is the bidder's, and anyone can recompute it. The other three are read out.",
)
PRICES = {"江城远山建设有限公司": 868_000_000, "江城明渠建工有限公司": 871_500_000, "江城白鹭市政有限公司": 859_990_000}
PLAN = acts.Plan(
    "江城市白鹭湖截污工程",
    "2603-990100-04-01-103",
    estimate_fen=900 * acts.WAN,
    cap_fen=890 * acts.WAN,
    security_fen=17 * acts.WAN,
)


def play(stage: Stage, cast: Cast) -> tuple[Telling, acts.Played]:
    """This will play the life."""
    told = Telling("unopenable-bid", TITLE, SUMMARY)
    bidders = [admit_bidder(stage, cast, name) for name in PRICES]
    clumsy = admit_bidder(stage, cast, "江城乱石工程有限公司")
    told.scene("投标", "四家投标人递交。第四家用自己改过的工具密封。", at=stage.now)
    played = acts.put_out(stage, cast, PLAN)
    stage.set(acts.deadline_of(played).replace(hour=8, minute=0))
    for bidder, price in zip(bidders, PRICES.values(), strict=True):
        acts.hand_in(stage, played, bidder, acts.seal(played, bidder, price_fen=price))
    acts.hand_in(stage, played, clumsy, acts.with_foreign_key(acts.seal(played, clumsy, price_fen=850_000_000), clumsy))

    stage.set(acts.deadline_of(played))
    told.scene("开标", "截止，见证，交出份额，拆封。", at=stage.now)
    acts.run_clock(stage)
    for guardian in cast.guardians[1:3]:
        acts.release(stage, played, guardian)
    acts.run_clock(stage)
    stage.forward(minutes=31)
    acts.run_clock(stage)

    told.scene("唱标", "三家唱标，一家失败，原因和责任写进事实。主持人签署记录。", at=stage.now)
    acts.read_out(told, played)
    acts.record(stage, played)
    return told, played
