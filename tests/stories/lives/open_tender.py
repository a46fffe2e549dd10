"""An open tender from registration to the award."""

from qinglian.law.evaluation.terms import default_terms
from qinglian.law.text import Text
from tests.stories import acts, acts_award, acts_draw, acts_evaluation, acts_seeds
from tests.stories.cast import Cast, admit_bidder
from tests.stories.stage import Stage
from tests.stories.telling import Telling

TITLE = Text("公开招标：从公告到中标，步步可核验", "An open tender, from notice to award, checkable at every step")
SUMMARY = Text(
    "三家投标人在自己的机器上密封报价；截止那一秒清单写入日志；监督组和交易组各交出一份密钥，唱标、签署记录。"
    "三方的种子抽出专家，谁也不知道抽中了谁；评委在席位上签署评分，结果由评分算出；公示、答复异议、定标之后，名单和评分表公开，任何人都能重算。",
    "Three bidders seal their prices on their own machines; at the second of the deadline the list is fixed in the log; one guardian of "
    "each group releases; the bids are read out and the record is signed. The seeds of three parties draw experts whom nobody can name; "
    "members sign their sheets at their seats, and the result follows from them. After publicity, an answered objection and the award, "
    "names and sheets are disclosed, and anyone can recompute it all.",
)
PRICES = {
    "江城云帆建设有限公司": 1_698_400_000,
    "江城青石建工有限公司": 1_712_050_000,
    "江城楚岸市政工程有限公司": 1_705_900_000,
}
_TERMS = default_terms("comprehensive_scoring", "works")
_DRAWN = {"formula": "mean_times_k", "parameters": {"k_low": "95.00", "k_high": "98.00", "k_step": "0.50"}}
PLAN = acts.Plan(
    "江城市滨江路排水管网改造工程",
    "2603-990100-04-01-101",
    evaluation=_TERMS | {"price": _TERMS["price"] | _DRAWN},
)
DISSENT = "三号投标的进度计划未说明汛期措施，建议扣分更多。"
OBJECTION = "第一中标候选人的项目负责人在另一工程任职，请核实。"
ANSWER = "已向该工程建设单位核实：该负责人上月已解除任职，备案可查。异议不成立。"


def play(stage: Stage, cast: Cast) -> tuple[Telling, acts.Played]:
    """This will play the life up to the award."""
    told, played = play_opening(stage, cast)
    draw = _draw(stage, cast, told, played)
    _evaluate(stage, cast, told, draw)
    _award(stage, cast, told, played)
    return told, played


