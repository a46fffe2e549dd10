"""Talking to a platform's API: JSON in, JSON out; its refusals (problem+json) become refusals here."""

from typing import Any

import httpx

from qinglian.cli.refused import Refused
from qinglian.cli.speech import language


def new_client() -> httpx.Client:
    """This will return a client with patience for large uploads."""
    return httpx.Client(timeout=httpx.Timeout(120, connect=10))


class Server:
    """One platform at one address."""

    def __init__(self, url: str, client: httpx.Client | None = None) -> None:
        self.url = url.rstrip("/")
        self._client = client or new_client()

    def get(self, path: str, **query: Any) -> Any:
        """This will fetch JSON (text when the answer is no JSON)."""
        return self._answer("GET", path, params={name: value for name, value in query.items() if value is not None})

    def post(self, path: str, body: Any = None) -> Any:
        """This will post JSON."""
        return self._answer("POST", path, json=body if body is not None else {})

    def put(self, path: str, body: Any) -> Any:
        """This will put JSON."""
        return self._answer("PUT", path, json=body)

    def send(self, path: str, data: bytes) -> Any:
        """This will post bytes (a sealed package)."""
        return self._answer("POST", path, content=data, headers={"Content-Type": "application/octet-stream"})

    def upload(self, path: str, *, file: tuple[str, bytes, str], **form: Any) -> Any:
        """This will upload a file (name, bytes, media type) with form fields."""
        return self._answer("POST", path, files={"file": file}, data=form)

    def _answer(self, method: str, path: str, **request: Any) -> Any:
        headers = {"Accept-Language": language(), **self._csrf(), **request.pop("headers", {})}
        try:
            reply = self._client.request(method, self.url + path, headers=headers, **request)
        except httpx.HTTPError as error:
            raise Refused("平台没有应答：{why}", "The platform does not answer: {why}", why=error) from None
        if reply.is_success:
            is_json = reply.headers.get("content-type", "").startswith("application/json")
            return reply.json() if is_json and reply.content else reply.text
        raise _refused(reply)

    def _csrf(self) -> dict[str, str]:
        token = self._client.cookies.get("csrftoken")
        return {"X-CSRFToken": token, "Referer": self.url + "/"} if token else {}


def _refused(reply: httpx.Response) -> Refused:
    """This will say a problem in the platform's own words: what, by which article, what to do next."""
    try:
        problem = reply.json()
        words = [str(problem[name]) for name in ("detail", "article", "next_step") if problem.get(name)]
    except (ValueError, TypeError, AttributeError):
        words = []
    said = " · ".join(words) or reply.text[:200]
    return Refused(
        "平台拒绝（{status}）：{said}", "The platform refused ({status}): {said}", status=reply.status_code, said=said
    )
