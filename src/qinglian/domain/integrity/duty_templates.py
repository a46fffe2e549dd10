"""What the lists of duties begin with: for leaders and for each section, business duties and integrity duties side by side. Pure data."""

from dataclasses import dataclass

from qinglian.law.text import Text

LISTS: dict[str, Text] = {
    "business": Text("业务责任清单", "List of business duties"),
    "integrity": Text("廉政责任清单", "List of integrity duties"),
}
LEADING = ("leadership", "section_head")  # of establishment.STANDINGS: who holds both lists


@dataclass(frozen=True)
class Template:
    """The lines of both lists. The Chinese ones are kept and signed; the English ones are read beside them."""

    business: tuple[Text, ...]
    integrity: tuple[Text, ...]


# fmt: off
FOR_LEADERS = Template(
    (
        Text("主持或者协管中心年度交易工作，按月调度进度，按季分析问题", "Lead or help to lead the centre's trading of the year, steer it month by month, study its problems every quarter"),
        Text("审定分管科室的制度和重要文件，督办超期事项", "Approve the rules and weighty documents of the sections in my charge, press what is late"),
        Text("牵头处置开标、评标中的突发情况，当日报告", "Take the lead when something unforeseen happens at an opening or evaluation, and report it the same day"),
    ),
    (
        Text("履行分管范围内的廉政领导责任，与业务同部署、同检查、同考核", "Answer for integrity in my charge: set it, check it and assess it together with the business"),
        Text("每半年与分管科室负责人谈话一次，发现苗头当面提醒", "Talk with the heads of my sections every half-year, and warn face to face at the first sign"),
        Text("带头签订岗位承诺，如实登记插手干预事项，不向科室打招呼", "Be the first to sign the pledge, enter interventions as they were, put in no word with a section"),
        Text("每年至少参加一次定期检查，督促问题整改到位", "Take part in a periodic check at least once a year, and see that problems are corrected"),
    ),
)
FOR_SECTIONS: dict[str, Template] = {
    "office": Template(
        (
            Text("办文办会准确及时，印章、公文登记完整", "Handle papers and meetings correctly and in time, keep the registers of seals and documents complete"),
            Text("采购先预算后实施，合同按月归集", "Purchase only what was budgeted, gather the contracts every month"),
            Text("档案按期归档，场地工位按申请次序安排", "File records on time, give out rooms and seats in the order of the requests"),
        ),
        (
            Text("采购、接待、用车、场地四类事项逐笔留痕，每季度自查一次", "Leave a record of every purchase, reception, journey and room, with a self-check every quarter"),
            Text("公务接待先审批后安排，礼品礼金当日登记上交", "Receive guests only after approval, enter and hand in gifts and money the same day"),
            Text("每年组织科室人员查摆风险点，落实防控措施", "Have the section look for its risk points every year, and put the measures in place"),
        ),
    ),
    "party": Template(
        (
            Text("组织年度学习、谈话、家访和文化阵地更新", "Organise the year's study, talks and home visits, and renew the culture positions"),
            Text("办理干部任免、轮岗和考核", "Handle appointments, rotation and assessment of cadres"),
            Text("管理花名册，组织岗位承诺和一岗双责清单签订", "Keep the roll, have pledges and lists of duties signed"),
        ),
        (
            Text("关键岗位任职到期按时轮换，选人用人全程记实", "Rotate key posts when their term is over, keep a record of every step of a selection"),
            Text("登记、汇总领导干部插手干预事项，按季报告", "Enter and sum up interventions by officials, report them every quarter"),
            Text("对本科室人员经手的干部信息负保密责任", "Answer for the secrecy of what the section knows about cadres"),
        ),
    ),
    "service": Template(
        (
            Text("登记申报按时限核验，窗口一次告知", "Verify registrations within their time, explain everything at the counter at once"),
            Text("密钥绑定当面或者经电话核对指纹", "Bind a key only after comparing its fingerprint face to face or by telephone"),
            Text("每月分析退件原因，改进办事指南", "Study every month why filings were given back, and better the guides"),
        ),
        (
            Text("核验员不单独接触申报企业，超时件由科长当日接办", "No verifier meets a filing firm alone; what is late is taken over by the head the same day"),
            Text("每月抽看已核验件，虚假材料及时移送", "Look at some verified filings every month, refer false papers without delay"),
            Text("管好窗口作风，收到投诉三日内答复", "Mind the manners at the counter, answer a complaint within three days"),
        ),
    ),
    "transaction": Template(
        (
            Text("公告按规则逐条核验，期限、内容不合规的退回", "Verify notices rule by rule, return those whose periods or content break one"),
            Text("开标评标按时主持，记录当日生成", "Host openings and evaluations on time, make the record the same day"),
            Text("候选人公示和异议办理按期督促", "See that candidates are published and objections handled within their periods"),
        ),
        (
            Text("核验、主持岗位相互分开，自己经手的不复核", "Keep verifying and hosting apart: nobody reviews the own work"),
            Text("开标评标期间不单独会见投标人、专家，发现说情如实登记", "Meet no bidder or expert alone during openings and evaluations, enter every word put in as it was"),
            Text("每月抽看两场开标评标录像，问题当场纠正", "Watch the recordings of two sessions every month, and correct problems on the spot"),
        ),
    ),
    "supervision": Template(
        (
            Text("交易全程见证到岗，异常当场记录", "Witness the whole process in person, note at once what is out of order"),
            Text("按抽签结果开展随机检查，检查表当日交", "Inspect as the lot fell, hand the checklist in the same day"),
            Text("预警线索按期核实，需要移送的三日内移送", "Look into warnings and clues within their periods, refer within three days what must be referred"),
        ),
        (
            Text("检查人员与被检查人有利害关系的回避", "Withdraw from an inspection where there is a stake in who is inspected"),
            Text("线索不压不漏，说情打招呼的一并登记", "Hold back and lose no clue, enter every word put in along with it"),
            Text("每季度复查整改，未到位的升级督办", "Check corrections again every quarter, have those that do not hold pressed from above"),
        ),
    ),
    "expert": Template(
        (
            Text("专家入库按材料审核，信息变更及时更新", "Admit experts on their papers, keep their data up to date"),
            Text("协助抽取，不接触抽取结果", "Help with the draw and never touch its result"),
            Text("评标结束后三日内完成履职评价", "Assess the experts' work within three days of the evaluation"),
        ),
        (
            Text("任何人不查询、不打听抽中专家，查询被拒记录逐条说明", "Nobody looks up or asks after who was drawn; each refused query is explained"),
            Text("抽取前后不调整名册，确有变动的书面说明", "Leave the register alone around a draw, explain in writing what had to change"),
            Text("专家违规线索及时移送，不代为说情", "Refer clues against experts without delay, put in no word for them"),
        ),
    ),
    "information": Template(
        (
            Text("平台全年可用，校时、备份、日志每日巡检", "Keep the platform running all year, look at its clock, backups and log every day"),
            Text("账号权限按岗位开通，离岗当日收回", "Open accounts and rights by post, take them back on the day somebody leaves"),
            Text("每季度真实恢复一次备份", "Restore a backup for real every quarter"),
        ),
        (
            Text("上机操作两人在场，系统管理权限不集中于一人", "Work on the machines in pairs, never give one person all the administration"),
            Text("不接触密封数据，公开日志停摆即时报告", "Never touch sealed data, report at once when the public log stands still"),
            Text("每季度核对一次账号、令牌和权限清单", "Go through accounts, tokens and rights every quarter"),
        ),
    ),
    "finance": Template(
        (
            Text("保证金、服务费按规定收退，按日对账", "Take and refund bid security and fees by the rules, balance the books every day"),
            Text("专家费按时长计发，按月公布汇总", "Pay experts by their hours, publish the sums every month"),
            Text("预算执行按季分析", "Study every quarter how the budget is kept"),
        ),
        (
            Text("收费、记账、复核三岗分离，不用个人收款码", "Keep taking, booking and reviewing money apart, use no private payment code"),
            Text("应退资金五日内原路退回，逾期说明原因", "Refund within five days to where the money came from, explain what is late"),
            Text("配合监督检查科和审计复核，问题限期整改", "Help inspectors and auditors to go through the books, correct problems within their time"),
        ),
    ),
}
# fmt: on


def template_of(*, department: str, standings: list[str]) -> Template:
    """This will return the template of a leading post: leaders have one of their own, heads that of their section."""
    return FOR_LEADERS if "leadership" in standings else FOR_SECTIONS[department]


def line_of(words: str) -> Text:
    """This will return the template's line that these words are, in either language; words of one's own stand in both as they were typed."""
    return _LINES.get(words, Text(words, words))


_LINES = {
    words: line
    for template in (FOR_LEADERS, *FOR_SECTIONS.values())
    for line in (*template.business, *template.integrity)
    for words in (line.zh, line.en)
}