def play_opening(stage: Stage, cast: Cast) -> tuple[Telling, acts.Played]:
    """This will play up to the signed opening record."""
    told = Telling("open-tender", TITLE, SUMMARY)
    told.scene("登记", "三家企业用自己的密钥签名登记。中心核验机构，打电话核对密钥指纹后绑定。", at=stage.now)
    bidders = [admit_bidder(stage, cast, name) for name in PRICES]

    told.scene(
        "编制与复核",
        "招标经办人编制公告、文件和评标办法，四位保管人签署密钥卡。经办人送第二人复核，通过后交中心。"
        "基准价系数由抽取决定：招标人和中心各承诺一个种子，存底放在保管人处。",
        at=stage.now,
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

    told.scene("系数", "招标人和中心公开种子，合成的种子定出基准价系数，不能事先知道，也不能事后更改。", at=stage.now)
    acts_seeds.reveal(stage, played.code, played.section, purpose="coefficient", scope=played.opening)
    return told, played


def _draw(stage: Stage, cast: Cast, told: Telling, played: acts.Played) -> acts_draw.Draw:
    told.scene(
        "申请专家",
        "评标委员会五人：专家四人，招标人代表一人。通知程序给库中每位专家加盐成叶，名册的根先进日志；名字只有监督组能解开。",
        at=stage.now,
    )
    draw = acts_draw.request(stage, played, at=stage.now.replace(hour=14, minute=0), representatives=1)
    acts_draw.notify(stage)

    stage.forward(minutes=10)
    told.scene("核对名册", "监督组的保管人解开名册，与专家库逐人核对后签署；随后固定回避名单。", at=stage.now)
    size = acts_draw.approve_roster(stage, draw, cast.guardians[0])
    acts_draw.notify(stage)
    told.table(("名册人数", "回避人数"), [(size, draw.shown["exclusion_count"])])

    stage.forward(minutes=5)
    told.scene(
        "抽取",
        "招标人、中心、监督部门先承诺，再公开种子。排名由种子算出，通知程序打电话、发短信，不说项目名称。",
        at=stage.now,
    )
    acts_draw.make(stage, draw)

    stage.forward(minutes=4)
    told.scene(
        "答复",
        "两位参加，一位不能参加，一位没有答复。缺一位，通知排名中的下一位；三十分钟不答复的，也通知下一位。",
        at=stage.now,
    )
    _answers(stage, draw)
    states = [acts_draw.call_of(stage, one)["state"] for one in draw.credentials]
    words = {"accepted": "参加", "declined": "不能参加", "silent": "没有答复"}
    told.table(("答复", "人数"), [(words[state], states.count(state)) for state in words])
    return draw


def _answers(stage: Stage, draw: acts_draw.Draw) -> None:
    """The first two accept, the third declines, the fourth keeps silent; whoever is called instead accepts."""
    first, second, third, _silent = draw.credentials
    for credential in (first, second):
        acts_draw.answer(stage, credential, "accept")
    acts_draw.answer(stage, third, "decline")
    acts_draw.notify(stage, draw)
    stage.forward(minutes=3)
    acts_draw.answer(stage, draw.credentials[-1], "accept")
    stage.forward(minutes=9)
    acts_draw.notify(stage, draw)  # the second try, after half of the time
    stage.forward(minutes=15)
    acts.run_clock(stage)
    acts_draw.notify(stage, draw)
    stage.forward(minutes=2)
    acts_draw.accept_all(stage, draw)


def _evaluate(stage: Stage, cast: Cast, told: Telling, draw: acts_draw.Draw) -> None:
    stage.set(stage.now.replace(hour=13, minute=40))
    told.scene(
        "评标开始", "主持人开启评标。两组各一位保管人把商务、技术文件的密钥只交给这次评标，文件解开。", at=stage.now
    )
    table = acts_evaluation.open_session(stage, draw.played)
    acts_evaluation.unseal(stage, cast, table)

    stage.set(stage.now.replace(hour=14, minute=0))
    told.scene(
        "入席",
        "专家凭短信里的凭证、招标人代表凭招标人给的凭证入席，各在自己的机器上生成密钥；主持人核对证件，推选组长。",
        at=stage.now,
    )
    acts_evaluation.seat_everybody(stage, table, draw, representative="方敏")
    acts_evaluation.start(stage, table)

    stage.forward(minutes=20)
    told.scene(
        "评审",
        "先初步评审，再评技术暗标，最后评商务。评委看不到别人的分；评分表签署后不能改，齐了才进入下一步。",
        at=stage.now,
    )
    acts_evaluation.score(stage, table)

    stage.forward(minutes=10)
    told.scene("报告", "结果由评分表、报价和系数算出。评委逐一签署，一位写明不同意见。", at=stage.now)
    result = acts_evaluation.make_report(stage, table)
    acts_evaluation.sign_all(stage, table, dissents={3: DISSENT})
    told.table(("排名", "序号", "得分"), [(row["rank"], row["number"], row["total"]) for row in result["ranking"]])


def _award(stage: Stage, cast: Cast, told: Telling, played: acts.Played) -> None:
    stage.forward(days=1)
    told.scene("公示", "招标人公示中标候选人，连同评标结果和报告。公示期三日，当日不算。", at=stage.now)
    shown = acts_award.announce(stage, played)
    told.table(
        ("排名", "中标候选人", "投标总价（元）", "得分"),
        [(row["rank"], row["name"], f"{row['price_fen'] / 100:,.2f}", row["total"]) for row in shown["candidates"]],
    )

    stage.forward(days=1)
    told.scene("异议", "第三名用签名提出异议。答复之前招标活动暂停，第二人这时定标会被拒绝。", at=stage.now)
    number = acts_award.object_to(stage, played, cast.bidders[shown["candidates"][2]["name"]], OBJECTION)
    told.refusal(acts.refused(lambda: acts_award.award(stage, played)))
    stage.forward(hours=20)
    told.scene("答复", "招标人核实后答复，异议和答复一并公开。", at=stage.now)
    acts_award.answer(stage, played, number, words=ANSWER)

    acts_award.wait_until_over(stage, played)
    told.scene("定标", "公示期满，招标人的第二人确定排名第一的候选人中标，中标通知和未中标说明同时发出。", at=stage.now)
    acts_award.award(stage, played)

    stage.forward(minutes=1)
    told.scene("公开", "结果已定：专家名单、回避名单、每一张评分表和每一次通知写入日志，任何人都能重算。", at=stage.now)
    acts_award.disclose(stage)
