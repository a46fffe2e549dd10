"""What a manifest must say to be received in this opening. Pure: the facts are passed in, a refusal comes out."""

from dataclasses import dataclass
from typing import Any

from qinglian.domain.bids.refusals import SEAL_AGAIN, unsealed
from qinglian.law.refusal import NotNow, NotValid
from qinglian.law.text import Text
from qinglian.trust.keys import COMPARTMENTS


@dataclass(frozen=True)
class Expected:
    """What the platform knows of the opening: its name, the notice in force (hex leaf), the access structure, the size limit."""

    opening: dict[str, Any]
    notice: str
    access: dict[str, Any]
    most_bytes: int


def refuse_foreign_opening(opening: dict[str, Any], *, expected: dict[str, Any]) -> None:
    """This will refuse a document that names another platform, tender, section or round (NotValid)."""
    names = {
        "origin": Text("平台", "platform"),
        "tender": Text("招标项目", "tender"),
        "section": Text("标段", "section"),
        "round": Text("轮次", "round"),
    }
    for key, name in names.items():
        if opening[key] != expected[key]:
            raise NotValid(
                Text(
                    f"文件写明的{name.zh}是“{opening[key]}”，本次开标的{name.zh}是“{expected[key]}”。",
                    f"The document names {name.en} “{opening[key]}”; this opening has {name.en} “{expected[key]}”.",
                ),
                rule="bid_fits_opening",
                article="PLT",
                next_step=SEAL_AGAIN,
                field=f"opening.{key}",
            )


def refuse_unless_admissible(manifest: dict[str, Any], *, size: int, expected: Expected) -> None:
    """This will refuse (NotValid) a manifest of another opening, a stale notice, another access structure or too many bytes."""
    refuse_foreign_opening(manifest["opening"], expected=expected.opening)
    if manifest["notice"] != expected.notice:
        raise NotValid(
            Text(
                "文件是按旧版公告密封的，公告已经修改。", "The bid is sealed to a notice that has been replaced since."
            ),
            rule="bid_fits_notice",
            article="ZTB 23",
            next_step=Text(
                "请阅读现行公告，重新密封后再递交。", "Read the notice in force, seal again and hand the bid in."
            ),
            field="notice",
        )
    if manifest["access"] != expected.access:
        raise unsealed(
            Text("文件写明的保管人结构与公告不一致。", "The bid's access structure is not the notice's."),
            field="access",
        )
    _refuse_wrong_recipients(manifest)
    if size > expected.most_bytes:
        raise NotValid(
            Text(
                f"文件共 {size} 字节，上限是 {expected.most_bytes} 字节。",
                f"{size} bytes; at most {expected.most_bytes} are allowed.",
            ),
            rule="bid_max_bytes",
            article="PLT",
            next_step=Text("请压缩图纸和扫描件后重新密封。", "Make drawings and scans smaller and seal again."),
            field="compartments",
        )


def refuse_unless_replacing(supersedes: str | None, *, in_force: str | None) -> None:
    """This will refuse a manifest whose `supersedes` is not the bidder's own bid in force (or null when there is none)."""
    if supersedes == in_force:
        return
    if in_force is None:
        wrong = Text(
            "文件写明要替换一份投标文件，但您没有在案的投标文件。",
            "The bid replaces another one, but you have none in force.",
        )
        field_step = Text("请不填被替换的文件，重新密封。", "Seal again without naming a bid to replace.")
    elif supersedes is None:
        wrong = Text(
            "您已有一份在案的投标文件，新文件没有写明替换它。",
            "You have a bid in force, and the new one does not say that it replaces it.",
        )
        field_step = Text(
            "请从“我的投标”选择“替换”，重新密封；或者先撤回原文件。",
            "Choose “replace” under your bids and seal again, or withdraw the old one.",
        )
    else:
        wrong = Text("文件写明要替换的不是您在案的那一份。", "The bid that this one replaces is not your bid in force.")
        field_step = Text(
            "请按最新回执上的清单指纹重新密封。", "Seal again with the manifest hash of your newest receipt."
        )
    raise NotNow(wrong, rule="bid_replaces_own", article="ZTB 29", next_step=field_step, field="supersedes")


def _refuse_wrong_recipients(manifest: dict[str, Any]) -> None:
    wanted = [(group["name"], guardian) for group in manifest["access"]["groups"] for guardian in group["guardians"]]
    for compartment in COMPARTMENTS:
        found = [(item["group"], item["guardian"]) for item in manifest["compartments"][compartment]["envelopes"]]
        if sorted(found) != sorted(wanted):
            raise unsealed(
                Text(
                    f"分区 {compartment} 的信封不是给全体保管人各一份。",
                    f"Compartment {compartment}: not one envelope for every guardian.",
                ),
                field=f"compartments.{compartment}.envelopes",
            )
