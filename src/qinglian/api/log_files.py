"""The static tree over HTTP: /log/checkpoint, tiles, facts, blobs, policy, and the verification pack of a tender.

A web server may serve the folder instead; these views answer the same bytes with the same headers.
"""

import re
from hashlib import sha256
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from qinglian.published import pack, tree

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}", re.ASCII)
_SMALL = 64 * 1024


@require_safe
def log_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answers one file of the tree with its type, ETag and caching; anybody's page may read it (CORS)."""
    found = tree.find(path)
    if found is None:
        raise Http404
    return _answer(request, found.path, found.media_type, keep=found.keep)


@require_safe
def tender_pack(request: HttpRequest, code: str) -> HttpResponseBase:
    """Answers the verification pack of one tender as a zip."""
    found = pack.pack_of(code) if _CODE.fullmatch(code) else None
    if found is None:
        raise Http404
    return _answer(request, found, "application/zip", keep=tree.ASK_AGAIN, name=f"{code}.zip")


def _answer(request: HttpRequest, path: Path, media_type: str, *, keep: str, name: str = "") -> HttpResponseBase:
    etag = quote_etag(_tag_of(path))
    unchanged = get_conditional_response(request, etag=etag)
    response: HttpResponseBase
    if isinstance(unchanged, HttpResponseNotModified):
        response = unchanged
    else:
        response = FileResponse(path.open("rb"), content_type=media_type, as_attachment=bool(name), filename=name)
        if media_type == "application/octet-stream":
            response["Content-Disposition"] = "attachment"
    response["ETag"] = etag
    response["Cache-Control"] = keep
    response["Access-Control-Allow-Origin"] = "*"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _tag_of(path: Path) -> str:
    """Files are replaced whole by rename: content for small ones, inode and time for large ones."""
    status = path.stat()
    if status.st_size <= _SMALL:
        return sha256(path.read_bytes()).hexdigest()[:32]
    return f"{status.st_ino:x}-{status.st_mtime_ns:x}-{status.st_size:x}"
