"""Texts of the demo's institutional rules and superior documents. All fictional; written as an office of 江城 would write them."""

from datetime import date, timedelta
from pathlib import Path

CENTRE = "江城市公共资源交易中心"
TITLES = Path(__file__).with_name("rule_titles.txt")
ENDINGS = ("办法", "规定", "规则", "规程", "细则", "预案", "规范", "实施", "工作", "制")
NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一")

WRITTEN: dict[str, str] = {
    "开标现场管理办法": """第一条 为规范开标现场秩序，保证开标公开、准时、可核验，制定本办法。
第二条 开标由开标主持人主持。主持人提前三十分钟到场，核对开标室、音视频、时钟和见证方签名情况。
第三条 投标截止时间一到，平台自动封存截止清单。截止以后到达的投标文件一律不予接收，任何人不得要求主持人补收。
第四条 密钥保管人到场后，依次核对密钥卡并交出份额。份额不足的，主持人宣布等待，并在记录中写明原因。
第五条 唱标由平台按开标一览表逐项公布，投标人可以当场确认或者提出异议。主持人对异议当场答复，答复内容记入开标记录。
第六条 开标现场禁止下列行为：
（一）工作人员单独会见投标人；
（二）以任何理由延后或者提前开标；
（三）删改、替换、另行抄录投标文件；
（四）对投标价格发表意见。
第七条 开标记录由平台生成，经主持人和见证人员签署后公开。
第八条 违反本办法的，按干部管理权限处理；涉嫌违纪违法的，移送纪检监察机关。
第九条 本办法自印发之日起施行，由交易管理科解释。""",
    "礼品礼金登记上交规定": """第一条 为防止利益输送，规范礼品礼金处理，制定本规定。
第二条 工作人员不得收受与履行职责有关的单位和个人的礼品、礼金、消费卡、有价证券。
第三条 当面无法拒绝或者事后发现的，应当自收到之日起三日内向机关党委登记，并将原物上交。
第四条 登记写明来源、时间、地点、品名、数量、估价和本人说明，由两名工作人员共同清点。
第五条 上交的礼品礼金能够退还的退还；不能退还的，按规定上缴财政。
第六条 春节、端午、中秋等节日前，机关党委提醒一次；节后五日内统计登记情况，没有的实行零报告。
第七条 逾期不登记、不上交的，按违反廉洁纪律处理。""",
    "回避管理办法": """第一条 为保证交易公正，规范工作人员回避，制定本办法。
第二条 工作人员有下列情形之一的，应当主动申请回避：
（一）本人、配偶或者近亲属在投标人、招标人、代理机构任职或者持股的；
（二）三年内曾在上述单位工作的；
（三）与交易项目有其他利害关系，可能影响公正的。
第三条 回避由本人书面提出，所在科室负责人当日决定；科室负责人的回避由分管领导决定。
第四条 决定回避的，平台立即停用其在该项目中的操作权限，并由他人接替。
第五条 应当回避而未回避的，其所办事项由监督检查科重新核对，并追究责任。""",
    "廉政风险防控管理办法": """第一条 为加强廉政风险防控，把措施落实到每个岗位、每个环节，制定本办法。
第二条 中心每年组织一次风险点查摆。各岗位提出风险点，科室负责人审核，主任办公会议审定。
第三条 每个风险点对应一条防控措施，写明做什么、谁来做、多久一次、留下什么。
第四条 平台能够监测的，由平台每五分钟监测一次；平台不能监测的，由纪检人员定期检查。
第五条 风险墙出现黄色、红色的，责任科室七日内作出说明，监督人员写明结论后办结。
第六条 岗位变动的，接任人员在十日内重新签订岗位廉政承诺。
第七条 风险防控情况纳入年度考核。""",
    "评标专家抽取管理办法": """第一条 为规范评标专家抽取，防止人为干预，制定本办法。
第二条 抽取前，招标人、中心和监督部门各自承诺随机种子，承诺值写入公开日志。
第三条 种子公布后，平台按公开的算法确定名次，任何人都可以重算核对。
第四条 中标通知发出以前，专家名单保密。专家库管理员不得查看抽取结果。
第五条 专家三十分钟内没有答复的，平台依次通知下一名。
第六条 专家与投标人有利害关系的，由平台按登记的任职、持股和亲属情况自动回避。
第七条 任何单位和个人不得指定专家，不得打听专家姓名。""",
    "工程建设项目交易规程": """第一条 为统一工程建设项目进场交易流程，制定本规程。
第二条 施工、勘察、设计、监理以及与工程建设有关的重要设备、材料采购，达到规模标准的，应当进场交易。
第三条 交易流程依次为：项目登记、公告发布、文件下载、投标、开标、专家抽取、评标、候选人公示、定标、合同备案。
第四条 各环节的期限由平台按法定规则计算，任何人不得缩短。
第五条 小型项目适用本规程，可以合并公告和文件发布，其他环节不得省略。
第六条 交易资料自结束之日起三十日内归档，保存不少于十五年。""",
}
CONSULTED = """第一条 为规范智能辅助评标系统的使用，防止以机器意见代替专家独立判断，制定本办法。
第二条 智能辅助评标系统可以用于核对资质、比对文件、提示疑点，不得用于直接打分。
第三条 系统提示的疑点，由评标委员会逐条核实，核实结论写入评标报告。
第四条 系统的算法、版本和训练数据来源向监督部门备案，变更须重新备案。
第五条 评标期间系统不得联网，运维人员不得进入评标区。"""
DRAFTED = """第一条 为规范交易档案数字化，保证电子档案真实、完整、可用，制定本办法。
第二条 纸质档案扫描分辨率不低于三百点每英寸，逐页校对。"""
COMMENTS = (  # by whom, what, taken up, the answer
    ("operator", "第五条“不得联网”与平台心跳检测有冲突，建议改为“不得连接互联网”。", True, "采纳，改为“不得连接互联网”，内网心跳检测保留。"),
    ("head-expert", "建议写明专家不采信系统提示的，也要写明理由。", True, "采纳，在第三条中增加一句。"),
    ("witness", "建议由现场见证员保管系统启动口令。", False, "不采纳。口令由信息技术科双人保管，见证员在场见证即可。"),
    ("inspector", "备案的时限没有写，建议写明“变更后三个工作日内”。", None, ""),
)  # fmt: skip
OPINION = (
    "一、落实廉洁风险防控主体责任，主要负责人是第一责任人，每年专题研究不少于四次。",
    "二、全面清理交易规则和内部管理制度，与上位法不一致的及时修订或者废止。",
    "三、建立覆盖全流程的风险点清单，逐一明确防控措施和责任岗位。",
    "四、评标专家一律随机抽取，抽取过程全程留痕、可以核验。",
    "五、严禁领导干部插手干预交易活动，实行全程记录、责任追究。",
    "六、投标文件开标前加密保存，任何单位和个人不得提前知悉。",
    "七、推行重点岗位轮岗，同一岗位任职一般不超过三年。",
    "八、推行远程异地评标，比例逐年提高。",
    "九、建立社会监督员制度，主动接受社会监督。",
    "十、对跨境产权交易实行联合审查。",
    "十一、建立与纪检监察机关的线索移送和信息通报机制。",
    "十二、每半年向上级主管部门书面报告风险防控情况。",
)
CHECKLIST = (
    "（一）交易场所实行评标区域物理隔离和封闭管理。",
    "（二）音视频资料保存期限不少于十五年。",
    "（三）电子交易系统通过检测认证，等级保护测评每年一次。",
    "（四）保证金专户管理，退还期限、利息符合规定。",
    "（五）交易服务收费项目和标准向社会公布。",
    "（六）专家劳务费直接支付到本人账户，不得现金发放。",
    "（七）工作人员回避制度健全，利害关系登记完整。",
    "（八）设立少数民族语言服务窗口。",
    "（九）建立节假日廉洁提醒和礼品登记制度。",
    "（十）建立交易大数据预警模型，与省平台联通。",
)


