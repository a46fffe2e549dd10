"""keygen and conformance."""

import json
from pathlib import Path

from qinglian.trust.keys import open_key_file
from tests.cli.conftest import Run
from tests.cli.light_key import WORDS


def test_keygen_makes_a_key_that_opens_with_its_words(cli: Run, tmp_path: Path) -> None:
    made = cli("keygen", tmp_path / "a.qlkey", "--origin", "x.invalid", "--holder", "org-a")
    file = json.loads((tmp_path / "a.qlkey").read_text())
    assert open_key_file(file, words=WORDS).public() == file["public"]
    assert (file["holder"], "demo" in file) == ("org-a", False)
    assert file["public"] in made.output
    assert (tmp_path / "a.qlkey").stat().st_mode & 0o777 == 0o600


def test_keygen_overwrites_nothing(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "a.qlkey").write_text("precious")
    refused = cli("keygen", tmp_path / "a.qlkey", "--origin", "x.invalid", "--holder", "org-a")
    assert "exists; it is not overwritten" in str(refused.exception)
    assert (tmp_path / "a.qlkey").read_text() == "precious"


def test_keygen_makes_demo_keys_only_under_invalid_origins(cli: Run, tmp_path: Path) -> None:
    refused = cli("keygen", tmp_path / "a.qlkey", "--origin", "log.gov.cn", "--holder", "org-a", "--demo")
    assert "demo key is refused" in str(refused.exception)
    assert not (tmp_path / "a.qlkey").exists()


def _project(folder: Path) -> Path:
    (folder / "docs/conformance").mkdir(parents=True)
    (folder / "build").mkdir()
    (folder / "docs/conformance/cts.csv").write_text("id,star\nA-1,1\nA-2,1\nA-3,2\n")
    (folder / "docs/conformance/seeds.csv").write_text("id,pillar\nZ1,build\n")
    outcomes = {"A-1": {"t": "passed"}, "A-2": {"t": "passed", "u": "failed"}, "Z1": {"t": "skipped"}}
    (folder / "build/conformance.json").write_text(json.dumps(outcomes))
    return folder


def test_conformance_tells_each_requirements_state(cli: Run, tmp_path: Path) -> None:
    told = cli("conformance", "--folder", _project(tmp_path), "--json")
    assert json.loads(told.output) == {"A-1": "met", "A-2": "failed", "A-3": "missing", "Z1": "missing"}


def test_conformance_names_what_is_missing(cli: Run, tmp_path: Path) -> None:
    told = cli("conformance", "--folder", _project(tmp_path)).output
    assert "cts.csv: 1 / 3" in told
    assert "failed (1): A-2" in told
    assert "missing (2): A-3 Z1" in told


def test_conformance_asks_for_a_test_run_first(cli: Run, tmp_path: Path) -> None:
    (_project(tmp_path) / "build/conformance.json").unlink()
    assert "run make test first" in str(cli("conformance", "--folder", tmp_path).exception)
