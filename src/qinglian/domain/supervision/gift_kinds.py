"""Who gives, and what becomes of what was handed in. Rows of data. Pure."""

from qinglian.law.text import Text

GIVERS: dict[str, Text] = {
    "bidder": Text("投标人", "Bidder"),
    "agency": Text("招标代理机构", "Tender agency"),
    "tenderer": Text("招标人", "Tenderer"),
    "expert": Text("评标专家", "Expert"),
    "supplier": Text("中心的供应商", "Supplier of the centre"),
    "colleague": Text("同事或者下属", "Colleague or subordinate"),
    "other": Text("其他人", "Somebody else"),
}
DISPOSALS: dict[str, Text] = {
    "returned": Text("退还", "Returned"),
    "treasury": Text("上缴国库", "To the treasury"),
    "public_use": Text("登记公用", "Registered for public use"),
    "destroyed": Text("销毁", "Destroyed"),
}
