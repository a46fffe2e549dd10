"""Material of an activity: PDF or DOCX, parsed and stored by hash."""

import tempfile
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from qinglian.domain.education.actions.steps import locked, note, require_runner
from qinglian.domain.education.events import MaterialAdded
from qinglian.domain.education.models import Activity, Material
from qinglian.domain.people.refusing import not_now, not_valid, require_text
from qinglian.law.actor import Actor
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record import blobs
from qinglian.record.clock import CHINA
from qinglian.record.document_check import check_document

_CHUNK = 1 << 20


def add_material(activity: Activity, *, title: str, file_name: str, chunks: Iterable[bytes], by: Actor, at: datetime) -> Material:  # fmt: skip
    """This will check and store a PDF or DOCX (limits: rulebook `document_*`) with an activity that is not called off; the same file once."""
    require_runner(activity, by=by)
    title = require_text(title, "title", Text("材料名称", "The title"), most=200)
    on = at.astimezone(CHINA).date()
    most = rule("document_max_bytes", on=on).number()
    with tempfile.TemporaryFile() as file:
        size = 0
        for chunk in chunks:
            size += len(chunk)
            if size > most:
                break  # check_document says so
            file.write(chunk)
        checked = check_document(file, name=file_name, size=size, on=on)
        file.seek(0)
        sha256, _ = blobs.store(iter(lambda: file.read(_CHUNK), b""))
    return _added(
        Material(
            activity=activity, title=title, file_name=file_name[:200], media_type=checked.media_type, size=size, sha256=sha256,
            added_by=by.id, added_at=at,
        ), by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def _added(material: Material, *, by: Actor, at: datetime) -> Material:
    activity = locked(material.activity)
    if activity.state == "called_off":
        raise not_now(
            Text("活动已经取消。", "The activity was called off."),
            Text("请另行计划。", "Plan another one."),
            rule="study_plan",
        )
    if activity.material.filter(sha256=material.sha256).exists():
        raise not_valid(
            "file",
            Text("这份材料已经在这里了。", "This file is here already."),
            Text("请选另一份。", "Choose another one."),
            rule="field_form",
        )
    material.save()
    note(MaterialAdded(activity.pk, material.sha256), f"activity:{activity.pk}", by=by, at=at)
    return material
