"""Risk points 24 to 35: the draw of experts and the evaluation."""

from qinglian.domain.integrity.catalogue.point import Measure, RiskPoint
from qinglian.law.text import Text

# fmt: off
EVALUATION: tuple[RiskPoint, ...] = (
    RiskPoint(
        "R24", "draw", "high", Text("专家库管理员、通知岗位", "Keeper of the register and the notifier's operator"), "expert",
        Text("专家名单|提前打听", "The experts' names found out early"),
        Text(
            "受人之托去查抽中了谁，把姓名电话递给投标人；评标前夜就有人登门送礼、打招呼。后台留下查询被拒的记录，时间正好在有人请托之后。",
            "Somebody looks up who was drawn, as a favour, and passes names and numbers to a bidder; on the eve gifts and words arrive at the door. The system holds a refused look-up just after somebody asked the favour.",
        ),
        Measure(
            Text("名单加密封存，结果确定前谁都查不到；每次查询尝试都记入公开日志，由监督人员当日问清缘由", "Names are sealed and nobody can read them before the result; each attempt enters the public log, and a supervisor asks the reason the same day"),
            Text("平台封存，监督检查科追问", "The platform seals, the supervision section asks"),
            Text("抽取以后、结果确定以前全程", "From the draw until the result"),
            Text("查询被拒的事实、询问笔录、公开名单的时间", "The facts of refused look-ups, the note of the questioning, when the names came out"),
            watch="names_sought",
        ),
        ("ZTB 37", "REG 46"),
    ),
    RiskPoint(
        "R25", "draw", "high", Text("招标复核人", "Tender reviewer"), "expert",
        Text("反复抽取|直到合意", "Drawing again until it suits"),
        Text(
            "抽出来的人不合意，就借口时间改期、专业有误放弃重抽，抽到熟人为止；放弃理由千篇一律，次数不往外说。",
            "When the draw does not suit, it is abandoned for a changed hour or a wrong speciality, and repeated until friends come up; the reasons are all alike, and nobody tells how often.",
        ),
        Measure(
            Text("每次申请连号公开，放弃须写明事实理由；同一标段第二次放弃由监督部门到场查明", "Requests are numbered and public, giving one up states its facts; a second time in one section the authority comes and looks into it"),
            Text("专家管理科登记，行政监督部门查明", "The expert section enters it, the authority inquires"),
            Text("每放弃一次抽取", "Whenever a draw is given up"),
            Text("申请编号、放弃理由、查明结论", "The request's number, the reason, the finding"),
            watch="draws_repeated",
        ),
        ("ZTB 37", "REG 46"),
    ),
    RiskPoint(
        "R26", "draw", "medium", Text("参与抽取的各方", "The parties of the draw"), "information",
        Text("抽取种子|暗做手脚", "Tampering with the seeds"),
        Text(
            "最后公开种子的一方先算出结果，不合意就谎称种子丢了，逼着作废重来；或者事后换一个种子，抽取就成了指定。不公开种子的总是同一方，借口总是设备故障。",
            "The last to reveal works out the result first, and when it does not suit says the seed is lost to have the draw void; or puts another seed in its place, and the draw becomes an appointment. It is always the same party that does not reveal, and always the machine's fault.",
        ),
        Measure(
            Text("各方先承诺并把种子存给保管人，不公开的由保管人从存底打开；任何人可以用公开的种子重算", "Parties commit and deposit their seeds with guardians, who open the deposit of whoever does not reveal; anybody recomputes the draw"),
            Text("招标人、交易中心、监督部门各出一方，密钥保管人兜底", "Tenderer, centre and authority take part, guardians stand behind them"),
            Text("每次抽取专家、抽取系数", "At each draw of experts or of a coefficient"),
            Text("承诺、公开、存底份额的事实和重算结果", "The facts of commitment, revelation and shares, the recomputed result"),
            watch="seeds_revealed",
        ),
        ("REG 46", "ZTB 40"),
    ),
    RiskPoint(
        "R27", "draw", "medium", Text("专家库管理员", "Keeper of the register"), "expert",
        Text("抽取名册|临时塞人", "Names slipped into the roster"),
        Text(
            "抽取前一天把几名“自己人”突击入库，或者用空挂姓名占位，抽中的机会大增；过后再悄悄清出。这几个人的入库材料同一天、同一人经手，抽取前后各变动一次。",
            "On the eve a few friends are let into the register, or empty names stand in it, so that the chances rise; afterwards they quietly leave. Their papers went through one hand on one day, and changed again after the draw.",
        ),
        Measure(
            Text("名册固定后由监督组保管人对照专家库逐一核对；名册固定前一天入库的专家另行说明来历", "Once fixed, the roster is compared with the register by a guardian of the supervision group; experts admitted the day before are accounted for"),
            Text("监督组密钥保管人核对，专家管理科说明", "A guardian of the supervision group compares, the expert section explains"),
            Text("每次固定名册", "Each time a roster is fixed"),
            Text("名册根、核对签名、入库事实的时间", "The roster's root, the signed approval, the times of admission"),
            watch="roster_changes",
        ),
        ("REG 45", "REG 46", "O26"),
    ),
    RiskPoint(
        "R28", "draw", "low", Text("评标专家", "Evaluation experts"), "expert",
        Text("应当回避|隐瞒不报", "An interest not declared"),
        Text(
            "专家在投标人处兼职、持股，或者三年内刚离职，登记时不填；抽中后照样来评，被认出来才说回避。社保缴费单位、工商股东名单里查得到这层关系。",
            "An expert works for a bidder, holds its shares, or left it within three years, and never entered it; drawn, it comes to evaluate until somebody recognises it. Social insurance and the list of shareholders show the tie.",
        ),
        Measure(
            Text("专家利害关系每季度更新，抽取前与投标人比对排除；临场回避的记入履职档案并补登关系", "Interests are renewed each quarter and compared with the bidders before the draw; a recusal at the seat goes on file and into the register"),
            Text("专家本人申报，专家管理科比对", "The experts declare, the expert section compares"),
            Text("每次抽取", "At each draw"),
            Text("回避名单的根和人数、临场回避的事实", "Root and number of the exclusions, the facts of late recusals"),
            watch="late_recusals",
        ),
        ("ZTB 37", "REG 46", "O12 12"),
    ),
    RiskPoint(
        "R29", "evaluation", "high", Text("开标主持人", "Opening host"), "expert",
        Text("评委身份|冒名顶替", "Somebody else sits in for an expert"),
        Text(
            "专家把通知里的凭证转给别人，由他人代坐席位；主持人不看证件就放行，评标意见出自没有资格的人。录像里的人与库中照片不是一人，签名笔迹也不同。",
            "An expert hands its credential to another who takes the seat; the host looks at no document, and opinions come from somebody without standing. The person on the recording is not the one of the register's photograph.",
        ),
        Measure(
            Text("签到后由主持人逐席比对人与证件，没有比对的席位不得评分", "After sign-in the host compares person and document at each seat; an unchecked seat may not score"),
            Text("开标主持人，专家管理科抽看录像", "The host; the expert section looks at the recording now and then"),
            Text("每次评标，每个席位", "For each seat of each session"),
            Text("签到和核对身份的事实、席位录像", "The facts of sign-in and check, the seat's recording"),
            watch="identities_checked",
        ),
        ("ZTB 37", "REG 46", "O26 7"),
    ),
    RiskPoint(
        "R30", "evaluation", "high", Text("评标现场服务人员", "Staff at the evaluation"), "supervision",
        Text("评标现场|私下接触", "Private contact during the evaluation"),
        Text(
            "招标人代表在席间暗示偏好，工作人员借送水送资料带话，评委用手机与外面联系；同一时段通道有无关人员进出。",
            "The tenderer's representative hints at a preference, staff carry words with the tea, a member phones; strangers pass the corridor meanwhile.",
        ),
        Measure(
            Text("评标区封闭、通讯工具集中存放；抽查门禁、录音录像和存放登记，查出接触的当场终止并上报", "The area is closed and phones are kept outside; gates, recordings and the phone book are sampled, and contact found stops the session and is reported"),
            Text("监督检查科两人一组，办公室保卫配合", "Two of the supervision section, with the office's guards"),
            Text("每周抽查 2 场评标", "2 sessions a week"),
            Text("门禁记录、录像编号、存放登记、抽查笔录", "Gate records, numbers of recordings, the phone book, the note of the sample"),
            every_days=7,
        ),
        ("ZTB 38", "ZTB 44", "REG 49", "O26 21"),
    ),
    RiskPoint(
        "R31", "evaluation", "medium", Text("评标专家", "Evaluation experts"), "expert",
        Text("打分异常|畸高畸低", "Scores far too high or too low"),
        Text(
            "收了好处的评委给一家打满分、给其余压低，凭一人之力改变名次；说明栏只写“综合考虑”。撤掉这一席的分，第一名就换人。",
            "A bribed member gives one bid full marks and presses the others down until the ranking turns; its reason reads “all considered”. Without that seat's scores another bid comes first.",
        ),
        Measure(
            Text("明显偏离的打分由组长提请本人核对并写明理由；评标后按次数纳入专家考核，集中偏向一家的移送", "The chair asks the member to check a far score and give its reasons; afterwards they count in the assessment, and a pattern for one bidder is referred"),
            Text("评标组长提请，专家管理科考核", "The chair asks, the expert section assesses"),
            Text("每次汇总评分", "At each summing up"),
            Text("偏离提示、书面理由、考核记录", "The notice of deviation, the written reasons, the assessment"),
            watch="outliers",
        ),
        ("ZTB 44", "REG 49", "REG 71"),
    ),
    RiskPoint(
        "R32", "evaluation", "medium", Text("开标主持人", "Opening host"), "expert",
        Text("评委更换|借机换票", "Members changed to change votes"),
        Text(
            "看到评审走向不利，就说某位专家身体不适或者应当回避，换一个听招呼的；原来的意见仍悄悄算进去。换人时评分已近尾声，前后两人的倾向正相反。",
            "When the review goes the wrong way a member is said to be ill or to have an interest, and a more obedient one comes; the old opinion still counts on the quiet. The change comes near the end, and the two lean opposite ways.",
        ),
        Measure(
            Text("只因法定事由更换，按原抽取顺序递补，原意见作废、重新评审；更换理由当日报监督部门", "Members are changed for lawful reasons alone, the next of the same ranking follows, old opinions are void; the reason goes to the authority that day"),
            Text("开标主持人报告，行政监督人员核实", "The host reports, a supervising officer verifies"),
            Text("每更换一人", "For each member replaced"),
            Text("更换理由、递补顺序、作废的评分表", "The reason, the order of succession, the void sheets"),
            watch="members_replaced",
        ),
        ("REG 48",),
    ),
    RiskPoint(
        "R33", "evaluation", "medium", Text("平台运维人员", "Platform operators"), "information",
        Text("锁定评分|事后篡改", "Locked scores altered"),
        Text(
            "评委签名以后，有人直接改数据库里的分数，名次随之改变；报告上的数与评委记得的不一样。数据库里的分数与签名文件验不上。",
            "After the signatures somebody alters scores in the database, and the ranking moves; the report differs from what members remember. The score in the database does not verify against the signed sheet.",
        ),
        Measure(
            Text("评分表由评委用席位密钥签名并写入日志，汇总前逐张验签；迟迟不锁定的由组长催办", "Sheets are signed by seat keys and entered in the log, each signature is checked before the sum; the chair urges whoever does not lock"),
            Text("平台验签，信息技术科值守", "The platform verifies, the information section stands by"),
            Text("每张评分表锁定时和汇总前", "At each locking, and before the sum"),
            Text("签名的评分表、日志中的承诺、验签结果", "Signed sheets, their leaves in the log, the outcome of verification"),
            watch="sheets_kept",
        ),
        ("ZTB 44", "REG 49", "ESL"),
    ),
    RiskPoint(
        "R34", "evaluation", "low", Text("评标专家", "Evaluation experts"), "expert",
        Text("不看文件|照抄打分", "Scoring without reading"),
        Text(
            "评委不翻投标文件，照着邻席或者招标人代表的眼色打分，几分钟就交卷；问起扣分理由说不上页码。系统里没有打开文件的记录，几位评委的小数点后两位都一样。",
            "A member leafs through nothing, scores after its neighbour or the representative's glance, and is done in minutes; asked for the page, it cannot say. No file was opened in the system, and several members agree to the second decimal.",
        ),
        Measure(
            Text("平台记下每席打开过的文件；没有看完就锁定的，组长提醒补看，考核时扣分", "The platform notes which files each seat opened; whoever locks without reading is reminded by the chair and loses points in the assessment"),
            Text("评标组长提醒，专家管理科考核", "The chair reminds, the expert section assesses"),
            Text("每次评标，每张评分表", "For each score sheet of each session"),
            Text("打开文件的事实、锁定时间、考核记录", "The facts of files opened, the time of locking, the assessment"),
            watch="files_viewed",
        ),
        ("REG 49", "REG 71"),
    ),
    RiskPoint(
        "R35", "evaluation", "low", Text("评标专家", "Evaluation experts"), "expert",
        Text("评标报告|拒签不言", "Reports neither signed nor opposed"),
        Text(
            "评委明知结论有问题，怕得罪人，既不签字也不写意见，让“视为同意”替自己过关；真实的分歧没有留在纸上。几次评标，同一位专家总在这一栏空着。",
            "A member knows that something is wrong, neither signs nor writes, and lets silence count as agreement; the true dissent is nowhere on paper. In session after session the same expert leaves that line empty.",
        ),
        Measure(
            Text("组长逐人询问并记录不同意见；有书面异议的报告由监督部门复看后再公示", "The chair asks each member and notes dissent; a report with written dissent is read by the authority before candidates are published"),
            Text("评标组长询问，行政监督人员复看", "The chair asks, a supervising officer reads"),
            Text("每份评标报告", "For each report"),
            Text("签名、书面异议、复看意见", "Signatures, written dissent, the reader's opinion"),
            watch="report_signatures",
        ),
        ("REG 53",),
    ),
)
# fmt: on
