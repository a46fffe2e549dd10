"""The words of messages, culture positions and the reading room. Rows of data."""

from qinglian.law.text import Text

MESSAGE_KINDS: dict[str, Text] = {"motto": Text("廉政格言", "Motto"), "case": Text("典型案例", "Typical case")}

CHANNELS: dict[str, Text] = {
    "portal": Text("门户网站", "Portal"),
    "led": Text("LED 屏", "LED screen"),
    "feed": Text("订阅源", "Feed"),
    "plate": Text("桌牌", "Desk plates"),
    "group": Text("工作群", "Work group"),
}
FETCHED = ("portal", "led", "feed")  # these come and fetch the day's message; to the others it is handed
HANDED = ("plate", "group")

POSITION_KINDS: dict[str, Text] = {
    "corridor": Text("文化走廊", "Corridor"),
    "screen": Text("电子屏", "Screen"),
    "plate": Text("桌牌", "Desk plates"),
    "hall": Text("大厅", "Hall"),
    "board": Text("宣传栏", "Notice board"),
}
AREAS: dict[str, Text] = {"office": Text("办公区", "Office area"), "trading": Text("交易现场", "Trading floor")}

CATEGORIES: dict[str, Text] = {
    "discipline_law": Text("党纪法规", "Discipline and law"),
    "family_virtues": Text("优良家风", "Family virtues"),
    "integrity_culture": Text("廉洁文化", "Culture of integrity"),
    "party_history": Text("党史党建", "Party history"),
    "business": Text("业务知识", "Professional knowledge"),
    "others": Text("其他", "Others"),
}
NAMED_CATEGORIES = ("discipline_law", "family_virtues")  # these must hold books