def catalogue() -> list[dict[str, str]]:
    """This will return the 127 rules as the office's old catalogue has them; `outcome` is what this year's review comes to."""
    rows = []
    for place, line in enumerate(TITLES.read_text(encoding="utf-8").splitlines()):
        department, category, marked, what = line.split("|")
        outcome = {" ": "kept", "+": "revised", "-": "repealed"}[marked[0]]
        issued = date(2015, 3, 2) + timedelta(days=place * 97 % 3400)
        rows.append({
            "number": f"JZ-{issued.year}-{place + 1:03}", "title": f"{CENTRE}{marked[1:]}", "short": marked[1:], "category": category,
            "department": department, "outcome": outcome, "what": what, "issued_on": issued.isoformat(),
            "in_force_from": (issued + timedelta(days=place % 3 * 10)).isoformat(), "text": text_of(marked[1:], what),
        })  # fmt: skip
    return rows


def text_of(short: str, what: str) -> str:
    """This will return a rule's text: written out where it is, otherwise its one substance between the usual articles."""
    if short in WRITTEN:
        return WRITTEN[short]
    matter = short.rsplit("管理", 1)[0]
    for ending in ENDINGS:
        matter = matter.removesuffix(ending)
    points = "\n".join(
        f"（{number}）{part.strip()}；" for number, part in zip("一二三四", what.split("，"), strict=False)
    )
    return (
        f"第一条 为规范{matter}工作，结合中心实际，制定本制度。\n第二条 本制度适用于中心各科室和全体工作人员。\n"
        f"第三条 办理{matter}事项，应当做到：\n{points[:-1]}。\n第四条 各科室负责人对本科室执行情况负责，违反的按规定追究责任。\n"
        "第五条 本制度自印发之日起施行。"
    )


def revised_text(text: str) -> str:
    """This will return what a revision of this year makes of a text: an article before the last, every act in the system and checked."""
    *lines, last = text.splitlines()
    number = last[1 : last.index("条")]
    added = f"第{number}条 办理过程在公共资源交易平台上留痕，监督检查科每季度抽查一次，抽查结果纳入科室考核。"
    following = NUMERALS[NUMERALS.index(number) + 1]
    return "\n".join([*lines, added, f"第{following}条{last.split('条', 1)[1]}"])


def reason_for(row: dict[str, str]) -> str:
    """This will return why a section's head proposes an outcome."""
    if row["outcome"] == "kept":
        return "与上位规定一致，执行情况良好，继续适用"
    if row["outcome"] == "revised":
        return "平台上线后流程改变，需补充线上留痕和抽查要求"
    return "业务已全流程电子化，规定的做法不再采用"
