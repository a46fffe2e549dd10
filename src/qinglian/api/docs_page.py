"""The API's description as a plain page: what the machine-readable file says, for people, without scripts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.api.main import api


def docs_page(request: HttpRequest) -> HttpResponse:
    """This will list every endpoint with what it takes and answers."""
    described = api.get_openapi_schema()
    rows = [
        _row(path, method, operation)
        for path, methods in sorted(described["paths"].items())
        for method, operation in methods.items()
    ]
    groups = {tag: [row for row in rows if row["tag"] == tag] for tag in sorted({row["tag"] for row in rows})}
    return render(request, "api/docs.html", {"groups": groups, "description": api.description, "count": len(rows)})


def _row(path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    body = operation.get("requestBody", {}).get("content", {})
    return {
        "tag": operation.get("tags", ["other"])[0],
        "method": method.upper(),
        "path": path,
        "what": operation.get("description") or operation.get("summary", ""),
        "needs_session": bool(operation.get("security")),
        "body": [_body(media, content["schema"]) for media, content in body.items()],
        "parameters": [parameter["name"] for parameter in operation.get("parameters", [])],
        "answers": sorted(int(status) for status in operation["responses"]),
    }


def _body(media: str, schema: dict[str, Any]) -> str:
    name = str(schema.get("$ref", "")).rsplit("/", 1)[-1]
    return f"{name} ({media})" if name else media
