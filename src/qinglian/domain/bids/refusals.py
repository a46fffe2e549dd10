"""The refusals of bids and openings: each made once, with its rule, article and next step."""

from contextlib import AbstractContextManager
from datetime import datetime

from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid, refusing
from qinglian.law.text import Text

SEAL_AGAIN = Text(
    "请在本标段的密封页重新密封后再递交。", "Seal the files again on this section's page and hand them in."
)
_SEND_AGAIN = Text(
    "请重新上传整份文件；反复出现时请重新密封。", "Upload the whole file again; if it happens again, seal anew."
)
_LOOK_UP = Text(
    "请用清单指纹查询回执，或者在“我的投标”查看。", "Look up the receipt by the manifest's hash, or see your bids."
)
_WAIT = Text("请等待页面上写明的下一步。", "Wait for the next step that the page names.")


def malformed_package() -> AbstractContextManager[None]:
    """This will turn what a package's reader finds wrong (or a broken connection) into NotValid."""
    return refusing(_malformed_package, ValueError, OSError)


def malformed_document() -> AbstractContextManager[None]:
    """This will turn a malformed or wrongly signed document into NotValid."""
    return refusing(_malformed_document, ValueError)


def _malformed_package(error: Exception) -> NotValid:
    return NotValid(
        Text(
            "投标文件没有传完整，或者不是按要求密封的文件。",
            f"The bid did not come in whole, or is not sealed as required ({error}).",
        ),
        rule="bid_whole",
        article="REG 36",
        next_step=_SEND_AGAIN,
    )


def _malformed_document(error: Exception) -> NotValid:
    return NotValid(
        Text(
            "签名文件的格式或者签名不对。",
            f"The signed document is malformed, or its signature is wrong ({error}).",
        ),
        rule="field_form",
        article="PLT",
        next_step=Text("请用本平台的页面或工具重新签名。", "Sign again with the platform's page or tool."),
    )


def unsealed(wrong: Text, *, field: str = "") -> NotValid:
    """This will refuse a package that is not sealed as the tender documents demand (REG 36)."""
    return NotValid(wrong, rule="unsealed_bid_refused", article="REG 36", next_step=SEAL_AGAIN, field=field)


def late(at: datetime | None) -> NotNow:
    """This will refuse what comes after the deadline: bids, changes, withdrawals (ZTB 28; REG 36; CTS A-092, A-093)."""
    when = at.strftime("%Y-%m-%d %H:%M:%S") if at else ""
    return NotNow(
        Text(
            f"投标已经截止{f'，最后一个字节到达时是 {when}' if when else ''}，依法拒收。",
            f"Bidding has closed{f'; the last byte arrived at {when}' if when else ''}: it is refused by law.",
        ),
        rule="late_bid_refused",
        article="ZTB 28; REG 36",
        next_step=Text(
            "截止后不能递交、修改或者撤回。", "After the deadline nothing can be handed in, changed or withdrawn."
        ),
    )


def foreign_key() -> NotAllowed:
    """This will refuse a document that another organisation's key signed."""
    return NotAllowed(
        Text(
            "签名的密钥不属于文件写明的投标人。",
            "The key that signed does not belong to the bidder that the document names.",
        ),
        rule="key.bind_key",
        article="CTS A-012",
        next_step=Text("请用本单位已绑定的密钥签名。", "Sign with your organisation's bound key."),
        field="bidder",
    )


def own_tender() -> NotAllowed:
    """This will refuse the tenderer or its agency as a bidder (REG 13, 34)."""
    return NotAllowed(
        Text("招标人和招标代理机构不能在本项目投标。", "The tenderer and its agency may not bid in their own tender."),
        rule="interested_bidders",
        article="REG 34",
        next_step=Text("请核对所用的密钥属于哪个单位。", "Check which organisation the key belongs to."),
        field="bidder",
    )


def received_already() -> NotNow:
    """This will refuse the same package a second time."""
    return NotNow(
        Text(
            "这份投标文件已经收过，或者同时收到了两份。", "This bid has been received already, or two came in at once."
        ),
        rule="bid_counts_once",
        article="PLT",
        next_step=_LOOK_UP,
    )


