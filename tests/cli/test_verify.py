"""Verification of a genuine tender: every step passes, and what it cannot show is said."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.attacks import scene as scenes
from tests.factories.witness import TestWitness

pytestmark = pytest.mark.django_db


@pytest.fixture
def witnesses(settings: LazySettings) -> Iterator[list[TestWitness]]:
    with scenes.witnessed(settings) as witnesses:
        yield witnesses


@pytest.mark.parametrize("mode", ["G", "G+B"])
def test_verify_passes_a_genuine_opening(witnesses: list[TestWitness], tmp_path: Path, mode: str) -> None:
    scene = scenes.genuine(witnesses, mode=mode)
    since = tuple(scene.kept.items())
    receipts = tuple((bidder, receipt, None) for bidder, receipt in scene.where.receipts.items())
    report = scenes.report_on(scenes.exported(tmp_path / "log"), scene, since=since, receipts=receipts)
    assert [(finding.code, finding.where, finding.said.en) for finding in report.findings] == []
    assert (report.counts["bids"], report.counts["opened"], report.counts["tenders"]) == (3, 3, 1)
    assert (report.simulated, report.pinned, len(report.steps)) == (True, True, 17)
