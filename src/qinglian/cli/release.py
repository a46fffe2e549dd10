"""`qinglian release`: a guardian, or a bidder for its own lock, releases shares after checking what must be true before."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import segno
import typer

from qinglian.cli.files import open_key, open_policy, read_object, write_object
from qinglian.cli.refused import Refused
from qinglian.cli.release_session import Holder, release_to_session
from qinglian.cli.server import Server
from qinglian.cli.speech import console, say
from qinglian.trust.access import BIDDER
from qinglian.trust.bundle import CheckedBundle, check_bundle
from qinglian.trust.keys import Master
from qinglian.trust.policy import Policy
from qinglian.trust.release import Unreleasable, make_release, read_out_identity


@dataclass(frozen=True)
class _Scope:
    """Whose share of which opening."""

    opening: dict[str, Any]
    guardian: str
    compartment: str
    epoch: int


_Lock = Annotated[str | None, typer.Option(help=say("投标人：自己的清单哈希", "bidder: your own manifest hash"))]
_Guardian = Annotated[str | None, typer.Option(help=say("保管人编号", "guardian's id, if the key file names another"))]
_Paper = Annotated[bool, typer.Option(help=say("不联网：读出身份", "without a network: read the identity out"))]
_Session = Annotated[
    bool,
    typer.Option("--session", help=say("交给评标会话：商务、技术", "to the evaluation session: business, technical")),
]


def add_to(app: typer.Typer) -> None:
    """This will add the command."""
    app.command("release", help=say("开标时交出密钥份额", "Release shares at the opening"))(run)


def run(
    *,
    key: Annotated[Path, typer.Option(help=say("密钥文件", "your key file"))],
    policy: Annotated[Path, typer.Option(help=say("另外取得的信任名单", "the policy that you pinned"))],
    tender: Annotated[str, typer.Option(help=say("招标项目编号", "tender code"))],
    section: Annotated[str, typer.Option(help=say("标段", "section"))] = "1",
    number: Annotated[int, typer.Option("--round", help=say("轮次", "round"))] = 1,
    server: Annotated[str | None, typer.Option(help=say("平台地址", "the platform"))] = None,
    bundle: Annotated[Path | None, typer.Option(help=say("或已保存的开标资料", "or a saved release bundle"))] = None,
    lock: _Lock = None,
    guardian: _Guardian = None,
    epoch: Annotated[int, typer.Option(help=say("密钥卡的期次", "the card's epoch"))] = 0,
    paper: _Paper = False,
    closing: Annotated[str | None, typer.Option(help=say("读出时：截止根", "on paper: the closing root"))] = None,
    out: Annotated[Path | None, typer.Option(help=say("另存签名文件", "keep the signed release here"))] = None,
    session: _Session = False,
) -> None:
    """This will verify the witnessed closing and the whole list, then sign the shares, naming bad envelopes; `--paper` prints the identity."""
    pinned = open_policy(policy)
    master, file = open_key(key)
    if file["origin"] != pinned.origin:
        raise Refused("密钥与信任名单不是同一个平台", "Key and policy are of different platforms")
    name = BIDDER if lock else guardian or file["holder"]
    opening = {"origin": pinned.origin, "tender": tender, "section": section, "round": number}
    scope = _Scope(opening, name, "sheet", epoch)
    _require_pinned(pinned, scope, master)
    if session:
        _require_alone(paper=paper, bundle=bundle)
        release_to_session(Holder(master, opening, name, epoch, lock), pinned, server, out)
        return
    if paper and server is None and bundle is None:
        _read_out(master, scope, closing)
        return
    checked = _checked(scope, pinned, _bundle(scope, server, bundle, lock), lock)
    if paper:
        _read_out(master, scope, checked.root)
        return
    _hand_in(_signed(master, scope, checked), server, out)


def _require_pinned(policy: Policy, scope: _Scope, master: Master) -> None:
    if scope.guardian == BIDDER:
        return
    pinned = policy.guardian(scope.guardian)
    if pinned is None or pinned.key != master.public():
        raise Refused(
            "信任名单中没有用这把密钥的保管人 {id}", "The policy pins no guardian {id} with this key", id=scope.guardian
        )


def _require_alone(*, paper: bool, bundle: Path | None) -> None:
    if paper or bundle is not None:
        raise Refused(
            "评标会话的份额只能联网交出：--session 不与 --paper、--bundle 同用",
            "Shares go to a session by network alone: give --session without --paper and --bundle",
        )


def _bundle(scope: _Scope, server: str | None, bundle: Path | None, lock: str | None) -> Any:
    if bundle is not None:
        return read_object(bundle)
    if server is None:
        raise Refused("请给出 --server 或 --bundle", "Give --server or --bundle")
    path = f"/api/bids/openings/{scope.opening['tender']}/{scope.opening['section']}/bundle"
    return Server(server).get(path, guardian=scope.guardian, compartment=scope.compartment, manifest=lock)


def _checked(scope: _Scope, policy: Policy, value: Any, lock: str | None) -> CheckedBundle:
    try:
        checked = check_bundle(
            value,
            opening=scope.opening,
            policy=policy,
            compartment=scope.compartment,
            guardian=scope.guardian,
            only=lock,
        )
    except (ValueError, KeyError) as error:
        raise Refused("什么也没有交出：{why}", "Nothing was released: {why}", why=error) from None
    show, names = console(), ", ".join(sorted(checked.witnessed.cosigned))
    show.print(
        say(
            "截止事实在日志第 {index} 条，见证：{names}",
            "The closing is leaf {index}; witnesses: {names}",
            index=checked.index,
            names=names,
        ),
        markup=False,
    )
    show.print(
        say("截止清单 {n} 份，与日志一致", "The closing list has {n} bids and fits the log", n=len(checked.manifests))
    )
    return checked


def _signed(master: Master, scope: _Scope, checked: CheckedBundle) -> dict[str, Any]:
    signed, refused = make_release(
        master,
        opening=scope.opening,
        guardian=scope.guardian,
        compartment=scope.compartment,
        closing=checked.root,
        heads=checked.heads,
        epoch=scope.epoch,
    )
    if refused and (scope.guardian == BIDDER or len(refused) == len(checked.heads)):
        raise Refused(
            "{n} 份信封没有一份打得开（第一份 {first}：{why}），什么也没有交出；请核对密钥和期次，确认无误的改用 --paper 读出身份",
            "None of the {n} envelopes opens (first {first}: {why}); nothing was released. Check key and epoch; if they are right, use --paper",
            n=len(refused),
            first=refused[0].manifest[:16],
            why=refused[0].why,
        )
    if refused:
        _tell_unopened(refused)
    return signed


def _tell_unopened(refused: list[Unreleasable]) -> None:
    """This will say which bids the release names as unopened, and what becomes of them."""
    show = console()
    for row in refused:
        show.print(
            say(
                "信封里没有份额 {manifest}：{why}",
                "No share in the envelope {manifest}: {why}",
                manifest=row.manifest,
                why=row.why,
            ),
            markup=False,
        )
    show.print(
        say(
            "以上 {n} 份在签名中写明，其余照交。先等同组其他保管人；也打不开的，再用 --paper 读出身份，由全体核对是谁的责任",
            "These {n} are named in the signed release; the rest is released. The others of your group come first; "
            "if theirs do not open either, use --paper, so that all can see whose fault it is",
            n=len(refused),
        ),
        markup=False,
    )


def _hand_in(signed: dict[str, Any], server: str | None, out: Path | None) -> None:
    if out is not None:
        write_object(out, signed)
    if server is None:
        return
    Server(server).post("/api/bids/releases", signed)
    console().print(say("已交出 {n} 份份额", "{n} shares released", n=len(signed["document"]["shares"])))


def _read_out(master: Master, scope: _Scope, closing: str | None) -> None:
    """This will print the identity in groups of six and as a QR code; whoever types it in gets what this opening's envelopes hold."""
    if closing is None:
        raise Refused(
            "请给出 --closing（截止根，记录在日志和开标大厅）",
            "Give --closing, the closing root as the log and the hall show it",
        )
    if scope.guardian == BIDDER:
        raise Refused("投标人的锁不读出，请联网交出", "A bidder's lock is not read out; release it by network")
    document = read_out_identity(
        master,
        opening=scope.opening,
        guardian=scope.guardian,
        compartment=scope.compartment,
        closing=closing,
        epoch=scope.epoch,
    )
    identity = str(document["identity"])
    groups = [identity[start : start + 6] for start in range(0, len(identity), 6)]
    print(" ".join(groups))
    segno.make(identity, error="m").terminal(compact=True)
    console().print(
        say(
            "代价：它也能打开有人留存的、本次开标已撤回投标文件的信封。请在记录中写明。",
            "Its cost: it also opens the envelopes of a withdrawn bid of this opening that somebody kept. Say so in the record.",
        )
    )
