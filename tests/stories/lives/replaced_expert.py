"""An expert falls ill during the evaluation and is replaced by the next of the same ranking; a bid is rejected."""

from qinglian.law.text import Text
from tests.stories import acts, acts_award, acts_draw, acts_evaluation
from tests.stories.cast import Cast, admit_bidder
from tests.stories.stage import Stage
from tests.stories.telling import Telling

TITLE = Text("评委突发疾病：由同一排名的下一位接替", "An expert falls ill: the next of the same ranking takes over")
SUMMARY = Text(
    "初步评审中一位专家突发疾病。其评分表作废，通知同一排名中的下一位，全部重新评审；没有人挑选接替者。一份投标被过半数评委否决，写明依据。",
    "During the preliminary review an expert falls ill. The sheet is void, the next of the same ranking is called and reviews everything "
    "anew; nobody chooses who. More than half of the members reject one bid and state their evidence.",
)
PRICES = {
    "江城石磨建设有限公司": 561_300_000,
    "江城竹桥建工有限公司": 556_800_000,
    "江城麦浪市政有限公司": 563_900_000,
    "江城空印工程有限公司": 549_000_000,
}
PLAN = acts.Plan(
    "江城市第五小学教学楼加固工程",
    "2603-990100-04-01-108",
    estimate_fen=590 * acts.WAN,
    cap_fen=580 * acts.WAN,
    security_fen=11 * acts.WAN,
)
AGAINST = ("not_sealed_or_signed", "投标函没有盖章，也没有负责人签字。")


def play(stage: Stage, cast: Cast) -> tuple[Telling, acts.Played]:
    """This will play the life."""
    told = Telling("replaced-expert", TITLE, SUMMARY)
    bidders = [admit_bidder(stage, cast, name) for name in PRICES]
    told.scene("投标与开标", "四家投标，依法开标、签署记录。", at=stage.now)
    played = acts.put_out(stage, cast, PLAN)
    stage.set(acts.deadline_of(played).replace(hour=8, minute=0))
    for bidder, price in zip(bidders, PRICES.values(), strict=True):
        acts.hand_in(stage, played, bidder, acts.seal(played, bidder, price_fen=price))
    acts.open_all(stage, cast, played)
    acts.read_out(told, played)
    acts.record(stage, played)

    stage.forward(minutes=20)
    told.scene("抽取", "申请五位专家，核对名册，三方公开种子，通知程序逐位通知。", at=stage.now)
    draw = acts_draw.complete(stage, cast, played)

    table = _seated(stage, cast, told, draw)
    _replaced(stage, told, table, draw)
    _ended(stage, told, table)
    return told, played


def _seated(stage: Stage, cast: Cast, told: Telling, draw: acts_draw.Draw) -> acts_evaluation.Table:
    stage.set(stage.now.replace(hour=14, minute=30))
    told.scene("入席", "文件解开，五位专家入席，推选组长，开始初步评审。", at=stage.now)
    table = acts_evaluation.open_session(stage, draw.played)
    acts_evaluation.unseal(stage, cast, table)
    acts_evaluation.seat_everybody(stage, table, draw)
    acts_evaluation.start(stage, table)
    table.against = {list(PRICES)[3]: AGAINST}
    return table


def _replaced(stage: Stage, told: Telling, table: acts_evaluation.Table, draw: acts_draw.Draw) -> None:
    stage.forward(minutes=25)
    told.scene(
        "突发疾病",
        "四号席位签署初步评审表后突发疾病。主持人写明理由更换：评分表作废，通知排名中的下一位。",
        at=stage.now,
    )
    acts_evaluation.lock_one(stage, table, 4)
    acts_evaluation.replace(stage, table, draw, seat=4, reason="突发疾病，已送医。")

    stage.forward(minutes=8)
    told.scene("等人到齐", "其余四位签署完毕，评审不会往下走：要等接替的专家。", at=stage.now)
    acts_evaluation.lock_all(stage, table)
    told.table(("在座席位", "已签署", "阶段"), [(len(table.seats), table.shown["locked"], "初步评审")])

    stage.forward(minutes=5)
    told.scene("接替", "接替的专家入席六号席位，从头评审。", at=stage.now)
    acts_evaluation.succeed(stage, table, draw)
    acts_evaluation.score(stage, table)


def _ended(stage: Stage, told: Telling, table: acts_evaluation.Table) -> None:
    told.scene("报告", "一份投标被否决，其余三份排名。评委逐一签署。", at=stage.now)
    result = acts_evaluation.make_report(stage, table)
    acts_evaluation.sign_all(stage, table)
    told.table(("排名", "序号", "得分"), [(row["rank"], row["number"], row["total"]) for row in result["ranking"]])

    stage.forward(days=1)
    told.scene("公示与定标", "公示三日，无异议，排名第一的中标；更换的经过随评标情况一并公开。", at=stage.now)
    acts_award.play_out(stage, table.played)
