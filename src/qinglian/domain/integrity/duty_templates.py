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
    """The lines of both lists, in Chinese: the lists are documents of the centre and are signed in its language."""

    business: tuple[str, ...]
    integrity: tuple[str, ...]


# fmt: off
FOR_LEADERS = Template(
    ("主持或者协管中心年度交易工作，按月调度进度，按季分析问题", "审定分管科室的制度和重要文件，督办超期事项", "牵头处置开标、评标中的突发情况，当日报告"),
    ("履行分管范围内的廉政领导责任，与业务同部署、同检查、同考核", "每半年与分管科室负责人谈话一次，发现苗头当面提醒", "带头签订岗位承诺，如实登记插手干预事项，不向科室打招呼", "每年至少参加一次定期检查，督促问题整改到位"),
)
FOR_SECTIONS: dict[str, Template] = {
    "office": Template(
        ("办文办会准确及时，印章、公文登记完整", "采购先预算后实施，合同按月归集", "档案按期归档，场地工位按申请次序安排"),
        ("采购、接待、用车、场地四类事项逐笔留痕，每季度自查一次", "公务接待先审批后安排，礼品礼金当日登记上交", "每年组织科室人员查摆风险点，落实防控措施"),
    ),
    "party": Template(
        ("组织年度学习、谈话、家访和文化阵地更新", "办理干部任免、轮岗和考核", "管理花名册，组织岗位承诺和一岗双责清单签订"),
        ("关键岗位任职到期按时轮换，选人用人全程记实", "登记、汇总领导干部插手干预事项，按季报告", "对本科室人员经手的干部信息负保密责任"),
    ),
    "service": Template(
        ("登记申报按时限核验，窗口一次告知", "密钥绑定当面或者经电话核对指纹", "每月分析退件原因，改进办事指南"),
        ("核验员不单独接触申报企业，超时件由科长当日接办", "每月抽看已核验件，虚假材料及时移送", "管好窗口作风，收到投诉三日内答复"),
    ),
    "transaction": Template(
        ("公告按规则逐条核验，期限、内容不合规的退回", "开标评标按时主持，记录当日生成", "候选人公示和异议办理按期督促"),
        ("核验、主持岗位相互分开，自己经手的不复核", "开标评标期间不单独会见投标人、专家，发现说情如实登记", "每月抽看两场开标评标录像，问题当场纠正"),
    ),
    "supervision": Template(
        ("交易全程见证到岗，异常当场记录", "按抽签结果开展随机检查，检查表当日交", "预警线索按期核实，需要移送的三日内移送"),
        ("检查人员与被检查人有利害关系的回避", "线索不压不漏，说情打招呼的一并登记", "每季度复查整改，未到位的升级督办"),
    ),
    "expert": Template(
        ("专家入库按材料审核，信息变更及时更新", "协助抽取，不接触抽取结果", "评标结束后三日内完成履职评价"),
        ("任何人不查询、不打听抽中专家，查询被拒记录逐条说明", "抽取前后不调整名册，确有变动的书面说明", "专家违规线索及时移送，不代为说情"),
    ),
    "information": Template(
        ("平台全年可用，校时、备份、日志每日巡检", "账号权限按岗位开通，离岗当日收回", "每季度真实恢复一次备份"),
        ("上机操作两人在场，系统管理权限不集中于一人", "不接触密封数据，公开日志停摆即时报告", "每季度核对一次账号、令牌和权限清单"),
    ),
    "finance": Template(
        ("保证金、服务费按规定收退，按日对账", "专家费按时长计发，按月公布汇总", "预算执行按季分析"),
        ("收费、记账、复核三岗分离，不用个人收款码", "应退资金五日内原路退回，逾期说明原因", "配合监督检查科和审计复核，问题限期整改"),
    ),
}
# fmt: on


def template_of(*, department: str, standings: list[str]) -> Template:
    """This will return the template of a leading post: leaders have one of their own, heads that of their section."""
    return FOR_LEADERS if "leadership" in standings else FOR_SECTIONS[department]
