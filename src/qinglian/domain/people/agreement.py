"""The agreement that everybody reads and accepts before any further step of registration (CTS A-001, A-014, A-025)."""

from qinglian.law.text import Text

VERSION = "2026-11"

CLAUSES: tuple[Text, ...] = (
    Text(
        "本机构所填信息真实、完整、现行有效；变化后及时申报变更，核验前仍以原信息为准。",
        "What we file is true, complete and current. We file changes in time; until they are verified the earlier data stays in force.",
    ),
    Text(
        "登录账号、二次验证和签名密钥由本机构自行保管；凡以本机构已绑定密钥签名的行为，由本机构负责。",
        "We keep our logins, second factors and signing keys ourselves. What is signed with our bound key is our act.",
    ),
    Text(
        "签名密钥在本机构自己的设备上生成，平台不保管私钥，也无法代为找回；遗失后应立即申请吊销。",
        "Signing keys are made on our own machine. The platform keeps no private key and cannot restore one; we report a loss at once.",
    ),
    Text(
        "平台把每一步业务记入公开日志。机构名称和统一社会信用代码在核验后公开；自然人姓名、电话不进入日志。",
        "The platform records each step in a public log. Names and credit codes of organisations become public once verified; names and phones of natural persons never enter it.",
    ),
    Text(
        "开标以前，任何人包括平台都不能读取投标文件，也不披露已递交的家数和名单（招标投标法第二十二条）。",
        "Before the opening nobody, the platform included, can read a bid, and neither number nor names of bidders are shown (ZTB 22).",
    ),
    Text(
        "不串通投标、不行贿、不借用他人资质、不弄虚作假；违反的依法处理，平台按规定报告行政监督部门。",
        "We do not collude, bribe, borrow licences or deceive. Breaches are dealt with by law; the platform reports them to the supervising authority.",
    ),
)
