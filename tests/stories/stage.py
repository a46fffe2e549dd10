"""An installation on which a life is played: a clock to set, people who act through the API, a record that runs along.

Nothing here knows a tender. `cast.py` brings the people, `acts.py` what they do, the lives themselves stand in `lives/`.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.test import Client

from qinglian.domain.people.step_up import SESSION_KEY
from qinglian.record import sequencer, witnessing
from qinglian.record.clock import CHINA, simulated_at

SECOND = timedelta(seconds=1)


class Refused(Exception):
    """The API refused an act. `problem` is its problem+json: status, detail, rule, article, next_step."""

    def __init__(self, path: str, problem: dict[str, Any]) -> None:
        super().__init__(f"{path}: {json.dumps(problem, ensure_ascii=False)}")
        self.problem = problem


class Stage:
    """One installation in one process. Its clock is simulated; its database, keys, log, files and signatures are real."""

    def __init__(self, now: datetime) -> None:
        self.now = now.astimezone(CHINA)
        self.origin = str(settings.QINGLIAN_ORIGIN)
        self._clients: dict[str, Client] = {"": _new_client()}
        self._simulation = ExitStack()

    @contextmanager
    def open(self) -> Iterator["Stage"]:
        """This will let the stage's time rule inside the block."""
        self.set(self.now)
        try:
            yield self
        finally:
            self._simulation.close()

    def set(self, moment: datetime) -> datetime:
        """This will move the clock to this moment."""
        self._simulation.close()
        self._simulation.enter_context(simulated_at(moment))
        self.now = moment.astimezone(CHINA)
        return self.now

    def forward(self, **amount: float) -> datetime:
        """This will move the clock by `timedelta(**amount)`."""
        return self.set(self.now + timedelta(**amount))

    def get(self, path: str, *, by: str = "", headers: dict[str, str] | None = None, **query: Any) -> Any:
        """This will ask the API and return its JSON; `headers` carry a called expert's or a seat's credential."""
        return self._answer(path, self._client(by).get(f"/api{path}", query, headers=headers))

    def post(self, path: str, body: Any = None, *, by: str = "", headers: dict[str, str] | None = None) -> Any:
        """This will act through the API as the person with this login (or as a bearer of signed documents) and return its JSON."""
        whole = {"content_type": "application/json", "headers": headers}
        return self._act(path, by, lambda to: to.post(f"/api{path}", body or {}, **whole))

    def put(self, path: str, body: Any, *, by: str = "") -> Any:
        """This will change a thing through the API."""
        return self._act(path, by, lambda to: to.put(f"/api{path}", body, content_type="application/json"))

    def send(self, path: str, data: bytes, *, media_type: str = "application/octet-stream") -> Any:
        """This will hand in bytes (a bid package) without any session."""
        return self._answer(path, self._client("").post(f"/api{path}", data, content_type=media_type))

    def upload(self, path: str, fields: dict[str, Any], *, by: str) -> Any:
        """This will upload a file with its form fields."""
        return self._answer(path, self._client(by).post(f"/api{path}", fields))

    def fetch(self, path: str) -> bytes:
        """This will download a public file."""
        response = self._client("").get(path)
        if response.status_code != 200:
            raise Refused(path, {"status": response.status_code})
        return b"".join(response) if response.streaming else response.content

    def settle(self) -> bool:
        """This will let the record catch up (number the facts, write tiles, sign, ask the witnesses), and say whether it was behind."""
        behind = False
        while sequencer.sequence_once(at=self.now):
            behind = True
        witnessing.ask_witnesses(at=self.now)
        return behind

    def sign_in(self, login: str, password: str) -> None:
        """This will open this person's session."""
        self._clients[login] = _new_client()
        self.post("/people/session", {"login": login, "password": password}, by=login)

    def _client(self, login: str) -> Client:
        return self._clients[login]

    def _act(self, path: str, by: str, send: Callable[[Client], Any]) -> Any:
        """A step-up that is due is renewed in the session itself: a code counts once in half a minute of real time, and lives pass days in seconds."""
        response = send(self._client(by))
        if response.status_code == 403 and response.json()["rule"] == "step_up":
            session = self._client(by).session
            session[SESSION_KEY] = self.now.isoformat()
            session.save()
            response = send(self._client(by))
        return self._answer(path, response)

    def _answer(self, path: str, response: Any) -> Any:
        is_json = "json" in response.headers.get("Content-Type", "")
        content = response.json() if is_json and response.content else response.content
        if response.status_code >= 400:
            raise Refused(path, content if isinstance(content, dict) else {"status": response.status_code})
        return content


def _new_client() -> Client:
    return Client(headers={"accept-language": "zh-hans"})