def nonce_used() -> NotValid:
    """This will refuse a nonce that this bidder has used in this opening before."""
    return NotValid(
        Text("文件里的随机数用过了。", "The bid's nonce was used before."),
        rule="bid_counts_once",
        article="PLT",
        next_step=SEAL_AGAIN,
        field="nonce",
    )


def no_such_bid() -> NotFound:
    """This will say that there is no bid in force with this hash, or that it is not the asker's: the two are not told apart."""
    return NotFound(
        Text("没有这份在案的投标文件，或者不是您的。", "There is no such bid in force, or it is not yours."),
        rule="nothing_found",
        article="PLT",
        next_step=_LOOK_UP,
    )


def nothing_found() -> NotFound:
    """This will say that there is nothing to see here, or not yet, or not for the asker."""
    return NotFound(
        Text("没有这一项，或者现在还不能看。", "There is no such thing, or it cannot be seen yet."),
        rule="nothing_found",
        article="PLT",
        next_step=_WAIT,
    )


def not_yet_closed() -> NotNow:
    """This will refuse to close before the deadline (ZTB 34)."""
    return NotNow(
        Text("投标截止时间还没有到。", "The deadline has not come."),
        rule="opening_at_deadline",
        article="ZTB 34",
        next_step=_WAIT,
    )


def waiting_for_witnesses() -> NotNow:
    """This will refuse to release before a quorum of witnesses cosigned the closing."""
    return NotNow(
        Text(
            "截止清单还在等见证方签名，签够之前任何人不能交出密钥。",
            "Witnesses have not yet cosigned the closing; nobody may release keys before.",
        ),
        rule="release_after_cosigned_closing",
        article="ZTB 36",
        next_step=Text(
            "请等待见证方；主持人可以查看见证状态。", "Wait for the witnesses; the host can see which are silent."
        ),
    )


def out_of_order(wrong: Text) -> NotNow:
    """This will refuse an act whose step of the opening has not come or is over."""
    return NotNow(wrong, rule="opening_in_order", article="ZTB 36", next_step=_WAIT)


def window_over() -> NotNow:
    """This will refuse a release after the decryption window (CTS A-110)."""
    return NotNow(
        Text("解密时限已过，不再接收密钥。", "The decryption window has passed; no keys are taken any more."),
        rule="decrypt_window_minutes",
        article="O20 31",
        next_step=Text(
            "未解密的投标文件按责任方处理，记入开标记录。",
            "Bids that were not opened are treated by whose fault it is, and recorded.",
        ),
    )


def wrong_release(wrong: Text, *, field: str = "shares") -> NotValid:
    """This will refuse a release that does not fit: whose it is, what it covers, what it commits to."""
    return NotValid(
        wrong,
        rule="release_fits",
        article="PLT",
        next_step=Text(
            "请重新取开标数据后再交；有信封打不开的，在签名中逐份写明，其余照交。",
            "Fetch the opening's data again and release anew; name each envelope that does not open in the signed release, and release the rest.",
        ),
        field=field,
    )


def not_a_guardian() -> NotAllowed:
    """This will refuse a release by somebody whose card is not in force here."""
    return NotAllowed(
        Text("签名的密钥不是本次开标的保管人。", "The key that signed is no guardian of this opening."),
        rule="guardian_card_valid",
        article="PLT",
        next_step=Text("请用交密钥卡时的密钥签名。", "Sign with the key that signed your card."),
        field="guardian",
    )


def not_a_bidder_here() -> NotAllowed:
    """This will refuse an act that only a bidder of this opening may do."""
    return NotAllowed(
        Text("只有本次开标的投标人可以办理。", "Only a bidder of this opening may do this."),
        rule="row_confirmed_by_owner",
        article="ZTB 36",
        next_step=Text(
            "请用投标时的密钥或者本单位的账户。", "Use the key that signed the bid, or your organisation's account."
        ),
    )


def not_the_host() -> NotAllowed:
    """This will refuse an act of the opening's host to anybody else."""
    return NotAllowed(
        Text("只有开标主持人可以办理。", "Only the opening's host may do this."),
        rule="opening_hosted",
        article="ZTB 35",
        next_step=Text("请由主持人登录办理。", "Ask the host to sign in and do it."),
    )
