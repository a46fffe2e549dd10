"""The wall's columns and bands. Rows of data; their order is the order on the wall."""

from qinglian.domain.integrity.catalogue.point import Level, Step
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
