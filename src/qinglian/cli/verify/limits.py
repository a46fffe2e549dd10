"""What verification cannot show (docs/threat-model.md). It prints these every time; no claim goes beyond the data that it needs."""

from qinglian.law.text import Text

ALWAYS = (
    Text("没有人申报的利害关系", "a conflict of interest that nobody declared"),
    Text("全部保管组串通，提前看了标书", "early reading by all groups of guardians together"),
    Text(
        "在截止与截止清单被见证之间的插入，超出见证时间所能限定的部分",
        "an insertion between the deadline and the witnessed closing, beyond what the witnesses' times bound",
    ),
    Text(
        "没有给出回执就被拒收的投标文件，除非投标人投诉",
        "a bid that was refused before its receipt, unless its bidder complains",
    ),
    Text(
        "投标人或保管人交出、而平台没有记录的密钥，除非交出者投诉",
        "a release that the platform never logged, unless its holder complains",
    ),
    Text("名单以外的保管人", "anything about a guardian whose key is not in the policy"),
    Text(
        "绑定的密钥是否真的属于那家单位：这由中心核对指纹",
        "that a bound key really is its organisation's: the centre compared the fingerprint",
    ),
)
UNPINNED = Text(
    "日志密钥、见证方和保管人是否真实：信任名单取自被核对的服务器，请用 --policy 给出另外取得的名单",
    "that log key, witnesses and guardians are the real ones: the policy came from the server that is checked; give one with --policy",
)
PARTIAL = Text(
    "部分副本之外的 {n} 条里有没有关于本项目的其他事实",
    "whether other facts about this tender stand among the {n} leaves that this partial copy leaves out",
)
NO_RECEIPTS = Text(
    "有没有投标文件被丢弃：没有人出示回执", "whether a bid was dropped before the list: no receipt was presented"
)
NO_MEMORY = Text(
    "日志以前是否不同：没有给出以前的检查点",
    "whether the log was different earlier: no remembered checkpoint was given",
)
NO_WITNESS = Text(
    "别人看到的是不是同一份日志：名单中没有见证方", "whether others are shown the same log: the policy has no witnesses"
)
SIMULATED = Text(
    "任何真实的事：这是模拟环境（.invalid），时间和人物都是假设的",
    "anything real: this is a simulation (.invalid); times and persons are made up",
)
