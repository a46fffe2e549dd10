"""The timetable's clock follows small corrections and no jumps, and never goes back."""

from datetime import datetime, timedelta

import pytest

from qinglian.jobs.steady_clock import SteadyClock
from qinglian.record.clock import CHINA

START = datetime(2026, 11, 25, 9, 29, 0, tzinfo=CHINA)


class Machine:
    """A machine's clock and its elapsed seconds, set apart by hand."""

    def __init__(self) -> None:
        self.wall, self.seconds = START, 0.0

    def pass_by(self, seconds: float, *, jump: float = 0) -> None:
        self.seconds += seconds
        self.wall += timedelta(seconds=seconds + jump)


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def clock(machine: Machine) -> SteadyClock:
    return SteadyClock(lambda: machine.wall, lambda: machine.seconds)


def test_steady_clock_follows_the_machine_and_its_small_corrections(machine: Machine, clock: SteadyClock):
    machine.pass_by(30, jump=1.5)
    assert clock() == START + timedelta(seconds=31.5)
    machine.pass_by(10, jump=1.5)
    assert (clock(), clock.jump) == (START + timedelta(seconds=43), timedelta())


@pytest.mark.parametrize("jump", [3600, -3600, 86_400 * 365, 2.5])
def test_steady_clock_keeps_its_own_time_through_a_jump(machine: Machine, clock: SteadyClock, jump: float):
    machine.pass_by(10, jump=jump)
    assert (clock(), clock.jump) == (START + timedelta(seconds=10), timedelta(seconds=jump))
    machine.pass_by(50)
    assert clock() == START + timedelta(seconds=60)


def test_steady_clock_agrees_again_once_the_machine_is_set_right(machine: Machine, clock: SteadyClock):
    machine.pass_by(10, jump=3600)
    clock()
    machine.pass_by(10, jump=-3600)
    assert (clock(), clock.jump) == (START + timedelta(seconds=20), timedelta())


def test_steady_clock_never_goes_back(machine: Machine, clock: SteadyClock):
    machine.pass_by(10)
    before = clock()
    machine.pass_by(0.1, jump=-1)
    assert clock() == before
    machine.pass_by(5)
    assert clock() > before
