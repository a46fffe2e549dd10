"""The topics of party-committee meetings. Rows of data; the yearly figure counts one of them."""

from qinglian.law.text import Text

INTEGRITY = "integrity"
TOPICS: dict[str, Text] = {
    INTEGRITY: Text("党风廉政建设", "Integrity responsibility"),
    "ideology": Text("意识形态", "Ideological work"),
    "party_building": Text("党的建设", "Party building"),
    "personnel": Text("干部人事", "Personnel"),
    "key_matters": Text("三重一大事项", "Key decisions, posts, projects and sums"),
    "business": Text("业务工作", "Business"),
    "finance": Text("财务与采购", "Finance and purchasing"),
}
