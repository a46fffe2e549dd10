"""An open tender from registration to a verified opening."""

from qinglian.law.text import Text
from tests.stories import acts
from tests.stories.cast import Cast, admit_bidder
from tests.stories.stage import Stage
from tests.stories.telling import Telling

TITLE = Text("公开招标：从公告到可核验的开标", "An open tender, from notice to an opening that anyone can check")
SUMMARY = Text(
    "三家投标人在自己的机器上密封报价；截止那一秒清单写入日志；监督组和交易组各交出一份密钥；唱标、签署记录；任何人都能重算。",
    "Three bidders seal their prices on their own machines; at the second of the deadline the list is fixed in the log; one guardian of "
    "each group releases; the bids are read out, the record is signed, and anyone can recompute it.",
)
PRICES = {
    "江城云帆建设有限公司": 1_698_400_000,
    "江城青石建工有限公司": 1_712_050_000,
    "江城楚岸市政工程有限公司": 1_705_900_000,
}
PLAN = acts.Plan("江城市滨江路排水管网改造工程", "2603-990100-04-01-101")


def play(stage: Stage, cast: Cast) -> tuple[Telling, acts.Played]:
    """This will play the life."""
    told = Telling("open-tender", TITLE, SUMMARY)
    told.scene("登记", "三家企业用自己的密钥签名登记。中心核验机构，打电话核对密钥指纹后绑定。", at=stage.now)
    bidders = [admit_bidder(stage, cast, name) for name in PRICES]

    told.scene(
        "编制与复核", "招标经办人编制公告和文件，四位保管人签署密钥卡。经办人送第二人复核，通过后交中心。", at=stage.now
    )
    played = acts.draft(stage, cast, PLAN)
    acts.review(stage, played)

    acts.wait_for_issue(stage, played)
    told.scene("发布", "每条规则都符合，公告发布。事实里有文件的哈希、开标密钥和规则库的摘要。", at=stage.now)
    acts.publish(stage, played)

    stage.set(acts.deadline_of(played).replace(hour=8, minute=30))
    told.scene(
        "密封与递交", "投标人各自密封，递交时无须登录，签名就是身份。日志里只多了三个 32 字节的叶子。", at=stage.now
    )
    for bidder, price in zip(bidders, PRICES.values(), strict=True):
        acts.hand_in(stage, played, bidder, acts.seal(played, bidder, price_fen=price))
        stage.forward(minutes=7)

    stage.set(acts.deadline_of(played))
    told.scene(
        "截止", "到截止那一秒，时间表封存清单：加盐的默克尔根先进日志，见证方签名后，才公布投标人。", at=stage.now
    )
    acts.run_clock(stage)

    stage.forward(minutes=2)
    told.scene("交出密钥", "监督组和交易组各有一位保管人核对检查点和清单后交出份额。", at=stage.now)
    for group in ("supervision", "trade"):
        acts.release(stage, played, next(one for one in cast.guardians if one.group == group))
        stage.forward(seconds=40)

    told.scene("唱标与记录", "份额合成密钥，逐份拆封、核对、唱标。主持人签署开标记录。", at=stage.now)
    acts.run_clock(stage)
    acts.read_out(told, played)
    stage.forward(minutes=5)
    acts.record(stage, played)
    return told, played
