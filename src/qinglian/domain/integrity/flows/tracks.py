"""Tracks of a channel: lines that overlap get a track each, lines that do not may share one."""


class Tracks:
    """The lines of one channel or gutter, packed first come, first served."""

    def __init__(self) -> None:
        self._taken: list[list[tuple[int, int]]] = []

    @property
    def count(self) -> int:
        """How many tracks are in use."""
        return len(self._taken)

    def take(self, begin: int, end: int) -> int:
        """This will return the first track on which nothing lies between the two places, those included, and keep it."""
        low, high = min(begin, end), max(begin, end)
        for track, lines in enumerate(self._taken):
            if all(high < left or right < low for left, right in lines):
                lines.append((low, high))
                return track
        self._taken.append([(low, high)])
        return len(self._taken) - 1
