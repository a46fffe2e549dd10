"""Key matters of money: bid security, reimbursements and experts' fees, the centre's own purchases."""

from qinglian.domain.integrity.flows.flow import Flow
from qinglian.domain.integrity.flows.written import cases, decision, end, start, task, way
from qinglian.law.text import Text

_BIDDER = Text("投标人", "Bidder")
_CASHIER = Text("出纳", "Cashier")
_ACCOUNTANT = Text("会计", "Accountant")
_FINANCE_HEAD = Text("财务科负责人", "Head of finance")
_CLAIMANT = Text("经办人", "Claimant")
_SECTION_HEAD = Text("科室负责人", "Head of the section")
_DIRECTOR = Text("分管领导", "Director in charge")
_BUYER = Text("采购经办人", "Purchasing clerk")
_PANEL = Text("采购小组", "Purchasing panel")
_KEEPER = Text("资产管理员", "Keeper of assets")
_DISCIPLINE = Text("纪检监督员", "Discipline officer")

_SECURITY = Flow(
    "F12",
    Text("投标保证金收取与退还", "Taking and refunding bid security"),
    "finance",
    (
        start("缴纳期开始", "The time to pay begins"),
        task("pay_security", Text("从基本账户转账", "Pay from the basic account"), role=_BIDDER, limit=Text("投标截止前", "Before the deadline"), article="REG 26", risks=("R18",)),
        task("match_payment", Text("核对到账", "Match the payment"), role=_CASHIER, limit=Text("到账当日", "On the day"), risks=("R43",)),
        decision("refundable", "能否退还", "Is it refundable"),
        task("compute_refund", Text("计算本金和利息", "Compute principal and interest"), role=_ACCOUNTANT, limit=Text("合同签订后五日内", "Within five days of the contract"), article="REG 57", risks=("R44",)),
        task("approve_refund", Text("复核退款清单", "Check the list of refunds"), role=_FINANCE_HEAD, limit=Text("一个工作日", "One working day"), risks=("R44",)),
        decision("refund_checked", "清单是否相符", "Does the list agree"),
        task("refund", Text("原路退回", "Refund to the paying account"), role=_CASHIER, limit=Text("合同签订后五日内", "Within five days of the contract"), article="REG 57", risks=("R43", "R44")),
        task("forfeit", Text("按规定不予退还", "Keep it as the law says"), role=_FINANCE_HEAD, article="REG 74", risks=("R43",)),
        end("refunded", "已退还", "Refunded"),
        end("kept", "不予退还", "Kept"),
    ),
    (
        *way("start", "pay_security", "match_payment", "refundable"),
        *cases("refundable", ("compute_refund", "应当退还", "To be refunded"), ("forfeit", "依法不退", "Lawfully kept")),
        *way("compute_refund", "approve_refund", "refund_checked"),
        *cases("refund_checked", ("refund", "相符", "It agrees"), ("compute_refund", "不符，重算", "It does not: compute again")),
        *way("refund", "refunded"),
        *way("forfeit", "kept"),
    ),
)  # fmt: skip

_EXPENSES = Flow(
    "F13",
    Text("财务报销与专家劳务费支付", "Reimbursements and experts' fees"),
    "finance",
    (
        start("支出发生", "An expense arises"),
        task("claim", Text("填单并附凭证", "Claim with vouchers"), role=_CLAIMANT, limit=Text("支出后十个工作日", "Ten working days"), risks=("R45", "R56")),
        task("confirm_claim", Text("证明事项属实", "Confirm that it took place"), role=_SECTION_HEAD, limit=Text("两个工作日", "Two working days"), risks=("R45",)),
        task("check_vouchers", Text("审核票据和标准", "Check vouchers and rates"), role=_ACCOUNTANT, limit=Text("三个工作日", "Three working days"), risks=("R43", "R45")),
        decision("vouchers_good", "凭证是否合规", "Are the vouchers in order"),
        task("approve_payment", Text("审批支付", "Approve the payment"), role=_DIRECTOR, limit=Text("两个工作日", "Two working days"), risks=("R43",)),
        decision("payment_approved", "是否同意", "Is it approved"),
        task("pay", Text("公务卡或转账支付", "Pay by card or transfer"), role=_CASHIER, limit=Text("一个工作日", "One working day"), risks=("R43",)),
        task("publish_expense", Text("内部公示", "Post within the centre"), role=_FINANCE_HEAD, limit=Text("每月", "Every month"), risks=("R56",)),
        end("paid", "已支付", "Paid"),
        end("refused", "不予报销", "Refused"),
    ),
    (
        *way("start", "claim", "confirm_claim", "check_vouchers", "vouchers_good"),
        *cases("vouchers_good", ("approve_payment", "合规", "In order"), ("claim", "补正", "To be corrected"), ("refused", "不合规", "Not in order")),
        *way("approve_payment", "payment_approved"),
        *cases("payment_approved", ("pay", "同意", "Approved"), ("refused", "不同意", "Refused")),
        *way("pay", "publish_expense", "paid"),
    ),
)  # fmt: skip

_PURCHASE = Flow(
    "F14",
    Text("中心自行采购", "The centre's own purchases"),
    "office",
    (
        start("提出需求", "A need arises"),
        task("request_purchase", Text("写明需求和预算", "State need and budget"), role=_SECTION_HEAD, risks=("R54",)),
        task("approve_budget", Text("审批预算和方式", "Approve budget and method"), role=_DIRECTOR, limit=Text("三个工作日", "Three working days"), risks=("R53", "R54")),
        decision("budget_approved", "是否同意", "Is it approved"),
        task("invite_offers", Text("公开询价，不少于三家", "Invite three offers or more"), role=_BUYER, limit=Text("公开三个工作日", "Public for three working days"), risks=("R54",)),
        task("compare_offers", Text("集体评议并记录", "Compare together, on record"), role=_PANEL, risks=("R54",)),
        task("witness_purchase", Text("监督抽查", "Check as supervisor"), role=_DISCIPLINE, limit=Text("签约前", "Before the contract"), risks=("R54",)),
        decision("purchase_clean", "是否合规", "Is it in order"),
        task("sign_purchase", Text("签订合同", "Sign the contract"), role=_DIRECTOR, risks=("R54",)),
        task("accept_goods", Text("两人验收入账", "Two accept and book"), role=_KEEPER, limit=Text("到货后五个工作日", "Five working days"), risks=("R54",)),
        end("bought", "采购完成", "Bought"),
        end("not_bought", "不予采购", "Not bought"),
    ),
    (
        *way("start", "request_purchase", "approve_budget", "budget_approved"),
        *cases("budget_approved", ("invite_offers", "同意", "Approved"), ("not_bought", "不同意", "Refused")),
        *way("invite_offers", "compare_offers", "witness_purchase", "purchase_clean"),
        *cases("purchase_clean", ("sign_purchase", "合规", "In order"), ("invite_offers", "重新询价", "Invite again")),
        *way("sign_purchase", "accept_goods", "bought"),
    ),
)  # fmt: skip

MONEY_FLOWS: tuple[Flow, ...] = (_SECURITY, _EXPENSES, _PURCHASE)
