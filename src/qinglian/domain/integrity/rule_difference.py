"""What changed between two versions of a text, paragraph by paragraph. Pure."""

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Changed:
    """One paragraph: `same`, `removed` (stood in the old text) or `added` (stands in the new one)."""

    kind: str
    text: str


def difference(old: str, new: str) -> list[Changed]:
    """This will list the paragraphs of both texts in their order, what was removed before what was added in its place."""
    before, after = paragraphs(old), paragraphs(new)
    rows: list[Changed] = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            rows += [Changed("same", text) for text in before[i:j]]
            continue
        rows += [Changed("removed", text) for text in before[i:j]]
        rows += [Changed("added", text) for text in after[k:m]]
    return rows


def paragraphs(text: str) -> list[str]:
    """This will return the paragraphs of a text without empty ones and outer spaces."""
    return [line.strip() for line in text.splitlines() if line.strip()]
