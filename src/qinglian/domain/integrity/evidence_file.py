"""A file of evidence: its type by its own first bytes and its name, its size by the rulebook."""

from dataclasses import dataclass
from datetime import date

from qinglian.domain.people.refusing import not_valid, require_size
from qinglian.law.text import Text

SIGNS: dict[str, bytes] = {
    "pdf": b"%PDF-",
    "docx": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
}


@dataclass(frozen=True)
class EvidenceFile:
    """A file that was handed in."""

    name: str
    data: bytes


def checked(file: EvidenceFile, *, on: date) -> EvidenceFile:
    """This will return the file with a plain name, or raise NotValid: too large, or not of a type that is taken."""
    require_size(len(file.data), "file", limit="task_evidence_max_bytes", on=on)
    name = file.name.replace("\\", "/").rsplit("/", 1)[-1].strip()[-120:]
    ending = name.rsplit(".", 1)[-1].lower().replace("jpeg", "jpg")
    if ending not in SIGNS or not file.data.startswith(SIGNS[ending]):
        raise not_valid(
            "file",
            Text("附件不是 PDF、DOCX、XLSX 或者图片。", "The file is not a PDF, DOCX, XLSX or image."),
            Text("请换成这几种格式。", "Use one of these."),
            rule="task_evidence_types",
        )
    return EvidenceFile(name, file.data)
