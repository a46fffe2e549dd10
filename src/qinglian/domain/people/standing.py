"""Why an organisation may be suspended: causes as data, because the log names the cause and never a free text. Pure."""

from qinglian.law.text import Text

CAUSES: dict[str, Text] = {
    "own_request": Text("本机构申请", "Own request"),
    "false_data": Text("登记信息不实", "Filed data is untrue"),
    "licence_ended": Text("证照失效或注销", "Licence ended"),
    "supervisor_order": Text("行政监督部门决定", "Decision of the supervising authority"),
    "court_listed": Text("列入失信被执行人", "Listed as dishonest judgment debtor"),
}
