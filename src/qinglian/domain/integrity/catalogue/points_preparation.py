"""Risk points 1 to 14: from the register to the last change before the deadline."""

from qinglian.domain.integrity.catalogue.point import Measure, RiskPoint
from qinglian.law.text import Text

# fmt: off
PREPARATION: tuple[RiskPoint, ...] = (
    RiskPoint(
        "R01", "registration", "high", Text("中心核验员", "Centre verifier"), "service",
        Text("密钥绑定|认人不实", "A key bound to the wrong hands"),
        Text(
            "冒用企业名义的人拿营业执照复印件来绑密钥，核验员不打核验过的电话、不对指纹就点绑定；此后冒名者可以替这家企业投标、撤标。留下的痕迹是比对方式与实际联系记录对不上。",
            "Somebody brings a copy of a firm's licence and gets a key bound, because the verifier neither calls the verified number nor compares the fingerprint; from then on the impostor can bid or withdraw for that firm. The trace: the stated comparison does not match the record of contacts.",
        ),
        Measure(
            Text("先核验机构再绑定密钥；指纹经核验过的电话逐组念对，保管人的密钥当面或者凭盖章确认书核对", "Verify the organisation before binding; read the fingerprint over the verified phone, and compare a guardian's key in person or with a stamped letter"),
            Text("中心核验员办理，受理服务科科长复核", "The verifier acts, the head of the registration section checks"),
            Text("每绑定一把密钥", "For each key that is bound"),
            Text("绑定事实里的比对方式、通话记录、密钥确认书", "The comparison named in the fact, the call record, the key letter"),
            watch="keys_bound",
        ),
        ("CTS A-012", "ESL 15"),
    ),
    RiskPoint(
        "R02", "registration", "medium", Text("中心核验员", "Centre verifier"), "service",
        Text("虚假材料|核验放行", "False papers waved through"),
        Text(
            "申报人用伪造的资质证书、借来的法定代表人身份证登记，核验员收了好处或者图省事，没有到信用公示系统查对就通过；事后查询，证书编号不存在或者属于别家。",
            "A filing rests on a forged certificate or a borrowed identity card; the verifier, paid or lazy, passes it without a look at the public credit register. Looked up later, the certificate number does not exist or belongs to somebody else.",
        ),
        Measure(
            Text("从上月核验通过的登记中随机抽 10 件，由另一人到信用公示系统和发证机关网站逐项查对", "Of last month's verified filings 10 are drawn at random, and another person looks up each entry in the public registers"),
            Text("监督检查科，被抽件的核验员回避", "The supervision section; the filing's own verifier stays out"),
            Text("每月一次", "Once a month"),
            Text("抽查清单、查询截图、不符项处理单", "The list drawn, screenshots of the look-ups, a slip for each mismatch"),
            every_days=31,
        ),
        ("ZTB 33", "REG 42", "CTS A-004"),
    ),
    RiskPoint(
        "R03", "registration", "low", Text("中心核验员", "Centre verifier"), "service",
        Text("登记申报|压件刁难", "Filings left lying to be asked for favours"),
        Text(
            "不说明缺什么，反复口头要求补材料，或者把申报压在待办里，等申报人托人打招呼；急着投标的企业因此误了截止时间。同一天的申报，后到的先办，先到的一等几天。",
            "The verifier never says what is missing, asks again and again by word of mouth, or leaves the filing until somebody puts in a word; a firm in a hurry misses its deadline. Of filings of one day the later is done first and the earlier waits for days.",
        ),
        Measure(
            Text("申报按先后办理，1 个工作日内核验；不通过的一次写清全部理由", "Filings are taken in their order and decided within 1 working day; a refusal states all reasons at once"),
            Text("中心核验员，超时件由科长当日接办", "The verifier; the head takes over late ones the same day"),
            Text("每件申报", "For each filing"),
            Text("申报、核验、退回三类事实的时间差，退回理由", "The time between the facts of filing, verifying and rejecting; the reasons given"),
            watch="filings_waiting",
        ),
        ("CTS A-005", "PYR 7"),
    ),
    RiskPoint(
        "R04", "notice", "high", Text("招标经办人", "Tender officer"), "supervision",
        Text("拆分项目|规避招标", "A project cut up to evade tendering"),
        Text(
            "把一个工程按季度、楼栋或者专业拆成几件，每件估算价压在限额以下，标为非必须招标后直接发包给熟人；几件的业主、地点、内容相连，合计金额早已过线。",
            "One work is cut by quarter, building or trade, each piece kept under the threshold and handed to a friend; owner, place and content hang together, and the sum is long past the line.",
        ),
        Measure(
            Text("同一投资项目的非必须招标件合并计算估算价，达到限额的退回，按必须招标办理", "Add up the pieces of one project that are called free of the duty; where they reach the threshold, send them back to be tendered"),
            Text("监督检查科", "The supervision section"),
            Text("每发布一份公告", "At each published notice"),
            Text("按投资项目统一代码汇总的估算价、退回意见、移送函", "Estimates summed by project code, the note of return, the letter of referral"),
            watch="tenders_split",
        ),
        ("ZTB 4", "REG 24", "O16 5"),
    ),
    RiskPoint(
        "R05", "notice", "high", Text("招标复核人", "Tender reviewer"), "transaction",
        Text("公告设置|排斥条款", "Terms in the notice that shut others out"),
        Text(
            "公告里要求本地注册、本地纳税、进入某名录，或者指定品牌，替内定的企业挡住别人；复核人看见扫描提示，不写理由照样通过。条款只有一家符合，同一代理机构的几份公告里反复出现。",
            "The notice asks for local registration, local tax, a place on some list, or a brand, and keeps others from the chosen firm; the reviewer sees the scan's findings and passes them without a reason. Only one firm fits, and the same phrase returns in notice after notice of one agency.",
        ),
        Measure(
            Text("发布前逐条回应平台扫描出的疑似排斥条款：删去，或者写明必要性；没有回应的退回", "Before publication each phrase that the scan found is struck out or justified in writing; without an answer the notice goes back"),
            Text("招标复核人回应，中心核验员把关", "The reviewer answers, the centre's verifier holds the gate"),
            Text("每份公告和每次修改", "Each notice and each change"),
            Text("扫描结果、复核意见、退回记录", "The scan's findings, the reviewer's opinion, notes of return"),
            watch="exclusive_terms",
        ),
        ("ZTB 18", "ZTB 20", "REG 32", "FCR 5"),
    ),
    RiskPoint(
        "R06", "notice", "medium", Text("招标经办人", "Tender officer"), "transaction",
        Text("编制复核|一人包办", "One person prepares and reviews"),
        Text(
            "经办人借用复核人的账号自编自审，或者复核人看也不看就点通过；公告里的错项、倾向条款没有第二双眼睛看过。送审与通过相隔只有几秒，又出自同一台电脑。",
            "The officer uses the reviewer's login, or the reviewer approves unseen; no second pair of eyes has looked at errors and slanted terms. Handing in and approval lie seconds apart and come from one computer.",
        ),
        Measure(
            Text("编制、复核、核验由三人分别签认；参与过编辑的人不能复核，平台按编辑记录拦截", "Three persons sign for preparing, reviewing and verifying; whoever edited may not review, and the platform stops it by the record of edits"),
            Text("招标人、代理机构各指定复核人，中心核验员办理核验", "Tenderer and agency name reviewers, the centre verifies"),
            Text("每份公告送审、通过、发布时", "Whenever a notice is handed in, approved and published"),
            Text("送审、通过、发布三条事实中的人员代号和时间", "The persons' codes and the times in the three facts"),
            watch="second_person",
        ),
        ("REG 15", "PLT"),
    ),
    RiskPoint(
        "R07", "notice", "medium", Text("招标经办人", "Tender officer"), "transaction",
        Text("投标期限|人为压短", "A bid period made short on purpose"),
        Text(
            "关系企业早已拿到图纸，公告却在长假前一天发布，只留最短天数；别的企业放完假只剩几个工作日，来不及编标。",
            "A favoured firm has long had the drawings; the notice comes out on the eve of a long holiday with the shortest period, and others are left with a few working days.",
        ),
        Measure(
            Text("按日历核定投标期和文件获取期，期内遇长假的相应延长", "Reckon both periods by the calendar, and lengthen them when a long holiday falls inside"),
            Text("中心核验员", "The centre's verifier"),
            Text("每份公告发布前", "Before each publication"),
            Text("公告事实里的起止时间和期限判定", "Beginning, end and the verdicts on periods in the notice's fact"),
            watch="bid_period",
        ),
        ("ZTB 24", "REG 16"),
    ),
    RiskPoint(
        "R08", "documents", "high", Text("招标人、代理机构编制人员", "Authors of the documents"), "supervision",
        Text("资质业绩|量身定做", "Qualifications made to measure"),
        Text(
            "把内定企业独有的证书、某一年某一规模的业绩写成门槛或者高分项，参数照抄一家产品的说明书；符合的往往只有一两家，其余投标人陪跑。",
            "A certificate only one firm has, or a reference of just one year and size, becomes a threshold or earns high marks; parameters are copied from one product's leaflet. One or two firms fit, the rest run along.",
        ),
        Measure(
            Text("抽取上月招标文件的 20%，由两名未参加该项目的专家对照市场查验门槛条件有几家符合，少于 5 家的约谈编制单位", "A fifth of last month's documents are drawn; two experts outside the project count how many firms of the market meet the conditions, and with fewer than 5 the authors are called in"),
            Text("监督检查科组织，行政监督部门派员参加", "The supervision section, with somebody of the supervising authority"),
            Text("每月一次", "Once a month"),
            Text("符合企业名单、专家意见书、约谈记录", "The list of firms that fit, the experts' opinion, the record of the talk"),
            every_days=31,
        ),
        ("ZTB 18", "REG 32", "FCR 5"),
    ),
    RiskPoint(
        "R09", "documents", "high", Text("造价编制人员", "Cost estimators"), "supervision",
        Text("标底数字|提前泄露", "The base estimate told beforehand"),
        Text(
            "经手标底的人把数字告诉关系企业，开标时该企业报价与标底只差零头，别家离得很远；打印室、造价公司、领导审签环节都可能漏出。",
            "Somebody who handles the base estimate tells it; at the opening the favoured price misses it by a trifle while the others are far off. Print room, cost consultant and signing round are where it leaks.",
        ),
        Measure(
            Text("设有标底的项目登记全部知情人并签保密书，标底纸质件双人封存；开标后比对最接近报价与标底的差距，异常的倒查知情人", "Where there is a base estimate, everybody who knows it is listed and signs; two persons seal the paper. After the opening the nearest price is compared, and a strange closeness is traced back through the list"),
            Text("招标人登记封存，监督检查科查验比对", "The tenderer lists and seals, the supervision section compares"),
            Text("有标底的每个项目；每两周汇总查一遍", "Each project with a base estimate; all of them looked through every two weeks"),
            Text("知情人名单、保密书、封存照片、比对表", "The list, the signed undertakings, photographs of the seal, the comparison"),
            every_days=14,
        ),
        ("ZTB 22", "ZTB 52", "REG 27"),
    ),
    RiskPoint(
        "R10", "documents", "medium", Text("招标人、代理机构编制人员", "Authors of the documents"), "transaction",
        Text("评分办法|暗藏倾向", "Scoring that leans to one side"),
        Text(
            "主观分占比过高，“优良中差”没有可以核对的标准，或者用当地奖项、特定软件加分；评委顺着暗示给一家打高分，账面上看不出违规。几次招标换了评委，得高分的总是同一家。",
            "Judgement weighs too much, good and fair have no yardstick, or local prizes and one software earn points; members follow the hint and the sheets look regular. Committees change, and the same firm gets the high marks.",
        ),
        Measure(
            Text("逐项审看评分办法：每一主观项写明分档依据，单项主观分超过 15 分的要求说明；复盘中标人得分主要来自哪一项", "Go through the terms: each judged item names its bands, an item above 15 points is explained; afterwards see which item made the winner win"),
            Text("交易管理科初看，监督检查科抽看", "The transaction section reads all, the supervision section some"),
            Text("每周集中审看一次", "Once a week"),
            Text("审看表、修改前后的评分办法、复盘记录", "The reading sheet, the terms before and after, the note of the look back"),
            every_days=7,
        ),
        ("ZTB 19", "REG 49", "FCR 5"),
    ),
    RiskPoint(
        "R11", "documents", "low", Text("平台运维人员", "Platform operators"), "information",
        Text("招标文件|发布后调包", "Documents swapped after publication"),
        Text(
            "文件发布以后，有人直接换掉服务器上的附件，不走修改程序；先下载的和后下载的企业拿到两种要求，按旧文件投标的被否决。",
            "After publication somebody replaces a file on the server without an amendment; firms that came early and late hold different requirements, and those with the old file are rejected.",
        ),
        Measure(
            Text("文件只能随新版公告更换；每日重新计算公开文件的哈希，与公告记载逐一比对", "Files change with a new version of the notice alone; the hashes of public files are computed anew each day and compared with the notice"),
            Text("信息技术科值班员", "The information section's officer on duty"),
            Text("每日一次，发布当时另查一次", "Daily, and once at publication"),
            Text("公告事实中的文件哈希、比对结果", "The hashes in the notice's fact, the comparison's result"),
            watch="documents_whole",
        ),
        ("ZTB 23", "REG 21"),
    ),
    RiskPoint(
        "R12", "questions", "medium", Text("招标经办人", "Tender officer"), "transaction",
        Text("临期改标|截止不延", "Late changes without postponement"),
        Text(
            "截止前几天修改工程量或者参数，却标为“不影响投标”，不顺延截止时间；事先知情的企业早已按新要求编好，别家措手不及。修改要求的型号，恰好是那家的现货。",
            "Days before the deadline quantities or parameters change, are called without effect, and the deadline stays; who knew beforehand is ready, the rest are not. The model now asked for is just what that firm has in stock.",
        ),
        Measure(
            Text("修改影响投标文件编制、距截止不足 15 日的，同时顺延；标为不影响的写明理由并由第二人确认", "Where a change affects bids and under 15 days are left, the deadline moves with it; “no effect” is reasoned and confirmed by the second person"),
            Text("招标经办人提出，复核人、中心核验员确认", "The officer proposes, reviewer and verifier confirm"),
            Text("每次澄清修改", "At each change"),
            Text("各版公告的发布时间、截止时间和修改说明", "Publication, deadline and statement of change of each version"),
            watch="late_changes",
        ),
        ("ZTB 23", "REG 21"),
    ),
    RiskPoint(
        "R13", "questions", "medium", Text("招标复核人", "Tender reviewer"), "supervision",
        Text("暂停期间|照常推进", "Business goes on under a hold"),
        Text(
            "对招标文件的异议还没有答复，或者监督部门已责令暂停，招标人仍催着截止、开标，造成既成事实，让异议失去意义；或者久拖不解除，逼投诉人撤回。异议登记在前，截止清单却在答复之前生成。",
            "An objection is unanswered or a stop was ordered, yet the tenderer presses on to deadline and opening until the objection is pointless; or the hold is dragged out until the complainant gives in. The objection stands in the books first, and the closing list was made before its answer.",
        ),
        Measure(
            Text("异议、责令暂停一经登记，平台冻结发布、截止、开标和定标；解除须写明依据，超过 10 日的报分管领导", "Once an objection or order is entered, publication, deadline, opening and award are frozen; lifting names its ground, and after 10 days the responsible leader is told"),
            Text("监督检查科登记和解除", "The supervision section places and lifts"),
            Text("每次暂停", "At each hold"),
            Text("暂停与解除的事实、依据文书、期间各步的时间", "The facts of hold and lift, their papers, the times of steps between"),
            watch="holds_obeyed",
        ),
        ("REG 22", "REG 62", "PYR 27"),
    ),
    RiskPoint(
        "R14", "questions", "low", Text("代理机构项目负责人", "The agency's project leader"), "transaction",
        Text("踏勘答疑|厚此薄彼", "Site visits and answers for some only"),
        Text(
            "单独带一家看现场，在电话、微信里给它口头答疑，答复不发给其他人；或者集合踏勘点名签到，让投标人彼此认清，为串标搭桥。通话清单里，代理机构与一家企业的联系远多于别家。",
            "One firm is shown the site alone and gets its answers by phone or chat; or a joint visit calls the roll, and bidders learn who the others are. The agency's call list shows one firm far more often than the others.",
        ),
        Measure(
            Text("提问和答复一律走平台、对所有人公开；抽查代理机构通话和来访登记，踏勘不点名、不签到", "Questions and answers go through the platform, for all to read; the agency's calls and visitors are sampled, and no roll is called on site"),
            Text("交易管理科抽查，代理机构配合", "The transaction section samples, the agency cooperates"),
            Text("每两周抽查 3 个项目", "3 projects every two weeks"),
            Text("通话清单、来访登记、踏勘现场照片、抽查表", "Call lists, visitors' book, photographs of the visit, the sampling sheet"),
            every_days=14,
        ),
        ("ZTB 21", "ZTB 22", "REG 28"),
    ),
)
# fmt: on
