"""Finding words in Chinese texts: character bigrams in a column, so that words of two characters are found on every database. Pure.

`开标现场 GB/T` is kept as ` 开标 标现 现场 gb t `: full-width and capital letters folded, runs of Latin letters and figures kept whole.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

_RUNS = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")
_SENTENCE = re.compile(r"[^。；？\n]+[。；？]?")
_HAN = "\u3400"
MOST_WORDS = 60
_SHOWN = 90


@dataclass(frozen=True)
class Found:
    """The sentence in which words were found: what stands before, the words, what stands behind."""

    before: str
    words: str
    behind: str


def tokens_of(text: str) -> str:
    """This will return the tokens of a text, each once, with a space before and behind each."""
    seen = dict.fromkeys(token for run in _RUNS.findall(_folded(text)) for token in _cut(run))
    return f" {' '.join(seen)} " if seen else ""


def wanted_by(words: str) -> list[str]:
    """This will return what the column must contain for these words; a single character is looked for inside the bigrams."""
    runs = _RUNS.findall(_folded(words[:MOST_WORDS]))
    return [run if len(run) == 1 and run >= _HAN else f" {token} " for run in runs for token in _cut(run)]


def found_in(text: str, words: str) -> Found | None:
    """This will return the first sentence that holds one of the words as they are typed (separated by spaces), all of which the text must hold."""
    phrases = [_folded(phrase) for phrase in words[:MOST_WORDS].split()]
    plain = _folded(text)
    if not phrases or any(phrase not in plain for phrase in phrases):
        return None
    if len(plain) != len(text):  # a fold that changes lengths: the sentence is shown as it was folded
        text = plain
    for sentence in _SENTENCE.finditer(text):
        at = plain[sentence.start() : sentence.end()].find(phrases[0])
        if at >= 0:
            return _shown(sentence[0], at, len(phrases[0]))
    return Found("", "", "")  # the words run over the end of a sentence


def _shown(sentence: str, at: int, length: int) -> Found:
    before, behind = sentence[:at].lstrip(), sentence[at + length :].rstrip()
    before = f"…{before[-_SHOWN:]}" if len(before) > _SHOWN else before
    behind = f"{behind[:_SHOWN]}…" if len(behind) > _SHOWN else behind
    return Found(before, sentence[at : at + length], behind)


def _cut(run: str) -> list[str]:
    if run < _HAN or len(run) == 1:
        return [run]
    return ["".join(pair) for pair in pairwise(run)]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
