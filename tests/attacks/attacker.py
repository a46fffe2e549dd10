"""The owner of database and log key at work on a published tree: he rewrites facts, builds the tree anew, signs it, asks the witnesses.

The witnesses are honest: they cosign what continues the log that they have seen, and nothing else.
"""

import json
import secrets
import shutil
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from qinglian.record import keys, witnesses
from qinglian.record.models import Fact, Secrecy
from qinglian.record.tiles import grow
from qinglian.trust.canonical import fact_leaf
from qinglian.trust.log import TILE_WIDTH, TileReader, facts_path
from qinglian.trust.note import sign_checkpoint
from qinglian.trust.strict import to_base64
from tests.attacks.scene import Scene


@dataclass
class Row:
    """One leaf as the attacker's database has it."""

    leaf: bytes
    salt: bytes
    fact: dict[str, Any]
    is_open: bool

    @property
    def kind(self) -> str:
        """This will return the fact's kind ("" for a cover leaf)."""
        return str(self.fact.get("kind", ""))


class Attacker:
    """Rows of the database and the tree that is built from them in `folder` (an exported tree; its blobs stay as they are)."""

    def __init__(self, scene: Scene, folder: Path) -> None:
        self.scene = scene
        self.folder = folder
        found = Fact.objects.filter(index__isnull=False).order_by("index")
        self.rows = [
            Row(bytes(row.leaf), bytes(row.salt), row.fact, row.secrecy == Secrecy.OPEN and row.erased_at is None)
            for row in found
        ]

    def row(self, kind: str, number: int = 0) -> Row:
        """This will return the n-th row of this kind."""
        return [row for row in self.rows if row.kind == kind][number]

    def change(self, row: Row, **body: Any) -> None:
        """This will change a fact's body and give it the leaf that fits."""
        row.fact = row.fact | {"body": row.fact["body"] | body}
        row.leaf = fact_leaf(row.salt, row.fact)

    def add(self, fact: dict[str, Any], *, is_open: bool = True, at: int | None = None) -> Row:
        """This will append a fact, or insert it at a place."""
        salt = secrets.token_bytes(32)
        row = Row(fact_leaf(salt, fact), salt, fact, is_open)
        self.rows.insert(len(self.rows) if at is None else at, row)
        return row

    def blob(self, data: bytes) -> str:
        """This will publish bytes under their hash."""
        name = sha256(data).hexdigest()
        (self.folder / "blob" / name).write_bytes(data)
        return name

    def write_facts(self) -> None:
        """This will write the facts feed from the rows and leave tree and checkpoint as they are."""
        shutil.rmtree(self.folder / "facts", ignore_errors=True)
        for start in range(0, len(self.rows), TILE_WIDTH):
            part = self.rows[start : start + TILE_WIDTH]
            path = self.folder / facts_path(start // TILE_WIDTH, len(part))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps([_entry(start + at, row) for at, row in enumerate(part)], ensure_ascii=False))

    def rebuild(self) -> None:
        """This will build tree, feed and checkpoint anew, signed with the log's key, with whatever cosignatures he gets."""
        shutil.rmtree(self.folder / "tile")
        growth = grow(_nothing, size=0, leaves=[row.leaf for row in self.rows])
        for path, data in growth.files.items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_bytes(data)
        self.write_facts()
        signer = keys.log_signer()
        note = sign_checkpoint(signer, origin=signer.name, size=growth.size, root=growth.root)
        self.folder.joinpath("checkpoint").write_text(note + self._cosignatures(note, growth.size))

    def _cosignatures(self, note: str, size: int) -> str:
        """This will ask each witness, with the best proof that the new tree can give."""
        reader, lines = TileReader(lambda path: (self.folder / path).read_bytes()), ""
        for witness in self.scene.witnesses:
            held = witness.state.size if witness.state else 0
            proof = reader.consistency_proof(held, size) if 0 < held <= size else []
            body = witnesses.request_body(old=held, proof=[to_base64(row) for row in proof], note=note)
            status, answer = witness.add_checkpoint(body)
            lines += answer if status == 200 else ""
        return lines


def _entry(index: int, row: Row) -> dict[str, Any]:
    shown: dict[str, Any] = {"index": index, "leaf": row.leaf.hex()}
    return shown | ({"salt": to_base64(row.salt), "fact": row.fact} if row.is_open else {})


def _nothing(path: str) -> bytes:
    raise FileNotFoundError(path)
