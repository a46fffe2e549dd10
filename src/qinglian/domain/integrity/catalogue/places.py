"""The wall's columns and bands, and the centre's sections. Rows of data; their order is the order on the wall."""

from qinglian.domain.integrity.catalogue.point import Department, Level, Step
from qinglian.law.text import Text

STEPS: tuple[Step, ...] = (
    Step("registration", Text("登记入库", "Registration")),
    Step("notice", Text("立项与公告", "Project and notice")),
    Step("documents", Text("招标文件", "Tender documents")),
    Step("questions", Text("答疑与变更", "Questions and changes")),
    Step("submission", Text("投标与保证金", "Bids and security")),
    Step("opening", Text("开标", "Opening")),
    Step("draw", Text("专家抽取", "Draw of experts")),
    Step("evaluation", Text("评标", "Evaluation")),
    Step("publicity", Text("公示与异议", "Candidates and objections")),
    Step("award", Text("定标与合同", "Award and contract")),
    Step("payment", Text("收费与支付", "Fees and payments")),
    Step("archive", Text("档案与场地", "Archive and rooms")),
    Step("systems", Text("系统与账号", "Systems and accounts")),
    Step("office", Text("内部管理", "The centre's own affairs")),
)
STEP_BY_CODE: dict[str, Step] = {row.code: row for row in STEPS}

LEVELS: tuple[Level, ...] = (
    Level("high", Text("高风险", "High risk")),
    Level("medium", Text("中风险", "Medium risk")),
    Level("low", Text("低风险", "Low risk")),
)
LEVEL_BY_CODE: dict[str, Level] = {row.code: row for row in LEVELS}

# fmt: off
DEPARTMENTS: tuple[Department, ...] = (
    Department("office", Text("办公室", "Office"), Text("文秘、采购、接待、场地和档案", "Secretariat, purchasing, reception, rooms and archive")),
    Department("party", Text("机关党委", "Party office"), Text("干部人事、廉政教育、插手干预记录", "Personnel, integrity education, the register of interventions")),
    Department("service", Text("受理服务科", "Registration section"), Text("主体登记、密钥绑定、窗口咨询", "Registering organisations, binding keys, answering at the counter")),
    Department("transaction", Text("交易管理科", "Transaction section"), Text("公告核验、开标主持、评标组织、公示服务", "Verifying notices, hosting openings and evaluations, publishing candidates")),
    Department("supervision", Text("监督检查科", "Supervision and inspection section"), Text("全程见证、随机检查、线索移送", "Witnessing the process, random inspections, referring clues")),
    Department("expert", Text("专家管理科", "Expert section"), Text("专家库维护、抽取协助、履职考核", "Keeping the register of experts, helping with draws, assessing their work")),
    Department("information", Text("信息技术科", "Information section"), Text("平台运行、账号权限、日志与备份", "Running the platform, accounts and posts, log and backups")),
    Department("finance", Text("财务科", "Finance section"), Text("保证金、服务费、专家劳务费和财务账", "Bid security, service fees, experts' fees and the books")),
)
# fmt: on
DEPARTMENT_BY_CODE: dict[str, Department] = {row.code: row for row in DEPARTMENTS}
