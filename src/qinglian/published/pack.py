"""The verification pack of a tender: one zip with the same layout as /log/, sparse, and a README that says how to check it."""

import os
import tempfile
import zipfile
from pathlib import Path

from django.conf import settings

from qinglian.law.text import Text
from qinglian.published import tree
from qinglian.published.parts import Parts, parts_of
from qinglian.record import queries, store

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the same parts make the same bytes
README = Text(
    """青莲 · 核验包
招标项目：{code}
日志：{origin}，检查点大小 {size}

里面有什么
  checkpoint      日志的签名检查点，连同见证方的联署
  tile/ facts/    与本项目有关的日志片段，排列与平台 /log/ 完全相同
  blob/           事实中以 SHA-256 点名的文件
  policy.json     平台自称的信任名单，只供对照

怎样核对（不需要联网）
  1. 从公报、监督部门或其他可信来源取得信任名单 policy.json，不要用本包中的这一份。
  2. 安装命令行工具：pip install qinglian
  3. 运行：qinglian verify 本文件夹 --policy 您的policy.json --tender {code}
每一步都会写明依据；最后一段写明它证明不了什么。
""",
    """Qinglian: verification pack
Tender: {code}
Log: {origin}, checkpoint of size {size}

What is inside
  checkpoint      the log's signed checkpoint with the witnesses' cosignatures
  tile/ facts/    the parts of the log that concern this tender, laid out exactly as at /log/
  blob/           the files that facts name by SHA-256
  policy.json     the trust list as the platform states it, for comparison only

How to check it (no network needed)
  1. Take the trust list policy.json from the gazette, the supervising authority or another source that you trust, not from this pack.
  2. Install the tool: pip install qinglian
  3. Run: qinglian verify THIS-FOLDER --policy YOUR-policy.json --tender {code}
Every step names its source; the last part says what it cannot show.
""",
)


def pack_of(code: str) -> Path | None:
    """This will return the zip of this tender's pack, made anew when the tender has new facts; None when the log has nothing about it."""
    name = _name_of(code)
    if name is None:
        return None
    folder = store.root_folder() / store.PACKS
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / name).is_file():
        parts = parts_of(code)
        if parts is None:
            return None
        _write(folder / name, code, parts)
        for older in folder.glob(f"{code}-f*.zip"):
            if older.name != name:
                older.unlink(missing_ok=True)
    return folder / name


def _name_of(code: str) -> str | None:
    """The name changes when a fact of the tender comes in, is erased, or gets the witnesses' quorum."""
    numbered = [fact.index for fact in queries.facts_about(f"tender:{code}") if fact.index is not None]
    if not numbered:
        return None
    cosigned = queries.latest_cosigned()
    is_waiting = cosigned is None or cosigned.size <= numbered[-1]
    return f"{code}-f{len(numbered)}-{numbered[-1]}{'-waiting' if is_waiting else ''}.zip"


def _write(target: Path, code: str, parts: Parts) -> None:
    descriptor, draft = tempfile.mkstemp(dir=target.parent, prefix=".draft-")
    with os.fdopen(descriptor, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "README.txt", _readme(code, parts))
        _add(archive, "checkpoint", parts.checkpoint.encode())
        for path in [*sorted(parts.files), *(f"blob/{name}" for name in sorted(parts.blobs)), "policy.json"]:
            found = tree.find(path)
            if found is not None:
                _add(archive, path, found.path.read_bytes())
    os.replace(draft, target)


def _add(archive: zipfile.ZipFile, path: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(path, _MOMENT), data, zipfile.ZIP_DEFLATED, 6)


def _readme(code: str, parts: Parts) -> bytes:
    said = README.filled(code=code, origin=settings.QINGLIAN_ORIGIN, size=parts.size)
    return f"{said.zh}\n----\n\n{said.en}".encode()
