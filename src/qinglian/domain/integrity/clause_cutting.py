"""Taking a superior document apart: every line that begins with a number is a clause, lines without one belong to the clause before. Pure."""

import re

_NUMBERED = re.compile(
    r"^(第[一二三四五六七八九十百]+[条章节]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[.．、])"
)
MOST_CLAUSES = 200
MOST_CHARACTERS = 4000


def clauses_in(text: str) -> list[str]:
    """This will return the clauses of a pasted text. Where no line has a number, every line is a clause."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not any(_NUMBERED.match(line) for line in lines):
        return lines
    clauses: list[str] = []
    for line in lines:
        if _NUMBERED.match(line) or not clauses:
            clauses.append(line)
        else:
            clauses[-1] += f"\n{line}"
    return clauses
