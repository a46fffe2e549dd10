"""The stage of `qinglian replay`: a fictional centre with guardians and one published tender in mode G+B, whose deadline is given.

`python -m tests.stories.replay_stage FOLDER DEADLINE PLAN.json` writes FOLDER/stage.json: opening, guardians with their masters, the
verifier's login. QINGLIAN_HOME, QINGLIAN_WITNESSES and an origin that ends in `.invalid` come from the environment.
"""

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any


def main(folder: Path, deadline: datetime, plan: dict[str, Any]) -> None:
    """This will play everything up to the published notice, 23 days before the deadline."""
    import django

    django.setup()
    from django.core.management import call_command

    from qinglian.jobs.timetable import refresh_policy
    from tests.stories.cast import gather
    from tests.stories.stage import Stage

    call_command("setup", verbosity=0)
    begin = (deadline - timedelta(days=26)).replace(hour=9, minute=0)
    with Stage(begin).open() as stage:
        stage.settle()
        cast = gather(stage)
        played = _published(stage, cast, deadline, plan)
        refresh_policy(stage.now)
        stage.settle()
        (folder / "stage.json").write_text(json.dumps(_told(cast, played), ensure_ascii=False))


def _published(stage: Any, cast: Any, deadline: datetime, plan: dict[str, Any]) -> Any:
    from tests.stories.acts import Plan, put_out

    fixed = {"project_code": "2026-990100-48-01-000001", "mode": "G+B", "deadline_at": deadline}
    return put_out(stage, cast, Plan(**fixed, **plan))


def _told(cast: Any, played: Any) -> dict[str, Any]:
    from tests.stories.cast import PASSWORD

    return {
        "opening": played.opening,
        "deadline_at": played.notice["deadline_at"],
        "verifier": {"login": "verifier", "password": PASSWORD, "totp": _totp_secret("verifier")},
        "agreement": _agreement(),
        "guardians": [{"id": g.id, "group": g.group, "master": g.master.secret().hex()} for g in cast.guardians],
    }


def _agreement() -> str:
    from qinglian.domain.people.agreement import VERSION

    return VERSION


def _totp_secret(login: str) -> str:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import decrypt

    row = Authenticator.objects.get(user__login=login, type="totp")
    return str(decrypt(row.data["secret"]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]), json.loads(Path(sys.argv[3]).read_text()))
