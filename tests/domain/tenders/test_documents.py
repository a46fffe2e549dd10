"""Uploaded files: parsed for real; bombs, scripts, macros, passwords and wrong names are refused; findings are kept."""

import io
import zipfile

import docx
import pytest

from qinglian.domain.tenders import actions
from qinglian.domain.tenders.models import Document
from qinglian.domain.tenders.queries import document_for, documents_of, verdicts_on
from qinglian.law.actor import ANYONE
from qinglian.law.refusal import NotAllowed, NotFound, NotValid
from qinglian.record import blobs
from qinglian.record.document_check import DOCX, PDF
from tests.factories import people, projects, tenders

pytestmark = pytest.mark.django_db
AT = tenders.AT


@pytest.fixture
def notice():
    return tenders.drafted()


def add(notice, content: bytes, name: str, title: str = "图纸", **changes):
    given = {"title": title, "file_name": name, "chunks": [content], "by": tenders.operator(notice.tender), "at": AT}
    return actions.add_document(notice, **given | changes)


def zipped(parts: dict[str, bytes], *, start: bytes | None = None) -> bytes:
    file = io.BytesIO(start or b"")
    with zipfile.ZipFile(file, "a" if start else "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def test_add_document_keeps_a_pdf_with_hash_size_and_pages(notice):
    content = tenders.pdf_bytes("Drawings")
    document = add(notice, content, "图纸.pdf")
    assert (document.media_type, document.pages, document.size) == (PDF, 1, len(content))
    assert blobs.read(document.sha256) == content
    assert not blobs.public_path(document.sha256).exists()


def test_add_document_keeps_a_docx_and_scans_its_text(notice):
    file = docx.Document()
    file.add_paragraph("评分项 3：设有本地服务机构的得 2 分")
    table = file.add_table(rows=1, cols=1)
    table.cell(0, 0).text = "注册资本不少于 5000 万元"
    content = io.BytesIO()
    file.save(content)
    document = add(notice, content.getvalue(), "办法.docx", title="评分办法")
    assert document.media_type == DOCX
    assert [row["term"] for row in document.findings] == ["本地服务机构", "注册资本不少于"]
    noted = [row.finding.zh for row in verdicts_on(notice, at=AT) if row.outcome == "note"]
    assert noted == ["《评分办法》“本地服务机构”或有排斥", "《评分办法》“注册资本不少于”或有排斥"]


def test_add_document_with_the_same_title_replaces_the_file(notice):
    add(notice, tenders.pdf_bytes("one"), "图纸.pdf")
    second = add(notice, tenders.pdf_bytes("two"), "图纸.pdf")
    assert [row.pk for row in documents_of(notice) if row.title == "图纸"] == [second.pk]


def test_delete_document_takes_it_off_the_draft(notice):
    document = add(notice, tenders.pdf_bytes(), "图纸.pdf")
    actions.delete_document(document, by=tenders.operator(notice.tender), at=AT)
    assert [row.title for row in documents_of(notice)] == ["招标文件"]


def _with_javascript() -> bytes:
    return tenders.assemble_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R /Names << /JavaScript << /Names [(a) 4 0 R] >> >> >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
            b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>",
        ]
    )


def _without_pages() -> bytes:
    return tenders.assemble_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"])


