"""Risk points 36 to 45: candidates, objections, award, contract, fees and payments."""

from qinglian.domain.integrity.catalogue.point import Measure, RiskPoint
from qinglian.law.text import Text

# fmt: off
AWARD: tuple[RiskPoint, ...] = (
    RiskPoint(
        "R36", "publicity", "medium", Text("招标经办人", "Tender officer"), "transaction",
        Text("评标结果|压着不公示", "Candidates held back"),
        Text(
            "评标结束后扣着报告不公示，私下找第一名谈条件，或者动员它放弃，给后面的让路。这几天里第一名送来一纸放弃书，理由只有一句话。",
            "The report is held back while somebody bargains with the first or talks it into giving up for the next. In those days a letter of one sentence comes from the first, giving up.",
        ),
        Measure(
            Text("收到评标报告 3 日内公示；第 2 日仍未公示的，中心书面催办并抄送监督部门", "Candidates are published within 3 days of the report; on the second day the centre urges in writing, with a copy to the authority"),
            Text("招标人公示，交易管理科催办", "The tenderer publishes, the transaction section urges"),
            Text("每个标段评标结束后", "After each evaluation"),
            Text("评标结束与公示的时间、催办函", "The times of end and publication, the letter"),
            watch="candidates_late",
        ),
        ("REG 54", "ZTB 43"),
    ),
    RiskPoint(
        "R37", "publicity", "medium", Text("招标复核人", "Tender reviewer"), "transaction",
        Text("公示未满|抢先定标", "Awarding before the period ends"),
        Text(
            "公示选在节假日，三天里没有人上班；或者期限没到就发中标通知，等别家提异议时结果已成定局。中标通知书落款日期早于公示截止日。",
            "The period is laid into holidays when nobody works, or the award notice leaves before its end, and objections come too late. The award notice is dated before the period's end.",
        ),
        Measure(
            Text("公示不少于 3 日，期末遇假日顺延；期满且没有待答复异议，才开放定标", "At least 3 days, an end on a holiday moves on; the award opens only after the end and with no objection waiting"),
            Text("平台控制，定标由另一人办理", "The platform holds it, and a second person awards"),
            Text("每次公示和定标", "At each publication and award"),
            Text("公示起止时间、定标时间、公示期内的工作日数", "Beginning, end and award, the number of working days between"),
            watch="publicity_kept",
        ),
        ("REG 54", "ZTB 40"),
    ),
    RiskPoint(
        "R38", "publicity", "medium", Text("招标经办人", "Tender officer"), "supervision",
        Text("收到异议|压而不答", "Objections left unanswered"),
        Text(
            "收到异议不登记、不答复，只打电话劝撤；答复用套话绕开要害，把提出人的身份透给被异议的企业。撤回书的格式、用语几件如出一辙。",
            "The objection is neither entered nor answered, only talked down by phone; the reply evades the point, and the objector's name reaches the other side. Several letters of withdrawal have the same form and words.",
        ),
        Measure(
            Text("异议在平台提出即计时并暂停定标，招标人 3 日内书面答复；剩 24 小时由监督检查科督办", "An objection starts the clock and stops the award, the tenderer answers in writing within 3 days; with 24 hours left the supervision section steps in"),
            Text("招标人答复，监督检查科督办", "The tenderer answers, the supervision section presses"),
            Text("每件异议", "For each objection to the candidates"),
            Text("提出、答复、撤回的事实与时间，督办单", "The facts and times of raising, answering, withdrawing; the reminder"),
            watch="objections_late",
        ),
        ("REG 54", "REG 60", "O11"),
    ),
    RiskPoint(
        "R39", "publicity", "low", Text("招标经办人", "Tender officer"), "transaction",
        Text("公示内容|缺项走样", "Published candidates with gaps"),
        Text(
            "少公示项目负责人、工期，或者价格与报告差几位数，让人查不出业绩造假、无从提出异议。同一人的名字同时出现在别处在建工程的公示牌上。",
            "Project manager or period is left out, or the price differs from the report, so that false references cannot be found and no objection can be made. The manager's name stands on the board of another running site.",
        ),
        Measure(
            Text("公示由评标结果自动生成，人只补异议渠道；空缺栏发布前补齐", "The publication is made from the result, people add only where to object; gaps are filled before it goes out"),
            Text("招标经办人办理，中心核验员看一遍", "The officer does it, the verifier reads it once"),
            Text("每次公示前", "Before each publication of candidates"),
            Text("公示内容与评标结果的逐项对照", "Publication and result side by side, item by item"),
            watch="candidates_complete",
        ),
        ("REG 54", "O10 6"),
    ),
    RiskPoint(
        "R40", "award", "high", Text("招标复核人、招标人决策人", "Tender reviewer and who decides for the tenderer"), "supervision",
        Text("越过首位|另定他人", "The first passed over for another"),
        Text(
            "以“考察不合格”“主动放弃”为名越过第一名，放弃书是逼出来的，考察标准临时才定；递补的那家与决策人早有往来。考察人员名单、行程和结论日期互相对不上。",
            "The first is passed over as unfit or as having given up; the letter was forced, the standard made up on the day, and the next is an old acquaintance. Who inspected, when they travelled and when they concluded do not fit together.",
        ),
        Measure(
            Text("国有资金项目定排名第一的；越过的须属法定四种情形，附证据公开，监督部门向被越过的企业当面核实", "Where state funds dominate rank one wins; passing over needs one of the four causes with public evidence, and the authority asks the firm itself"),
            Text("招标人举证，行政监督部门核实", "The tenderer proves, the authority verifies"),
            Text("每次定标", "At each award"),
            Text("定标事实中的名次、事由、依据，核实笔录", "Rank, cause and evidence in the award's fact, the note of the talk"),
            watch="award_rank",
        ),
        ("REG 55", "ZTB 40"),
    ),
    RiskPoint(
        "R41", "award", "medium", Text("招标人合同经办人", "The tenderer's contract officer"), "supervision",
        Text("合同内容|背离中标", "A contract that leaves the award behind"),
        Text(
            "低价中标后用补充协议涨价、延工期、减质量要求，另签一份“阴阳合同”；或者三十日拖着不签，逼中标人让利。结算价比中标价高出一大截，变更签证集中在一家。",
            "After a low price won, a side agreement raises it, stretches the period or lowers quality; or signing is delayed past thirty days until the winner gives way. The final account is far above the award, and variations gather with one firm.",
        ),
        Measure(
            Text("将备案合同与招标文件、中标文件逐条比对价款、工期、质量、项目负责人；超过 30 日未签的查明原因", "Price, period, quality and manager of the filed contract are compared with documents and bid, clause by clause; past 30 days the cause is found out"),
            Text("监督检查科，行政监督部门会同", "The supervision section together with the authority"),
            Text("每两周比对新签合同的三成", "Every two weeks, three in ten of the new contracts"),
            Text("比对表、补充协议清单、询问笔录", "The comparison, the list of side agreements, the note of the questioning"),
            every_days=14,
        ),
        ("ZTB 46", "REG 57"),
    ),
    RiskPoint(
        "R42", "award", "low", Text("招标经办人", "Tender officer"), "transaction",
        Text("落选通知|不说理由", "Losers told nothing"),
        Text(
            "只通知中标人，其余投标人从别处听说；问为什么落选，得到的是“评委打分，无可奉告”。同一场评标，有的企业三天后才在网上看到结果。",
            "Only the winner is told; the others hear of it elsewhere, and asking why brings no answer. Some firms of one session read of the result on the web three days later.",
        ),
        Measure(
            Text("定标同时向每家未中标的发出通知，写明本单位与中标人的得分、价格和被否决的依据", "With the award each other bidder gets its own figures against the winner's and the ground of any rejection"),
            Text("平台发出，招标人负责", "The platform sends, the tenderer answers for it"),
            Text("每次定标当日", "On the day of each award"),
            Text("中标通知书、落选通知的份数与内容", "The award notice, number and content of the others"),
            watch="rejections_sent",
        ),
        ("ZTB 45",),
    ),
    RiskPoint(
        "R43", "payment", "high", Text("财务科收费人员", "Cashiers of the finance section"), "finance",
        Text("收支混同|账外设账", "Income kept outside the books"),
        Text(
            "把服务费、场地费收进个人二维码或者下属协会账户，不开票、不入账，攒成小金库发福利、请吃喝。交易台账里的场次比入账的场地费多。",
            "Fees for services and rooms go to a private payment code or an association's account, without receipt or entry, and become a slush fund for gifts and dinners. The list of sessions is longer than the list of room fees.",
        ),
        Measure(
            Text("收入全部进财政专户，收费项目和标准公示；银行流水、票据、交易台账三方核对，差一分也要查清", "All income goes to the treasury's account, fees are public; bank statements, receipts and the list of deals are compared three ways to the last fen"),
            Text("财务科自查，监督检查科会同审计人员复核", "The finance section, then the supervision section with an auditor"),
            Text("每月核对一次", "Compared once a month"),
            Text("三方核对表、银行对账单、差异说明", "The three-way sheet, bank statements, explanations of differences"),
            every_days=31,
        ),
        ("REG 5", "ACL"),
    ),
    RiskPoint(
        "R44", "payment", "medium", Text("财务科退款人员", "Refund clerks of the finance section"), "finance",
        Text("保证金退还|拖延截留", "Bid security returned late or short"),
        Text(
            "合同签了保证金迟迟不退，经办人暗示“表示一下才好办”；利息少算，或者退到别家账户套取资金。同一天签的合同，退款时间相差几个星期；收款户名与缴款户名不同。",
            "The contract is signed and the security does not come back until somebody shows gratitude; interest is cut short, or the money goes to another account. Contracts of one day are refunded weeks apart, and the payee is not who had paid.",
        ),
        Measure(
            Text("列出已签合同、已撤回投标的应退清单，5 日内原路退回并付同期存款利息；逐笔核对到账账户", "A list of what is due after contracts and withdrawals; within 5 days it goes back the way it came, with interest, and each account is compared"),
            Text("财务科退款，另一名会计复核", "The finance section pays, another accountant checks"),
            Text("每周清理一次", "Cleared once a week"),
            Text("应退清单、银行回单、利息计算表", "The list of dues, bank slips, the reckoning of interest"),
            every_days=7,
        ),
        ("REG 35", "REG 57"),
    ),
    RiskPoint(
        "R45", "payment", "low", Text("专家费经办人", "Clerk for experts' fees"), "finance",
        Text("专家劳务费|虚报多领", "Experts' fees claimed too high"),
        Text(
            "把两小时的评标报成一整天，给没来的、中途退出的人也造册领钱，差额私分。领款表上的时长与门禁、签到时间对不上。",
            "Two hours become a day, those who never came or left are paid too, and the difference is shared. The hours on the pay sheet do not fit gates and sign-in.",
        ),
        Measure(
            Text("劳务费由平台按签到和结束时间、公布的标准计算，超过两个半天的由科长说明", "The platform reckons the fee from sign-in, end and the public rate; more than two half days are explained by the head"),
            Text("专家管理科提供时长，财务科发放", "The expert section gives the hours, the finance section pays"),
            Text("每次评标结束", "At the end of each session"),
            Text("签到与结束的时间、费用计算行、付款回单", "Times of sign-in and end, the row of the reckoning, the bank slip"),
            watch="expert_fees",
        ),
        ("GBF", "PLT"),
    ),
)
# fmt: on
