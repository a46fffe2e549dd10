"""What several acts of this app demand first: the own organisation, a reason, a batch of sane size."""

from qinglian.domain.people.models import Organisation
from qinglian.domain.people.policy import is_own
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotValid
from qinglian.law.text import Text

BATCH = 200


def require_own(organisation: Organisation, *, by: Actor) -> None:
    """This will raise NotAllowed unless the actor is a registrant of this very organisation."""
    if is_own(organisation, by) and by.has_role("registrant"):
        return
    raise NotAllowed(
        Text("只有本机构的登记经办人可以办理。", "Only a registrant of this organisation may do this."),
        rule="filing.own",
        article="CTS A-004",
        next_step=Text("请以本机构登记经办人的账号登录。", "Sign in as the organisation's registrant."),
    )


def require_reason(reason: str, *, rule: str, article: str) -> str:
    """This will return the reason without stray spaces, or raise NotValid when there is none."""
    if len(reason.strip()) >= 4:
        return reason.strip()
    raise NotValid(
        Text("没有写明理由。", "No reason is given."),
        rule=rule,
        article=article,
        next_step=Text(
            "写明哪里不对、怎样改正，至少四个字。", "Say what is wrong and how to mend it, at least four characters."
        ),
        field="reason",
    )


def require_batch(count: int, *, field: str) -> None:
    """This will raise NotValid unless 1 to 200 things are decided at once."""
    if 1 <= count <= BATCH:
        return
    raise NotValid(
        Text(f"一次办理 1 到 {BATCH} 件，现在是 {count} 件。", f"1 to {BATCH} at once, not {count}."),
        rule="people.batch",
        article="CTS A-005",
        next_step=Text("请分批办理。", "Split them into batches."),
        field=field,
    )
