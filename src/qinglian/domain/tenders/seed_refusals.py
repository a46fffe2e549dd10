"""The refusals of seeds: each made once, with its rule, article and next step."""

from contextlib import AbstractContextManager

from qinglian.domain.tenders.lots import PARTIES
from qinglian.law.refusal import MISFITS, NotAllowed, NotNow, NotValid, refusing
from qinglian.law.text import Text

_MAKE_AGAIN = Text("请在本页重新生成种子并提交。", "Make the seed again on this page and hand it in.")
_LOOK = Text("请看页面上各方的状态。", "See the state of each party on the page.")


def misfitting() -> AbstractContextManager[None]:
    """This will turn what does not fit in a seed, deposit or release into NotValid."""
    return refusing(lambda error: unfit(Text(f"内容不符：{error}", f"It does not fit: {error}")), *MISFITS)


def unfit(wrong: Text) -> NotValid:
    """This will refuse a scope, commitment, deposit, seed or share that does not fit."""
    return NotValid(wrong, rule="seed_fits", article="REG 46", next_step=_MAKE_AGAIN, field="seed")


def not_a_party(party: str) -> NotAllowed:
    """This will refuse who acts for another party."""
    label = PARTIES.get(party, Text(party, party))
    return NotAllowed(
        Text(f"您不能代表“{label.zh}”提交种子。", f"You may not act for “{label.en}”."),
        rule="seed_by_party",
        article="REG 46",
        next_step=Text("请由该方有此职责的人员办理。", "Ask a person of that party whose post has this duty."),
    )


def not_a_guardian() -> NotAllowed:
    """This will refuse a release that is not signed by its guardian's key."""
    return NotAllowed(
        Text("不是这位保管人的密钥签署的。", "It is not signed by this guardian's key."),
        rule="seed_by_party",
        article="REG 46",
        next_step=Text("请用已绑定的保管人密钥签署。", "Sign with the bound guardian's key."),
    )


def too_late_or_early(purpose: str) -> NotNow:
    """This will refuse a commitment outside its time."""
    when = {
        "coefficient": Text(
            "系数种子在公告发布前承诺。", "Seeds of a coefficient are committed before the notice is out."
        ),
        "draw": Text("抽取种子在投标截止后、评标结束前承诺。", "Seeds of a draw are committed after the closing."),
    }[purpose]
    return NotNow(when, rule="seed_committed_in_time", article="REG 46", next_step=_LOOK)


def committed_already() -> NotNow:
    """This will refuse a party's second seed in one scope."""
    return NotNow(
        Text("本方已经承诺，不能更换。", "This party has committed; a seed is never exchanged."),
        rule="seed_counts_once",
        article="REG 46",
        next_step=_LOOK,
    )


def used_before() -> NotValid:
    """This will refuse a commitment that stood before, here or elsewhere."""
    return NotValid(
        Text("这个承诺已经用过。", "This commitment was used before."),
        rule="seed_counts_once",
        article="REG 46",
        next_step=_MAKE_AGAIN,
        field="commitment",
    )


def nothing_to_chance() -> NotNow:
    """This will refuse a coefficient's seed where the terms draw nothing."""
    return NotNow(
        Text("本标段的评标办法不抽取系数。", "The section's terms leave nothing to chance."),
        rule="seed_committed_in_time",
        article="PLT",
        next_step=Text("请先在评标办法中选择需要抽取的公式。", "Choose a formula with a drawn coefficient first."),
    )


def no_guardians() -> NotNow:
    """This will refuse a seed that nobody could keep."""
    return NotNow(
        Text("没有保管人，种子无处存底。", "There are no guardians to keep the seed."),
        rule="seed_fits",
        article="REG 46",
        next_step=Text("请先选定保管人并收齐密钥卡。", "Choose guardians and collect their cards first."),
    )


def not_committed() -> NotNow:
    """This will refuse a seed that nobody committed to."""
    return NotNow(
        Text("本方没有承诺过种子。", "This party has committed to no seed."),
        rule="seed_revealed_in_time",
        article="REG 46",
        next_step=Text("请先提交承诺和存底。", "Commit and deposit first."),
    )


def not_due() -> NotNow:
    """This will refuse to tell a seed before its moment."""
    return NotNow(
        Text("现在还不能公开种子。", "Seeds cannot be told yet."),
        rule="seed_revealed_in_time",
        article="REG 46",
        next_step=Text(
            "系数种子在投标截止后公开；抽取种子在各方都承诺后公开。",
            "A coefficient's after the closing; a draw's once every party has committed.",
        ),
    )


def known_already() -> NotNow:
    """This will refuse a seed that is known, or failed."""
    return NotNow(
        Text("这个种子已有结果。", "This seed has its outcome already."),
        rule="seed_counts_once",
        article="REG 46",
        next_step=_LOOK,
    )
