"""Templates are folded when they are loaded: what no reader and no row can change is worked out once, in both languages.

A page says a hundred constant sentences. Folding puts neighbouring texts, `{% say "中文" "English" %}`, constant icons, chips, articles and
addresses into one node that picks its language; the page stays the same, letter by letter.
"""

from typing import Any

from django.template import Context, Template
from django.template.base import FilterExpression, Node, NodeList, TextNode, VariableNode
from django.template.defaulttags import AutoEscapeControlNode, CommentNode, IfNode, URLNode
from django.template.library import SimpleNode
from django.template.loaders.base import Loader as BaseLoader
from django.template.loaders.cached import Loader as CachedLoader
from django.utils.translation import get_language, override

CONSTANT_TAGS = frozenset({"say", "icon", "chip"})  # their words depend on their arguments and the language alone
CONSTANT_FILTERS = frozenset({"article"})
Words = tuple[str, str]


class Folded(Node):
    """A piece of a page that is the same for every reader of a language."""

    child_nodelists = ()

    def __init__(self, zh: str, en: str) -> None:
        self.words = zh, en

    def render(self, context: Context) -> str:
        """This will return the piece in the reader's language, which is looked up once a page."""
        known = context.__dict__.get("folded_language")
        if known is None:
            known = context.__dict__["folded_language"] = int((get_language() or "").startswith("en"))
        return self.words[known]

    render_annotated = render


class _Folding(BaseLoader):
    def get_template(self, template_name: str, skip: Any = None) -> Template:
        template = super().get_template(template_name, skip)
        fold(template.nodelist)
        return template


class Loader(CachedLoader, _Folding):
    """Django's cached loader; it keeps the folded template."""


def fold(nodes: NodeList) -> None:
    """This will fold a list of nodes and those below it, in place."""
    kept: list[Node] = []
    run: list[Words] = []
    for node in nodes:
        words = _words_of(node)
        if words is not None:
            run.append(words)
            continue
        _flush(run, kept)
        kept.append(node)
        for below in _lists_below(node):
            fold(below)
    _flush(run, kept)
    nodes[:] = kept


def _flush(run: list[Words], kept: list[Node]) -> None:
    zh, en = "".join(words[0] for words in run), "".join(words[1] for words in run)
    run.clear()
    if zh or en:
        kept.append(TextNode(zh) if zh == en else Folded(zh, en))


def _lists_below(node: Node) -> list[NodeList]:
    if isinstance(node, AutoEscapeControlNode):
        return []
    if isinstance(node, IfNode):
        return [nodes for _, nodes in node.conditions_nodelists]
    lists = [getattr(node, name, None) for name in node.child_nodelists]
    return [nodes for nodes in lists if isinstance(nodes, NodeList)]


def _words_of(node: Node) -> Words | None:
    if isinstance(node, TextNode):
        return node.s, node.s
    if isinstance(node, CommentNode):
        return "", ""
    return _in_both(node) if _is_constant(node) else None


def _is_constant(node: Node) -> bool:
    if isinstance(node, VariableNode):
        filters = {function.__name__ for function, _ in node.filter_expression.filters}
        return not node.filter_expression.is_var and bool(filters) and filters <= CONSTANT_FILTERS
    if isinstance(node, URLNode):
        return node.asvar is None and not node.args and not node.kwargs and _is_plain(node.view_name)
    if type(node) is not SimpleNode or node.target_var is not None or node.takes_context:
        return False
    return node.func.__name__ in CONSTANT_TAGS and all(map(_is_plain, (*node.args, *node.kwargs.values())))


def _is_plain(value: FilterExpression) -> bool:
    return not value.is_var and not value.filters


def _in_both(node: Node) -> Words:
    words = []
    for code in ("zh-hans", "en"):
        with override(code):
            words.append(str(node.render(Context())))
    return words[0], words[1]