WHOLE = tenders.docx_bytes()
BAD = {
    "empty": (b"", "a.pdf", "document_max_bytes"),
    "text named pdf": (b"hello", "a.pdf", "document_types"),
    "pdf named docx": (tenders.pdf_bytes(), "a.docx", "document_types"),
    "docx named pdf": (WHOLE, "a.pdf", "document_types"),
    "an executable": (b"MZ\x90\x00", "a.exe", "document_types"),
    "pdf with garbage": (b"%PDF-1.7\n" + b"\x00" * 400, "a.pdf", "document_readable"),
    "truncated docx": (WHOLE[: len(WHOLE) // 2], "a.docx", "document_readable"),
    "pdf with script": (_with_javascript(), "a.pdf", "document_readable"),
    "pdf without pages": (_without_pages(), "a.pdf", "document_readable"),
    "zip that is no docx": (zipped({"readme.txt": b"x"}), "a.docx", "document_readable"),
    "docx with macro": (zipped({"word/vbaProject.bin": b"x"}, start=WHOLE), "a.docx", "document_readable"),
    "docx with path": (zipped({"../evil.xml": b"<a/>"}, start=WHOLE), "a.docx", "document_readable"),
    "docx with entities": (zipped({"word/extra.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, start=WHOLE), "a.docx", "document_readable"),
    "bomb by ratio": (zipped({"word/media/a.xml": b"0" * 30_000_000}, start=WHOLE), "a.docx", "document_ratio_max"),
    "bomb by parts": (zipped({f"p{number}": b"" for number in range(4001)}, start=WHOLE), "a.docx", "document_parts_max"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_add_document_refuses(notice, case):
    content, name, rule = BAD[case]
    with pytest.raises(NotValid) as refusal:
        add(notice, content, name)
    assert refusal.value.rule == rule
    assert not Document.objects.filter(title="图纸").exists()


def test_add_document_refuses_a_lying_table_of_sizes(notice):
    honest = zipped({"word/extra.txt": b"A" * 5000}, start=WHOLE)
    place = honest.rindex(b"PK\x01\x02", 0, honest.rindex(b"word/extra.txt"))
    lying = bytearray(honest)
    lying[place + 24 : place + 28] = (10).to_bytes(4, "little")
    with pytest.raises(NotValid) as refusal:
        add(notice, bytes(lying), "a.docx")
    assert refusal.value.rule == "document_readable"


def test_add_document_stops_at_the_limit_while_it_is_read(notice):
    read = []

    def endless():
        while True:
            read.append(1)
            yield b"%PDF" + b"0" * (8 << 20)

    with pytest.raises(NotValid) as refusal:
        add(notice, b"", "a.pdf", chunks=endless())
    assert refusal.value.rule == "document_max_bytes"
    assert len(read) == 7


def test_add_document_refuses_the_fifty_first(notice):
    Document.objects.bulk_create(
        Document(notice=notice, version=1, title=f"{number}", file_name="a.pdf", media_type=PDF, size=1, sha256="00" * 32, added_by="x", added_at=AT)
        for number in range(49)
    )  # fmt: skip
    with pytest.raises(NotValid) as refusal:
        add(notice, tenders.pdf_bytes(), "a.pdf")
    assert refusal.value.rule == "document_max_count"


@pytest.mark.parametrize(
    ("title", "name", "field"), [("", "a.pdf", "title"), ("图", "../a.pdf", "documents"), ("图", "", "documents")]
)
def test_add_document_refuses_odd_names(notice, title, name, field):
    with pytest.raises(NotValid) as refusal:
        add(notice, tenders.pdf_bytes(), name, title=title)
    assert refusal.value.field == field


def test_add_document_is_for_the_own_officer(notice):
    for by in (tenders.reviewer(notice.tender), projects.operator(projects.tenderer()), people.verifier()):
        with pytest.raises(NotAllowed):
            add(notice, tenders.pdf_bytes(), "a.pdf", by=by)


def test_document_for_is_hidden_until_the_publication_and_then_anybodys(notice):
    document = notice.documents.get()
    code = notice.tender.code
    for asker in (ANYONE, projects.operator(projects.tenderer()), people.verifier()):
        with pytest.raises(NotFound):
            document_for(code, document.sha256, asker=asker)
    tenders.published(notice)
    assert document_for(code, document.sha256, asker=ANYONE).size == len(
        blobs.public_path(document.sha256).read_bytes()
    )
    with pytest.raises(NotFound):
        document_for(code, "00" * 32, asker=ANYONE)
