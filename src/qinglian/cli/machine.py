"""Machine codes of the machine that seals a bid: read here alone, shown, and declared inside the sealed bid (trust: 雷同性分析)."""

import platform
import uuid
from pathlib import Path


def machine_codes() -> dict[str, str]:
    """This will return what this machine says of itself: system, processor, network card, disk or board ids where they can be read."""
    codes = {"system": platform.platform(), "processor": _processor(), "mac": _mac()}
    codes |= {"machine_id": _first_line("/etc/machine-id"), "board": _first_line("/sys/class/dmi/id/board_serial")}
    codes["memory_kib"] = _field("/proc/meminfo", "MemTotal").removesuffix(" kB")
    return {name: value[:200] for name, value in codes.items() if value}


def _processor() -> str:
    return _field("/proc/cpuinfo", "model name") or platform.processor()


def _mac() -> str:
    """A random number stands for a missing card (RFC 4122: its multicast bit is set); it says nothing."""
    node = uuid.getnode()
    return "" if node >> 40 & 1 else ":".join(f"{node >> shift & 0xFF:02x}" for shift in range(40, -8, -8))


def _first_line(path: str) -> str:
    try:
        return Path(path).read_text().partition("\n")[0].strip()
    except OSError:
        return ""


def _field(path: str, name: str) -> str:
    try:
        lines = Path(path).read_text().splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")
