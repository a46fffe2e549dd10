"""The categories of institutional rules. Rows of data; the register, its filters and the API go by these codes."""

from qinglian.law.text import Text

CATEGORIES: dict[str, Text] = {
    "party": Text("党建廉政", "Party work and integrity"),
    "trading": Text("交易业务", "Trading"),
    "service": Text("窗口服务", "Counter service"),
    "expert": Text("专家管理", "Experts"),
    "oversight": Text("监督检查", "Oversight"),
    "platform": Text("信息平台", "Information platform"),
    "finance": Text("财务资产", "Finance and property"),
    "personnel": Text("人事管理", "Personnel"),
    "office": Text("行政综合", "Administration"),
    "safety": Text("安全应急", "Safety and emergencies"),
}
OUTCOMES: dict[str, Text] = {
    "kept": Text("保留", "Kept"),
    "revised": Text("保留并修订", "Kept, to be revised"),
    "repealed": Text("废止", "Repealed"),
}
