"""Every attack has two honest witnesses and a folder to export to."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from tests.attacks import scene as scenes
from tests.factories.witness import TestWitness


@pytest.fixture
def witnesses(settings: LazySettings) -> Iterator[list[TestWitness]]:
    with scenes.witnessed(settings) as witnesses:
        yield witnesses
