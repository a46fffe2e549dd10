"""docs/reference/openapi.json: the API as it is, so that a change of it shows in a diff."""

import json

from qinglian.api.main import api


def page() -> str:
    """This will return the OpenAPI document, keys in the API's own order."""
    return json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=1, default=str) + "\n"
