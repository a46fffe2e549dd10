"""Attempts to cheat, by people who hold every post: each is refused with its rule and article."""

from qinglian.law.text import Text
from tests.stories import acts
from tests.stories.cast import Cast, admit_bidder
from tests.stories.stage import Stage
from tests.stories.telling import Telling

TITLE = Text("想走捷径的人", "People who look for a short cut")
SUMMARY = Text(
    "经办人想缩短投标时间、想自己复核自己；保管人想提前交出密钥；投标人想抄别人的文件。每一次都被拒绝或者败露，写明规则、条款和责任。",
    "An officer wants fewer days and to review the own notice; a guardian wants to release early; a bidder copies another's ciphertext. Each is refused or comes to light, with rule, article and fault.",
)
PLAN = acts.Plan(
    "江城市体育中心灯光采购",
    "2603-990100-04-01-107",
    kind="goods",
    section="采购",
    estimate_fen=300 * acts.WAN,
    cap_fen=296 * acts.WAN,
    security_fen=5 * acts.WAN,
    days=15,
)
HONEST = ("江城真心电器有限公司", "江城光明电器有限公司", "江城明珠电器有限公司")


def play(stage: Stage, cast: Cast) -> tuple[Telling, acts.Played]:
    """This will play the life."""
    told = Telling("attempts", TITLE, SUMMARY)
    told.scene("十五天太短", "经办人把截止定在发出文件后十五天，送第二人复核。", at=stage.now)
    played = acts.draft(stage, cast, PLAN)
    told.refusal(acts.refused(lambda: acts.review(stage, played)))

    acts.postpone(stage, played, days=8)
    told.scene("自己复核自己", "补足天数后，经办人想自己点“复核通过”。", at=stage.now)
    acts.submit(stage, played)
    told.refusal(acts.refused(lambda: acts.approve(stage, played, by="officer")))
    acts.approve(stage, played)
    acts.wait_for_issue(stage, played)
    acts.publish(stage, played)

    bidders = [admit_bidder(stage, cast, name) for name in HONEST]
    imitator = admit_bidder(stage, cast, "江城模仿电器有限公司")
    stage.forward(days=3)
    told.scene("再递一次别人的文件", "有人截到真心公司的文件，原样再递一次。", at=stage.now)
    package = acts.seal(played, bidders[0], price_fen=281_000_000)
    acts.hand_in(stage, played, bidders[0], package)
    told.refusal(acts.refused(lambda: acts.hand_in(stage, played, bidders[0], package)))

    told.scene("提前看一眼", "交易组的保管人想在截止前交出密钥。", at=stage.now)
    told.refusal(acts.refused(lambda: acts.release_early(stage, played, cast.guardians[2])))

    stage.set(acts.deadline_of(played))
    stage.forward(hours=-1)
    told.scene(
        "抄别人的密文",
        "模仿公司把真心公司的密文换上自己的清单和签名递交。谁也看不见内容，平台照收，回执照给。",
        at=stage.now,
    )
    acts.hand_in(stage, played, imitator, acts.copied(package, imitator))
    for bidder in bidders[1:]:
        acts.hand_in(stage, played, bidder, acts.seal(played, bidder, price_fen=284_500_000))

    told.scene("开标", "密文里写着真正的投标人。抄来的一份打开就败露，责任在模仿公司。", at=stage.now)
    acts.open_all(stage, cast, played)
    stage.forward(minutes=31)
    acts.run_clock(stage)
    acts.read_out(told, played)
    acts.record(stage, played)
    return told, played
