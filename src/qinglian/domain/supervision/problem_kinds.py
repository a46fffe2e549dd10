"""How problems are told apart: registers, the four undesirable styles, sources, categories of tendering problems. Rows of data. Pure."""

from qinglian.law.text import Text

STYLE, CAMPAIGN, TENDERING = "style", "campaign", "tendering"
REGISTERS: dict[str, Text] = {
    STYLE: Text("四风问题", "Undesirable styles of work"),
    CAMPAIGN: Text("专项整治", "Special campaigns"),
    TENDERING: Text("招投标突出问题", "Tendering problems"),
}
STYLES: dict[str, Text] = {
    "formalism": Text("形式主义", "Formalism"),
    "bureaucratism": Text("官僚主义", "Bureaucratism"),
    "hedonism": Text("享乐主义", "Hedonism"),
    "extravagance": Text("奢靡之风", "Extravagance"),
}
SOURCES: dict[str, Text] = {
    "inspection": Text("明察暗访", "Inspections, open and covert"),
    "report": Text("信访举报", "Letters and reports"),
    "authority": Text("上级交办", "Handed down by the authority"),
    "self_check": Text("自查自纠", "Self-checks"),
    "accounts": Text("财务核查", "Checks of the books"),
    "platform": Text("平台预警", "Warnings of the platform"),
    "public": Text("群众评议", "What citizens said"),
}
CATEGORIES: dict[str, Text] = {
    "excluding_terms": Text("排斥限制竞争", "Terms that exclude"),
    "splitting": Text("规避招标、化整为零", "Avoiding tenders, splitting"),
    "collusion": Text("围标串标", "Collusion of bidders"),
    "agency": Text("代理机构不规范", "Agencies out of order"),
    "evaluation": Text("评标不公正", "Unfair evaluation"),
    "disclosure": Text("信息公开不到位", "Not made public in full"),
    "objections": Text("异议处理不及时", "Objections answered late"),
    "performance": Text("标后履约不到位", "Contracts not performed"),
}
MARKS: dict[str, Text] = {
    "new": Text("新发", "New"),
    "repeated": Text("反复发生", "Repeated"),
}
LAYERS: dict[str, Text] = {
    "self": Text("本人自查", "The person"),
    "head": Text("科室复核", "The section's head"),
    "leader": Text("领导审签", "The leader"),
    "discipline": Text("纪检发现", "Discipline officers"),
}
