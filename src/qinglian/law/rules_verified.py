"""Constants read in the law's own text (law/texts). The quote of each row is a part of the article's words: a test compares them."""

from datetime import date

from qinglian.law.rule import Rule
from qinglian.law.text import Text

ZTB_FROM = date(2000, 1, 1)
REG_FROM = date(2012, 2, 1)
GIR_FROM = date(2019, 7, 1)


def _row(key: str, value: int | str, unit: str, article: str, zh: str, en: str, quote: str) -> Rule:  # noqa: PLR0917 (the columns of a table)
    source = article.split(maxsplit=1)[0]
    start = {"ZTB": ZTB_FROM, "REG": REG_FROM, "GIR": GIR_FROM}[source]
    return Rule(key, value, unit, article, start, True, Text(zh, en), quote)


# fmt: off
PARTICIPANTS: tuple[Rule, ...] = (
    _row("must_tender", "required", "duty", "ZTB 3", "必须招标的工程建设项目", "Construction projects that must be tendered", "必须进行招标"),
    _row("no_evasion", "forbidden", "duty", "ZTB 4", "不得化整为零规避招标", "No splitting to evade a tender", "不得将依法必须进行招标的项目化整为零或者以其他任何方式规避招标"),
    _row("no_region_limit", "forbidden", "duty", "ZTB 6", "不受地区或者部门限制", "No limit by region or department", "其招标投标活动不受地区或者部门的限制"),
    _row("project_approved", "required", "duty", "ZTB 9", "先取得项目批准", "Approval of the project first", "应当先履行审批手续，取得批准"),
    _row("funds_stated", "required", "duty", "ZTB 9", "资金来源如实载明", "Source of funds stated truthfully", "应当有进行招标项目的相应资金或者资金来源已经落实，并应当在招标文件中如实载明"),
    _row("min_bidders", 3, "bidders", "ZTB 28; REG 44", "投标人不少于三个", "At least three bidders", "投标人少于三个的，招标人应当依照本法重新招标"),
    _row("min_invited", 3, "organisations", "ZTB 17", "邀请不少于三家", "At least three are invited", "应当向三个以上具备承担招标项目的能力、资信良好的特定的法人或者其他组织发出投标邀请书"),
    _row("min_prequalified", 3, "applicants", "REG 19", "通过资格预审不少于三个", "At least three pass prequalification", "通过资格预审的申请人少于3个的，应当重新招标"),
    _row("open_tender_state_funds", "required", "duty", "REG 8", "国有资金主导的应当公开招标", "Open tender where state funds dominate", "国有资金占控股或者主导地位的依法必须进行招标的项目，应当公开招标"),
    _row("related_bidders", "void", "consequence", "REG 34", "同一负责人或者控股、管理关系不得同投", "Related bidders may not bid for one section", "单位负责人为同一人或者存在控股、管理关系的不同单位，不得参加同一标段投标或者未划分标段的同一招标项目投标"),
    _row("interested_bidders", "void", "consequence", "REG 34", "与招标人有利害关系的不得投标", "Who has an interest with the tenderer may not bid", "与招标人存在利害关系可能影响招标公正性的法人、其他组织或者个人，不得参加投标"),
    _row("consortium_stated", "required", "duty", "REG 37", "公告载明是否接受联合体", "The notice says whether consortia may bid", "招标人应当在资格预审公告、招标公告或者投标邀请书中载明是否接受联合体投标"),
    _row("consortium_alone", "void", "consequence", "REG 37", "联合体成员不得另投", "A consortium's member may not bid alone too", "联合体各方在同一招标项目中以自己名义单独投标或者参加其他联合体投标的，相关投标均无效"),
    _row("agency_may_not_bid", "forbidden", "duty", "REG 13", "代理机构不得在所代理项目投标", "An agency may not bid in its own tender", "招标代理机构不得在所代理的招标项目中投标或者代理投标"),
    _row("agency_contract", "required", "duty", "REG 14", "书面委托合同", "Written entrustment contract", "招标人应当与被委托的招标代理机构签订书面委托合同"),
    _row("agency_independent", "required", "duty", "ZTB 14", "代理机构与国家机关无隶属关系", "An agency belongs to no state organ", "招标代理机构与行政机关和其他国家机关不得存在隶属关系或者其他利益关系"),
)
NOTICE: tuple[Rule, ...] = (
    _row("notice_published", "required", "duty", "ZTB 16", "发布招标公告", "A notice is published", "招标人采用公开招标方式的，应当发布招标公告"),
    _row("notice_contents", "required", "duty", "ZTB 16", "公告应当载明的事项", "What a notice must state", "招标公告应当载明招标人的名称和地址、招标项目的性质、数量、实施地点和时间以及获取招标文件的办法等事项"),
    _row("tender_document_contents", "required", "duty", "ZTB 19", "招标文件的内容", "What the tender document contains", "招标文件应当包括招标项目的技术要求、对投标人资格审查的标准、投标报价要求和评标标准等所有实质性要求和条件以及拟签订合同的主要条款"),
    _row("qualification_stated", "required", "duty", "ZTB 18", "资格要求", "Qualification requirements", "要求潜在投标人提供有关资质证明文件和业绩情况，并对潜在投标人进行资格审查"),
    _row("min_bid_period_days", 20, "days", "ZTB 24", "投标期不少于 20 日", "Bid period of at least 20 days", "自招标文件开始发出之日起至投标人提交投标文件截止之日止，最短不得少于二十日"),
    _row("doc_sale_min_days", 5, "days", "REG 16", "文件发售期不少于 5 日", "Documents available for at least 5 days", "资格预审文件或者招标文件的发售期不得少于5日"),
    _row("doc_fee", "cost", "limit", "REG 16", "收费限于成本", "Fees only cover costs", "收取的费用应当限于补偿印刷、邮寄的成本支出，不得以营利为目的"),
    _row("prequal_submit_min_days", 5, "days", "REG 17", "预审申请时间自停止发售起不少于 5 日", "Applications at least 5 days after the sale ends", "自资格预审文件停止发售之日起不得少于5日"),
    _row("clarification_notice_days", 15, "days", "ZTB 23; REG 21", "澄清修改在截止 15 日前", "Changes at least 15 days before the deadline", "应当在招标文件要求提交投标文件截止时间至少十五日前，以书面形式通知所有招标文件收受人"),
    _row("prequal_clarification_days", 3, "days", "REG 21", "预审澄清在截止 3 日前", "Prequalification changes at least 3 days before", "应当在提交资格预审申请文件截止时间至少3日前"),
    _row("postpone_when_late", "required", "duty", "REG 21", "不足 15 日应当顺延截止", "Postpone when less than 15 days remain", "不足3日或者15日的，招标人应当顺延提交资格预审申请文件或者投标文件的截止时间"),
    _row("objection_to_document_days", 10, "days", "REG 22", "对招标文件的异议在截止 10 日前", "Objections to documents 10 days before the deadline", "对招标文件有异议的，应当在投标截止时间10日前提出"),
    _row("objection_to_prequal_days", 2, "days", "REG 22", "对预审文件的异议在截止 2 日前", "Objections to prequalification 2 days before", "应当在提交资格预审申请文件截止时间2日前提出"),
    _row("objection_answer_days", 3, "days", "REG 22", "异议 3 日内答复", "Objections answered within 3 days", "招标人应当自收到异议之日起3日内作出答复"),
    _row("objection_suspends", "required", "duty", "REG 22", "答复前暂停", "Suspended until answered", "作出答复前，应当暂停招标投标活动"),
    _row("exclusionary_terms", "forbidden", "duty", "REG 32", "不得以不合理条件限制、排斥", "No unreasonable restriction or exclusion", "招标人不得以不合理的条件限制、排斥潜在投标人或者投标人"),
    _row("no_named_supplier", "forbidden", "duty", "ZTB 20", "不得标明特定供应者", "No named suppliers", "招标文件不得要求或者标明特定的生产供应者以及含有倾向或者排斥潜在投标人的其他内容"),
    _row("lawful_documents", "required", "duty", "REG 23", "文件违法影响投标的，修改后重新招标", "Unlawful documents: mend and tender again", "应当在修改资格预审文件或者招标文件后重新招标"),
    _row("sections_not_to_evade", "forbidden", "duty", "REG 24", "不得利用划分标段限制或者规避", "Sections may not restrict or evade", "不得利用划分标段限制或者排斥潜在投标人"),
    _row("bid_validity_stated", "required", "duty", "REG 25", "载明投标有效期", "Bid validity stated", "招标人应当在招标文件中载明投标有效期"),
    _row("bid_security_max_percent", 2, "percent", "REG 26", "投标保证金不超过估算价 2%", "Bid security at most 2% of the estimate", "投标保证金不得超过招标项目估算价的2%"),
    _row("bid_security_validity", "bid_validity", "equal", "REG 26", "保证金有效期与投标有效期一致", "Security is valid as long as the bid", "投标保证金有效期应当与投标有效期一致"),
    _row("bid_security_basic_account", "required", "duty", "REG 26", "现金或支票保证金从基本账户转出", "Cash security comes from the basic account", "以现金或者支票形式提交的投标保证金应当从其基本账户转出"),
    _row("base_estimate_secret", "secret", "duty", "REG 27; ZTB 22", "标底保密，只能有一个", "One base estimate, secret", "一个招标项目只能有一个标底。标底必须保密"),
    _row("price_cap_stated", "allowed", "duty", "REG 27", "最高投标限价应当明确", "A price cap is stated", "招标人设有最高投标限价的，应当在招标文件中明确最高投标限价或者最高投标限价的计算方法"),
    _row("price_floor", "forbidden", "duty", "REG 27", "不得规定最低投标限价", "A price floor is forbidden", "招标人不得规定最低投标限价"),
    _row("termination_announced", "required", "duty", "REG 31", "终止应当及时公告", "A termination is announced", "招标人终止招标的，应当及时发布公告"),
    _row("downloaders_secret", "secret", "duty", "ZTB 22", "不得透露谁取得了文件", "Who obtained the documents is secret", "招标人不得向他人透露已获取招标文件的潜在投标人的名称、数量以及可能影响公平竞争的有关招标投标的其他情况"),
    _row("site_visit_all", "required", "duty", "REG 28", "不得组织部分潜在投标人踏勘", "No site visit for some only", "招标人不得组织单个或者部分潜在投标人踏勘项目现场"),
)
BIDS: tuple[Rule, ...] = (
    _row("bid_before_deadline", "required", "duty", "ZTB 28", "截止前送达，签收保存，不得开启", "Delivered before the deadline, kept unopened", "招标人收到投标文件后，应当签收保存，不得开启"),
    _row("late_bid_refused", "refuse", "consequence", "ZTB 28; REG 36", "逾期送达应当拒收", "Late bids are refused", "在招标文件要求提交投标文件的截止时间后送达的投标文件，招标人应当拒收"),
    _row("unsealed_bid_refused", "refuse", "consequence", "REG 36", "未按要求密封应当拒收", "Unsealed bids are refused", "逾期送达或者不按照招标文件要求密封的投标文件，招标人应当拒收"),
    _row("arrival_recorded", "required", "duty", "REG 36", "如实记载送达时间和密封情况", "Time of arrival and seal recorded", "招标人应当如实记载投标文件的送达时间和密封情况，并存档备查"),
    _row("bid_change_until_deadline", "allowed", "right", "ZTB 29", "截止前可以补充、修改、撤回", "Changed or withdrawn until the deadline", "可以补充、修改或者撤回已提交的投标文件"),
    _row("bid_security_return_withdrawn_days", 5, "days", "REG 35", "撤回后 5 日内退还保证金", "Security back within 5 days of withdrawal", "应当自收到投标人书面撤回通知之日起5日内退还"),
    _row("revocation_forfeits", "allowed", "right", "REG 35", "截止后撤销可以不退保证金", "Revocation after the deadline may forfeit security", "投标截止后投标人撤销投标文件的，招标人可以不退还投标保证金"),
    _row("bid_security_return_days", 5, "days", "REG 57", "合同签订后 5 日内退还保证金及利息", "Security and interest back 5 days after contract", "招标人最迟应当在书面合同签订后5日内向中标人和未中标的投标人退还投标保证金及银行同期存款利息"),
)
OPENING: tuple[Rule, ...] = (
    _row("opening_at_deadline", "equal", "moment", "ZTB 34", "截止的同一时间公开开标", "Opening at the very moment of the deadline", "开标应当在招标文件确定的提交投标文件截止时间的同一时间公开进行"),
    _row("opening_hosted", "required", "duty", "ZTB 35", "招标人主持，邀请所有投标人", "Hosted by the tenderer, all bidders invited", "开标由招标人主持，邀请所有投标人参加"),
    _row("seal_checked", "required", "duty", "ZTB 36", "检查密封、当众拆封、宣读", "Seals checked, opened and read out in public", "由投标人或者其推选的代表检查投标文件的密封情况"),
    _row("all_bids_read_out", "required", "duty", "ZTB 36", "按时收到的都应当拆封、宣读", "All bids received in time are read out", "开标时都应当当众予以拆封、宣读"),
    _row("opening_recorded", "required", "duty", "ZTB 36", "开标过程应当记录", "The opening is recorded", "开标过程应当记录，并存档备查"),
    _row("objection_to_opening", "on_the_spot", "moment", "REG 44", "对开标的异议当场提出、当场答复、记录", "Objections raised and answered on the spot", "投标人对开标有异议的，应当在开标现场提出，招标人应当当场作出答复，并制作记录"),
)
EVALUATION: tuple[Rule, ...] = (
    _row("evaluation_method_named", "required", "duty", "REG 49", "评标办法在招标文件中规定", "The evaluation method is named", "招标文件没有规定的评标标准和方法不得作为评标的依据"),
    _row("award_criteria", "overall|lowest_evaluated", "choice", "ZTB 41", "综合最优，或者经评审的最低价", "Best overall, or lowest evaluated price", "能够最大限度地满足招标文件中规定的各项综合评价标准"),
    _row("base_estimate_reference", "reference_only", "limit", "REG 50", "标底只作参考", "The base estimate is a reference only", "标底只能作为评标的参考"),
    _row("committee_min", 5, "members", "ZTB 37", "评标委员会五人以上单数", "Committee of five or more, odd", "成员人数为五人以上单数"),
    _row("committee_odd", "odd", "parity", "ZTB 37", "成员人数为单数", "An odd number of members", "成员人数为五人以上单数"),
    _row("committee_experts_min", "2/3", "share", "ZTB 37", "专家不少于三分之二", "Experts at least two thirds", "不得少于成员总数的三分之二"),
    _row("committee_random", "random", "method", "REG 46", "专家随机抽取", "Experts drawn at random", "应当从评标专家库内相关专业的专家名单中以随机抽取方式确定"),
    _row("committee_secret", "secret", "duty", "ZTB 37", "名单在结果确定前保密", "Names secret until the result", "评标委员会成员的名单在中标结果确定前应当保密"),
    _row("expert_years", 8, "years", "ZTB 37", "从事相关工作满八年并具高级职称", "Eight years and a senior title", "应当从事相关领域工作满八年并具有高级职称或者具有同等专业水平"),
    _row("committee_recusal", "required", "duty", "ZTB 37; REG 46", "有利害关系的回避", "Recusal for an interest", "与投标人有利害关系的人不得进入相关项目的评标委员会"),
    _row("committee_time_share", "1/3", "share", "REG 48", "超过三分之一认为时间不够，延长", "More than a third ask: extend", "超过三分之一的评标委员会成员认为评标时间不够的，招标人应当适当延长"),
    _row("replacement_void", "void", "consequence", "REG 48", "被更换成员的结论无效", "A replaced member's opinions are void", "被更换的评标委员会成员作出的评审结论无效"),
    _row("supervisor_conflict", "forbidden", "duty", "REG 46", "监督部门人员不得评本部门监督的项目", "Supervising staff may not sit on the committee", "行政监督部门的工作人员不得担任本部门负责监督项目的评标委员会成员"),
    _row("dissent_silence", "agreement", "consequence", "REG 53", "拒签又不书面说明的视为同意", "Refusing to sign without dissent is agreement", "评标委员会成员拒绝在评标报告上签字又不书面说明其不同意见和理由的，视为同意评标结果"),
    _row("veto_list", 7, "causes", "REG 51", "应当否决投标的七种情形", "Seven causes of rejection", "有下列情形之一的，评标委员会应当否决其投标"),
    _row("clarification_of_bid", "written", "form", "REG 52", "澄清书面、不改实质", "Clarification in writing, no change of substance", "投标人的澄清、说明应当采用书面形式，并不得超出投标文件的范围或者改变投标文件的实质性内容"),
    _row("clarification_unsolicited", "forbidden", "duty", "REG 52", "不得暗示，不得接受主动澄清", "No hints, no unsolicited clarification", "不得接受投标人主动提出的澄清、说明"),
    _row("candidates_max", 3, "candidates", "REG 53", "候选人不超过 3 个并排序", "At most three ranked candidates", "中标候选人应当不超过3个，并标明排序"),
)
AWARD: tuple[Rule, ...] = (
    _row("publicity_start_days", 3, "days", "REG 54", "收到报告 3 日内公示", "Candidates published within 3 days", "招标人应当自收到评标报告之日起3日内公示中标候选人"),
    _row("publicity_min_days", 3, "days", "REG 54", "公示期不少于 3 日", "Public for at least 3 days", "公示期不得少于3日"),
    _row("objection_to_result", "publicity", "moment", "REG 54", "对结果的异议在公示期间提出", "Objections to the result during publicity", "应当在中标候选人公示期间提出"),
    _row("first_ranked_wins", "required", "duty", "REG 55", "国有资金主导的，排名第一的中标", "Rank one wins where state funds dominate", "招标人应当确定排名第一的中标候选人为中标人"),
    _row("notice_to_contract_days", 30, "days", "ZTB 46", "中标通知后 30 日内签合同", "Contract within 30 days of the award notice", "应当自中标通知书发出之日起三十日内"),
    _row("report_to_supervisor_days", 15, "days", "ZTB 47", "确定中标人后 15 日内报告", "Report within 15 days of the award", "招标人应当自确定中标人之日起十五日内，向有关行政监督部门提交招标投标情况的书面报告"),
    _row("performance_security_max_percent", 10, "percent", "REG 58", "履约保证金不超过合同金额 10%", "Performance security at most 10%", "履约保证金不得超过中标合同金额的10%"),
    _row("complaint_days", 10, "days", "REG 60", "知道之日起 10 日内投诉", "Complaint within 10 days of knowing", "可以自知道或者应当知道之日起10日内向有关行政监督部门投诉"),
    _row("objection_before_complaint", "required", "duty", "REG 60", "先异议后投诉", "Objection before complaint", "应当先向招标人提出异议，异议答复期间不计算在前款规定的期限内"),
    _row("complaint_accept_working_days", 3, "working_days", "REG 61", "3 个工作日内决定是否受理", "Acceptance decided in 3 working days", "应当自收到投诉之日起3个工作日内决定是否受理投诉"),
    _row("complaint_decide_working_days", 30, "working_days", "REG 61", "30 个工作日内作出处理决定", "Decided in 30 working days", "自受理投诉之日起30个工作日内作出书面处理决定"),
    _row("complaint_false_material", "dismiss", "consequence", "REG 61", "伪造材料投诉应当驳回", "Complaints on false material are dismissed", "投诉人捏造事实、伪造材料或者以非法手段取得证明材料进行投诉的，行政监督部门应当予以驳回"),
    _row("complaint_suspension", "allowed", "right", "REG 62", "必要时可以责令暂停", "Suspension may be ordered", "行政监督部门可以责令暂停招标投标活动"),
)
DISCIPLINE: tuple[Rule, ...] = (
    _row("fine_collusion_permille", "5-10", "permille", "ZTB 53", "串通投标罚款千分之五至千分之十", "Collusion: fine of 0.5 to 1 percent", "处中标项目金额千分之五以上千分之十以下的罚款"),
    _row("fine_collusion_person_percent", "5-10", "percent", "ZTB 53", "责任人员罚单位罚款的 5% 至 10%", "Persons: 5 to 10 percent of that fine", "处单位罚款数额百分之五以上百分之十以下的罚款"),
    _row("ban_collusion_years", "1-2", "years", "ZTB 53; REG 67", "情节严重取消一年至二年资格", "Serious: barred for one to two years", "取消其一年至二年内参加依法必须进行招标的项目的投标资格并予以公告"),
    _row("collusion_serious_times", "2 in 3", "times in years", "REG 67", "3 年内 2 次以上串通属情节严重", "Twice in three years is serious", "3年内2次以上串通投标"),
    _row("collusion_serious_loss_fen", 30_000_000, "fen", "REG 67", "损失 30 万元以上属情节严重", "A loss of 300,000 yuan is serious", "造成直接经济损失30万元以上"),
    _row("fine_expert_bribe_yuan", "3000-50000", "yuan", "ZTB 56; REG 72", "专家收受财物罚款三千元至五万元", "Experts' bribes: fine of 3,000 to 50,000", "可以并处三千元以上五万元以下的罚款"),
    _row("expert_bribe_barred", "life", "consequence", "ZTB 56; REG 72", "不得再参加评标", "Barred from evaluation for life", "不得再参加任何依法必须进行招标的项目的评标"),
    _row("interference", "forbidden", "duty", "REG 6; REG 80", "禁止国家工作人员非法干涉", "Officials may not interfere", "禁止国家工作人员以任何方式非法干涉招标投标活动"),
    _row("trading_venue", "independent", "duty", "REG 5", "交易场所不得隶属监督部门、不得营利", "Venues are independent and not for profit", "招标投标交易场所不得与行政监督部门存在隶属关系，不得以营利为目的"),
    _row("deemed_collusion", 6, "circumstances", "REG 40", "视为串通投标的六种情形", "Six circumstances deemed collusion", "有下列情形之一的，视为投标人相互串通投标"),
    _row("budget_excess_percent", 10, "percent", "GIR 12", "概算超估算 10% 应当报告", "A budget 10 percent over the estimate is reported", "初步设计提出的投资概算超过经批准的可行性研究报告提出的投资估算10%的"),
    _row("no_contractor_prefinancing", "forbidden", "duty", "GIR 22", "不得由施工单位垫资", "No pre-financing by contractors", "政府投资项目不得由施工单位垫资建设"),
    _row("investment_within_budget", "required", "duty", "GIR 23", "投资不得超过核定概算", "Investment stays within the approved budget", "政府投资项目建设投资原则上不得超过经核定的投资概算"),
    _row("budget_adjustment", "original_approver", "duty", "GIR 23", "增加概算报原核定部门", "Only the original approver adjusts", "按照规定的程序报原初步设计审批部门或者投资概算核定部门核定"),
)
# fmt: on

VERIFIED: tuple[Rule, ...] = PARTICIPANTS + NOTICE + BIDS + OPENING + EVALUATION + AWARD + DISCIPLINE
