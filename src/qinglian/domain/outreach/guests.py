"""The categories of an open day's guests. Rows of data."""

from qinglian.law.text import Text

CATEGORIES: dict[str, Text] = {
    "npc_deputy": Text("人大代表", "Deputies of the people's congress"),
    "cppcc_member": Text("政协委员", "Members of the consultative conference"),
    "enterprise": Text("企业代表", "Enterprises"),
    "agency": Text("代理机构", "Tender agencies"),
    "expert": Text("评标专家", "Experts"),
    "media": Text("新闻媒体", "Media"),
    "citizen": Text("市民", "Citizens"),
}
