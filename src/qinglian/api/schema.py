"""The API object and its description: OpenAPI 3.1 whose 4xx answers follow from what an endpoint takes."""

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from qinglian.api.errors import PROBLEM, TITLES, Problem

_REF = {"$ref": "#/components/schemas/Problem"}


class DescribedAPI(NinjaAPI):
    """NinjaAPI that documents the problems which every endpoint of its shape may answer with."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """This will return the description with all problems as `application/problem+json`."""
        described = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        schemas = described["components"]["schemas"]
        model = Problem.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
        schemas.update(model.pop("$defs", {}))
        schemas["Problem"] = model
        for path, methods in described["paths"].items():
            for method, operation in methods.items():
                _document_problems(operation, path=path, method=method)
        return described


def _document_problems(operation: dict[str, Any], *, path: str, method: str) -> None:
    answers = operation["responses"]
    for status in _statuses(operation, path=path, method=method):
        answers.setdefault(status, {"description": TITLES[status][1].en})
    for status, answer in answers.items():
        if 400 <= int(status) < 600:
            answer["content"] = {PROBLEM: {"schema": _REF}}
    operation["responses"] = dict(sorted(answers.items(), key=lambda item: int(item[0])))


def _statuses(operation: dict[str, Any], *, path: str, method: str) -> set[int]:
    found: set[int] = {400, 422} if operation.get("parameters") else {400}  # 400: also of a host that is none
    if "{" in path:
        found |= {404}
    if operation.get("security"):
        found |= {401, 403}
    if method in ("post", "put", "patch", "delete"):
        found |= {403, 409, 422}
    if "requestBody" in operation:
        found |= {400, 413, 415, 422}
    return found


def is_api(request: HttpRequest) -> bool:
    """This will say whether the request is one for the API."""
    return request.path.startswith("/api/")
