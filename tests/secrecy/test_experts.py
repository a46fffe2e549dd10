"""Canaries of the draw (ZTB 37): until the award nothing but the notifier's own folder tells which expert was drawn."""

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from qinglian.domain.experts.models import Expert
from qinglian.jobs.notifier import store
from qinglian.jobs.notifier.fixing import name_of
from qinglian.trust.draw import roster_leaf
from tests.factories import experts
from tests.secrecy.traces import files_below, is_in

pytestmark = pytest.mark.django_db(transaction=True)


def rows() -> dict[str, str]:
    """This will write out every row of every table, by table."""
    found = {}
    for model in apps.get_models():
        found[model._meta.db_table] = str(list(model.objects.values()))
    return found


def test_names_stand_in_the_register_alone_until_the_award(home: Path) -> None:
    hall = experts.complete()
    book = store.load(name_of(hall.draw))
    assert book is not None
    called = [book.rows[call.leaf.leaf] for call in hall.calls()]
    secrets = [row[name] for row in called for name in ("name", "unit", "phone")]
    tables = {table: text.encode() for table, text in rows().items()}
    for secret in secrets:
        assert [table for table, text in tables.items() if is_in(text, secret)] == ["experts_expert"]
        outside = [name for name, data in files_below(home) if not name.startswith("notifier/") and is_in(data, secret)]
        assert outside == []
    sealed = (store.folder() / f"{name_of(hall.draw)}.age").read_bytes()
    assert [secret for secret in secrets if is_in(sealed, secret)] == []
    assert [oct(path.stat().st_mode & 0o777) for path in store.folder().glob("*.*")] == ["0o600"] * 2


def test_the_database_gives_no_link_from_a_leaf_to_an_expert() -> None:
    """Whoever holds every table, but not the notifier's folder, finds no salt that makes an expert's row one of the leaves."""
    hall = experts.complete()
    book = store.load(name_of(hall.draw))
    assert book is not None
    text = " ".join(rows().values())
    for leaf, row in book.rows.items():
        assert row["salt"] not in text
        assert book.credentials.get(leaf, "no credential") not in text
    salts = {bytes.fromhex(found) for found in re.findall(r"\b[0-9a-f]{64}\b", text)}
    leaves = set(hall.draw.leaves.values_list("leaf", flat=True))
    assert (
        not {roster_leaf(salt, **_row(expert)).hex() for expert in Expert.objects.all()[:3] for salt in salts} & leaves
    )


def test_credentials_are_kept_by_their_hash() -> None:
    hall = experts.drawn()
    book = store.load(name_of(hall.draw))
    assert book is not None
    for call in hall.calls():
        assert call.credential_hash == sha256(book.credentials[call.leaf.leaf].encode()).hexdigest()
    assert json.dumps(list(book.credentials.values())) != "[]"


def _row(expert: Expert) -> dict[str, Any]:
    return {"expert": expert.id, "name": expert.name, "unit": expert.unit, "specialities": expert.specialities}
