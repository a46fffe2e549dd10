"""Uploading and taking off tender documents."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from qinglian.domain.tenders import actions, queries
from qinglian.law.refusal import NotValid
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.buyer.frame import OFFICER, own_notice
from qinglian.web.buyer.notice_forms import UploadForm
from qinglian.web.buyer.notice_pages import documents_context
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.tags import word


@for_roles(*OFFICER)
@require_POST
def add_document(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """This will take in a file, or show the page again with what is wrong with it."""
    notice = own_notice(request, code, version)
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        file, title = form.cleaned_data["file"], form.cleaned_data["title"]
        try:
            actions.add_document(
                notice,
                title=title,
                file_name=file.name,
                chunks=file.chunks(),
                by=actor_of_request(request),
                at=clock.now(),
            )
        except NotValid as refusal:
            refusal.field = "file" if refusal.field == "documents" else refusal.field
            form.refuse(refusal)
        else:
            messages.success(request, word(Text(f"《{title}》已上传。", f"“{title}” was uploaded.")))
            return redirect("buyer:notice_part", code, version, "documents")
    return render(request, "buyer/notice_documents.html", documents_context(request, notice, form), status=422)


@for_roles(*OFFICER)
@require_POST
def delete_document(request: HttpRequest, code: str, version: int, sha256: str) -> HttpResponse:
    """This will take a file off a draft notice."""
    document = queries.document_in(own_notice(request, code, version), sha256)
    actions.delete_document(document, by=actor_of_request(request), at=clock.now())
    messages.success(request, word(Text(f"《{document.title}》已删去。", f"“{document.title}” was taken off.")))
    return redirect("buyer:notice_part", code, version, "documents")
