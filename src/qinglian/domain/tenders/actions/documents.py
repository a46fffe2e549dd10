"""Uploading tender documents: parsed, scanned, stored by hash. They stay private until the notice is published."""

import tempfile
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import IO

from django.db import transaction

from qinglian.domain.tenders.actions.notices import own_draft
from qinglian.domain.tenders.actions.steps import record_draft
from qinglian.domain.tenders.exclusion_terms import scan
from qinglian.domain.tenders.models import Document, Notice
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotValid
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record import blobs
from qinglian.record.clock import CHINA
from qinglian.record.document_check import check_document

_CHUNK = 1 << 20


def add_document(
    notice: Notice, *, title: str, file_name: str, chunks: Iterable[bytes], by: Actor, at: datetime
) -> Document:
    """This will check and store a PDF or DOCX (limits: rulebook `document_*`) with a draft notice. The same title replaces the old file."""
    with transaction.atomic():
        own_draft(notice, "edit_notice", by)
    on, title = at.astimezone(CHINA).date(), title.strip()
    _check_names(title, file_name)
    with tempfile.TemporaryFile() as file:
        size = _copy(chunks, file, most=rule("document_max_bytes", on=on).number())
        checked = check_document(file, name=file_name, size=size, on=on)
        file.seek(0)
        sha256, _ = blobs.store(iter(lambda: file.read(_CHUNK), b""))
    findings = [asdict(found) for found in scan(checked.text, where=f"《{title}》")]

    with transaction.atomic():
        notice = own_draft(notice, "edit_notice", by)
        notice.documents.filter(title=title).delete()
        _require_room(notice, on=at)
        document = Document.objects.create(
            notice=notice, version=notice.version, title=title, file_name=file_name, media_type=checked.media_type, size=size,
            sha256=sha256, pages=checked.pages, findings=findings, added_by=by.id, added_at=at,
        )  # fmt: skip
        _note_editor(notice, by)
        record_draft(notice.tender, thing=f"document:{sha256}", act="add", by=by, at=at)
    return document


@transaction.atomic
def delete_document(document: Document, *, by: Actor, at: datetime) -> None:
    """This will take a file off a draft notice. In published versions it stays."""
    notice = own_draft(document.notice, "edit_notice", by)

    notice.documents.filter(pk=document.pk).delete()
    _note_editor(notice, by)

    record_draft(notice.tender, thing=f"document:{document.sha256}", act="delete", by=by, at=at)


def _note_editor(notice: Notice, by: Actor) -> None:
    if by.id not in notice.editors:
        notice.editors = [*notice.editors, by.id]
        notice.save(update_fields=["editors"])


def _check_names(title: str, file_name: str) -> None:
    if not 1 <= len(title) <= 200:
        raise _refused("field_form", Text("请填写文件名称。", "Give the document a title."), field="title")
    if not 1 <= len(file_name) <= 200 or any(mark in file_name for mark in "/\\\0\r\n"):
        raise _refused("field_form", Text("文件名不对。", "The file's name is odd."), field="documents")


def _copy(chunks: Iterable[bytes], file: IO[bytes], *, most: int) -> int:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            wrong = Text(f"文件超过 {most // 2**20} MiB。", f"The file has more than {most // 2**20} MiB.")
            raise _refused("document_max_bytes", wrong, field="documents")
        file.write(chunk)
    return size


def _require_room(notice: Notice, *, on: datetime) -> None:
    most = rule("document_max_count", on=on.astimezone(CHINA).date()).number()
    if notice.documents.count() >= most:
        raise _refused(
            "document_max_count",
            Text(f"一次公告不超过 {most} 个文件。", f"A notice has at most {most} files."),
            field="documents",
        )


def _refused(key: str, wrong: Text, *, field: str) -> NotValid:
    return NotValid(
        wrong,
        rule=key,
        article="PLT",
        next_step=Text("请改正后重新上传。", "Correct it and upload again."),
        field=field,
    )
