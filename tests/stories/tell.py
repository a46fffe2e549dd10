"""Plays every life on one installation and writes docs/stories: `make docs`. The pages are the same on every machine."""

import tempfile
from datetime import timedelta
from pathlib import Path

from tests.places import REPOSITORY
from tests.stories.ground import ground
from tests.stories.one import START

PAGES = REPOSITORY / "docs/stories"


def main() -> int:
    """This will write the pages of all lives and their list."""
    with tempfile.TemporaryDirectory(prefix="qinglian-story-") as folder, ground(Path(folder)):
        pages = played_pages()
    PAGES.mkdir(exist_ok=True)
    for name, text in pages.items():
        (PAGES / name).write_text(text, encoding="utf-8")
        print(PAGES / name)
    return 0


def played_pages() -> dict[str, str]:
    """This will play every life from its first day and return file name -> page, the list `index.md` included."""
    from tests.stories.cast import gather
    from tests.stories.lives import LIVES
    from tests.stories.stage import Stage

    pages = {}
    with Stage(START).open() as stage:
        stage.settle()
        cast = gather(stage)
        tellings = []
        for life in LIVES:
            stage.set(START + timedelta(days=1))
            told, _ = life.play(stage, cast)
            tellings.append(told)
            pages[f"{told.slug}.md"] = told.page()
    rows = [f"- [{told.title.zh}]({told.slug}.md): {told.title.en}" for told in tellings]
    pages["index.md"] = "\n".join(
        ["# 实例 Stories", "", "由 `make docs` 演出并写成。Played and written by `make docs`.", "", *rows, ""]
    )
    return pages


if __name__ == "__main__":
    raise SystemExit(main())
