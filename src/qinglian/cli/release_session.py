"""`qinglian release --session`: business and technical shares for an evaluation session, encrypted to its recipient alone."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qinglian.cli.files import write_object
from qinglian.cli.refused import Refused
from qinglian.cli.server import Server
from qinglian.cli.speech import console, say
from qinglian.trust.access import BIDDER
from qinglian.trust.bundle import CheckedSession, check_session_bundle
from qinglian.trust.keys import Master
from qinglian.trust.policy import Policy
from qinglian.trust.release import Unreleasable
from qinglian.trust.session import SESSION_COMPARTMENTS, make_session_release


@dataclass(frozen=True)
class Holder:
    """Whose shares of which opening; `lock` is a bidder's own manifest."""

    master: Master
    opening: dict[str, Any]
    guardian: str
    epoch: int
    lock: str | None


def release_to_session(holder: Holder, policy: Policy, server: str | None, out: Path | None) -> None:
    """This will check the session's fact and the closing list for both compartments, sign both, and only then hand in."""
    if server is None:
        raise Refused("请给出 --server", "Give --server")
    platform = Server(server)
    checked = {part: _checked(holder, policy, platform, part) for part in SESSION_COMPARTMENTS}
    require_one_session(list(checked.values()))
    signed = {part: _signed(holder, part, found) for part, found in checked.items()}
    if out is not None:
        write_object(out, signed)
    for part in SESSION_COMPARTMENTS:
        platform.post("/api/evaluation/releases", signed[part])
    console().print(say("商务、技术两部分都已交给评标会话", "Business and technical shares released to the session"))


def _checked(holder: Holder, policy: Policy, platform: Server, part: str) -> CheckedSession:
    path = f"/api/evaluation/sections/{holder.opening['tender']}/{holder.opening['section']}/bundle"
    value = platform.get(path, guardian=holder.guardian, compartment=part)
    try:
        return check_session_bundle(
            value, opening=holder.opening, policy=policy, compartment=part, guardian=holder.guardian, only=holder.lock
        )
    except (ValueError, KeyError) as error:
        raise Refused("什么也没有交出：{why}", "Nothing was released: {why}", why=error) from None


def require_one_session(checked: list[CheckedSession]) -> None:
    """This will show what was proved, and refuse when the platform named another session for the other compartment."""
    first = checked[0]
    if any((one.session, one.recipient, one.index) != (first.session, first.recipient, first.index) for one in checked):
        raise Refused(
            "平台给出了两个不同的评标会话，什么也没有交出",
            "The platform named two different sessions; nothing was released",
        )
    names = ", ".join(sorted(first.bundle.witnessed.cosigned))
    console().print(
        say(
            "截止在日志第 {closed} 条，评标会话在第 {index} 条，接收方 {recipient}，见证：{names}",
            "The closing is leaf {closed}, the session leaf {index}, its recipient {recipient}; witnesses: {names}",
            closed=first.bundle.index,
            index=first.index,
            recipient=first.recipient,
            names=names,
        ),
        markup=False,
    )


def _signed(holder: Holder, part: str, checked: CheckedSession) -> dict[str, Any]:
    heads = checked.bundle.heads
    signed, refused = make_session_release(
        holder.master, opening=holder.opening, guardian=holder.guardian, compartment=part, closing=checked.bundle.root,
        session=checked.recipient, heads=heads, epoch=holder.epoch,
    )  # fmt: skip
    if refused and (holder.guardian == BIDDER or len(refused) == len(heads)):
        raise Refused(
            "{n} 份信封没有一份打得开（第一份 {first}：{why}），什么也没有交出；请核对密钥和期次",
            "None of the {n} envelopes opens (first {first}: {why}); nothing was released. Check key and epoch",
            n=len(refused),
            first=refused[0].manifest[:16],
            why=refused[0].why,
        )
    for row in refused:
        _tell(part, row)
    return signed


def _tell(part: str, row: Unreleasable) -> None:
    """This will say which envelope gave no share: the other guardians of the group come first."""
    console().print(
        say(
            "{part}：信封里没有份额 {manifest}：{why}。其余照交，这一份要靠同组其他保管人",
            "{part}: no share in the envelope {manifest}: {why}. The rest is released; this one needs the others of your group",
            part=part,
            manifest=row.manifest,
            why=row.why,
        ),
        markup=False,
    )
