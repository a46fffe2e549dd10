"""The access structure (docs/protocol.md 3): which groups of guardians must agree to open. Pure."""

from typing import Any

from qinglian.law.text import Text

MODES: dict[str, Text] = {
    "G": Text("保管人开启（默认）", "Guardians open (default)"),
    "G+B": Text("保管人和投标人共同开启", "Guardians and the bidder open together"),
    "B": Text("投标人自己开启", "The bidder alone opens"),
}
GROUPS: dict[str, Text] = {
    "supervision": Text("监督组", "Supervision"),
    "trade": Text("交易组", "Trade"),
    "bidder": Text("投标人", "The bidder"),
}
BIDDER_GROUP: dict[str, Any] = {"name": "bidder", "threshold": 1, "guardians": ["bidder"]}
_MOST_GUARDIANS = 15


def build_access(
    mode: str, *, supervision: list[str], trade: list[str], thresholds: tuple[int, int] = (1, 1)
) -> dict[str, Any]:
    """This will build an access structure from the guardians of both groups (ids `grd-...`); mode `B` takes none."""
    groups: list[dict[str, Any]] = []
    if mode != "B":
        groups = [
            {"name": "supervision", "threshold": thresholds[0], "guardians": list(supervision)},
            {"name": "trade", "threshold": thresholds[1], "guardians": list(trade)},
        ]
    if mode != "G":
        groups.append({**BIDDER_GROUP, "guardians": ["bidder"]})
    return {"mode": mode, "groups": groups}


def access_faults(access: object) -> list[Text]:
    """This will list what is wrong with an access structure; an empty list means that bids can be sealed to it."""
    if not isinstance(access, dict) or set(access) != {"mode", "groups"} or access["mode"] not in MODES:
        return [Text("没有选择开启方式", "How bids are opened is not chosen")]
    if not isinstance(access["groups"], list) or not access["groups"]:
        return [Text("没有选择保管人", "No guardians are chosen")]
    faults = [fault for group in access["groups"] for fault in _group_faults(group)]
    if faults:
        return faults
    names = [group["name"] for group in access["groups"]]
    guardians = [guardian for group in access["groups"] for guardian in group["guardians"]]
    if len(set(names)) != len(names) or len(set(guardians)) != len(guardians):
        faults.append(Text("组名或保管人重复", "A group or guardian appears twice"))
    if ("bidder" in names) != (access["mode"] != "G") or (access["mode"] == "B" and len(names) > 1):
        faults.append(Text("开启方式与各组不符", "The mode does not fit the groups"))
    if access["mode"] != "B" and not has_guardians(access):
        faults.append(Text("没有选择保管人", "No guardians are chosen"))
    return faults


def groups_of(access: dict[str, Any]) -> list[dict[str, Any]]:
    """This will list the groups of guardians, without the bidder's own lock."""
    return [group for group in access.get("groups", []) if group["name"] != "bidder"]


def guardians_of(access: dict[str, Any]) -> dict[str, str]:
    """This will return {guardian id: group name} in the structure's order."""
    return {guardian: group["name"] for group in groups_of(access) for guardian in group["guardians"]}


def has_guardians(access: dict[str, Any]) -> bool:
    """This will say whether anybody but the bidder holds a share."""
    return bool(guardians_of(access))


def _group_faults(group: object) -> list[Text]:
    if not isinstance(group, dict) or set(group) != {"name", "threshold", "guardians"} or group["name"] not in GROUPS:
        return [Text("保管人分组不对", "A group of guardians is malformed")]
    label, guardians, threshold = GROUPS[group["name"]], group["guardians"], group["threshold"]
    if not isinstance(guardians, list) or not all(isinstance(guardian, str) for guardian in guardians):
        return [Text("保管人分组不对", "A group of guardians is malformed")]
    if not 1 <= len(guardians) <= _MOST_GUARDIANS:
        return [Text(f"{label.zh}没有选保管人", f"{label.en} has no guardian")]
    if not isinstance(threshold, int) or isinstance(threshold, bool) or not 1 <= threshold <= len(guardians):
        return [
            Text(
                f"{label.zh}的人数门槛应为 1 至 {len(guardians)}",
                f"The threshold of {label.en} is 1 to {len(guardians)}",
            )
        ]
    if group["name"] == "bidder" and (guardians, threshold) != (["bidder"], 1):
        return [Text("投标人组不对", "The bidder's group is malformed")]
    return []
