"""An objection to the candidates is upheld: rank one is passed over for a cause that the law lists."""

from typing import Any

from qinglian.law.text import Text
from tests.stories import acts, acts_award, acts_draw, acts_evaluation
from tests.stories.cast import Cast, admit_bidder
from tests.stories.stage import Stage
from tests.stories.telling import Telling

TITLE = Text("异议成立：第一名落选", "An objection upheld: rank one is passed over")
SUMMARY = Text(
    "公示期间，第二名指出第一名的业绩证明是假的。招标人核实后认定成立，监督部门查实后解除暂停；第一名因违法行为被越过，事由和依据写进日志。",
    "During publicity rank two shows that a reference of rank one is forged. The tenderer upholds the objection, the supervisor lifts the hold "
    "after its inquiry, and rank one is passed over for an unlawful act: cause and evidence stand in the log.",
)
PRICES = {"江城纸塔电器有限公司": 288_400_000, "江城铁证电器有限公司": 290_900_000, "江城旁观电器有限公司": 291_700_000}
PLAN = acts.Plan(
    "江城市图书馆阅览设备采购",
    "2603-990100-04-01-109",
    kind="goods",
    section="采购",
    estimate_fen=302 * acts.WAN,
    cap_fen=298 * acts.WAN,
    security_fen=5 * acts.WAN,
)
OBJECTION = "第一中标候选人提交的供货合同，对方单位书面确认从未签订。"
ANSWER = "已向合同所列单位核实，该合同不存在。异议成立，已报告行政监督部门。"
EVIDENCE = "合同所列单位的书面证明；监督部门查处决定。"


def play(stage: Stage, cast: Cast) -> tuple[Telling, acts.Played]:
    """This will play the life."""
    told = Telling("objection-upheld", TITLE, SUMMARY)
    bidders = [admit_bidder(stage, cast, name) for name in PRICES]
    told.scene("从公告到评标", "三家投标，开标、抽取专家、评标，依次进行。", at=stage.now)
    played = acts.put_out(stage, cast, PLAN)
    stage.set(acts.deadline_of(played).replace(hour=8, minute=0))
    for bidder, price in zip(bidders, PRICES.values(), strict=True):
        acts.hand_in(stage, played, bidder, acts.seal(played, bidder, price_fen=price))
    acts.open_all(stage, cast, played)
    acts.record(stage, played)
    draw = acts_draw.complete(stage, cast, played, kind="goods")
    stage.set(stage.now.replace(hour=14, minute=30))
    acts_evaluation.finish(stage, cast, draw)

    stage.forward(days=1)
    told.scene("公示", "招标人公示中标候选人。", at=stage.now)
    shown = acts_award.announce(stage, played)
    told.table(
        ("排名", "中标候选人", "得分"), [(row["rank"], row["name"], row["total"]) for row in shown["candidates"]]
    )
    _objected(stage, cast, told, played)
    return told, played


def _objected(stage: Stage, cast: Cast, told: Telling, played: acts.Played) -> None:
    second = list(PRICES)[1]
    stage.forward(hours=20)
    told.scene("异议成立", "第二名用签名提出异议，招标人核实后认定成立。招标活动仍然暂停。", at=stage.now)
    number = acts_award.object_to(stage, played, cast.bidders[second], OBJECTION)
    stage.forward(hours=22)
    acts_award.answer(stage, played, number, words=ANSWER, upheld=True)
    acts_award.wait_until_over(stage, played)
    passing: dict[str, Any] = {"number": 2, "cause": "unlawful_act", "evidence": EVIDENCE}
    told.refusal(acts.refused(lambda: acts_award.award(stage, played, **passing)))

    stage.forward(days=2)
    told.scene("查处之后", "监督部门查实后解除暂停。招标人的第二人想直接定第二名，不写事由，被拒绝。", at=stage.now)
    acts_award.lift_hold(stage, played)
    told.refusal(acts.refused(lambda: acts_award.award(stage, played, number=2)))

    told.scene("定标", "写明法定事由和依据后，第二名中标。", at=stage.now)
    acts_award.award(stage, played, **passing)
    stage.forward(minutes=1)
    acts_award.disclose(stage)
