"""Papers of the stories: small real PDFs in Chinese, the same bytes for the same words."""

from functools import cache

import pylopdf_fonts_zh_cn
import typst

TEMPLATE = """
#set document(title: sys.inputs.title, date: none)
#set page(margin: 25mm)
#set text(font: "Noto Sans SC", size: 11pt, lang: "zh")
#align(center, text(size: 18pt, weight: "bold", sys.inputs.title))
#v(12mm)
#for line in sys.inputs.text.split("\\n") [#par(line)]
#v(1fr)
#text(size: 9pt, fill: gray, "演示文件，内容为虚构。")
"""


@cache
def pdf(title: str, *paragraphs: str) -> bytes:
    """This will typeset one page with a title and paragraphs, and return the PDF's bytes."""
    made = typst.compile(
        TEMPLATE.encode(),
        font_paths=[str(pylopdf_fonts_zh_cn.sans_path().parent)],
        ignore_system_fonts=True,
        sys_inputs={"title": title, "text": "\n".join(paragraphs)},
    )
    assert isinstance(made, bytes)
    return made
