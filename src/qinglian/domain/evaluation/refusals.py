"""What an evaluation refuses, in words with rule, article and next step."""

from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.law.text import Text


def no_session() -> NotFound:
    """This will say that there is no such session, or that it is not the asker's."""
    return NotFound(
        Text("没有这场评标，或者您无权查看。", "There is no such evaluation, or it is not yours to see."),
        rule="nothing_found",
        article="PLT",
        next_step=Text("请核对地址，或者联系交易中心。", "Check the address, or ask the centre."),
    )


def no_page() -> NotFound:
    """This will say that the file has no such page, or cannot be drawn by page."""
    return NotFound(
        Text("没有这一页，或者这个文件不能按页显示。", "There is no such page, or the file cannot be shown by page."),
        rule="nothing_found",
        article="PLT",
        next_step=Text("不是 PDF 的文件请下载后查看。", "Download a file that is no PDF."),
    )


def by_page_alone() -> NotAllowed:
    """This will say that a blind PDF is shown by page, not handed out."""
    return NotAllowed(
        Text("暗标只按页显示，不给原文件。", "In a blind part a PDF is shown by page and not handed out."),
        rule="blind_part",
        article="ZTB 44",
        next_step=Text(
            "请在评分页逐页查看：原文件的属性可能暴露投标人。",
            "Read it on the scoring page: the file's properties may name the bidder.",
        ),
    )


def not_seated() -> NotAllowed:
    """This will say that the credential opens no seat."""
    return NotAllowed(
        Text("这个凭证不能进入评标。", "This credential opens no seat."),
        rule="seat_credential",
        article="ZTB 37",
        next_step=Text(
            "请用通知里的凭证；已更换的评委不能再进入。",
            "Use the credential of your call; replaced members cannot return.",
        ),
    )


def out_of_order(wrong: Text, *, article: str = "REG 49") -> NotNow:
    """This will say that the session is at another step."""
    return NotNow(
        wrong,
        rule="evaluation_in_order",
        article=article,
        next_step=Text("评标各步依次进行，请等这一步开始。", "The steps follow one another: wait for this one."),
    )


def not_the_host() -> NotAllowed:
    """This will say that the host alone may do this."""
    return NotAllowed(
        Text("只有主持人能办理。", "Only the host may do this."),
        rule="section.start_evaluation",
        article="REG 46",
        next_step=Text("请由交易中心主持人办理。", "Ask the centre's host."),
    )


def incomplete(wrong: Text, *, field: str) -> NotValid:
    """This will say what a sheet lacks."""
    return NotValid(
        wrong,
        rule="sheet_complete",
        article="REG 49",
        next_step=Text("请补全后再锁定。", "Complete it, then lock it."),
        field=field,
    )


def no_reason() -> NotValid:
    """This will ask for the reason of a replacement."""
    return NotValid(
        Text("更换评委须写明理由。", "A replacement states its reason."),
        rule="reason_given",
        article="REG 48",
        next_step=Text("请补充理由。", "Give the reason."),
        field="reason",
    )


def locked_already() -> NotNow:
    """This will say that a locked sheet stays as it was signed."""
    return NotNow(
        Text("这张评分表已经签名锁定，不能再改。", "This sheet is signed and locked; it cannot change."),
        rule="sheet_locked",
        article="ZTB 44",
        next_step=Text("如有异议，请在评标报告里写明不同意见。", "State a dissent in the report if you must."),
    )


def score_stands(key: str) -> NotValid:
    """This will say that a technical score of the closed technical stage is repeated as it was, though other bids are scored anew."""
    return NotValid(
        Text(
            f"{key} 号的技术评分在暗标编号公布前已经锁定，不能再改。",
            f"The technical scores of bid {key} were locked before the blind codes were revealed: they stand.",
        ),
        rule="blind_score_stands",
        article="REG 48",
        next_step=Text(
            "请照原样填写，只评新进入评审的投标。", "Repeat them as they were; score only the bids that came in anew."
        ),
        field=key,
    )
