"""Outputs that are told in words: "y = 1 if w · x + b > 0, and y = 0 otherwise"."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.training.lessons import Lesson
from symnn.documents.judging.training.names import NOW, named
from symnn.documents.judging.training.passages import Sentence
from symnn.latex import syntax as tree

_IF: Final = r"(?:,)?(?: only)? (?:if|when|whenever|where|for)"
_JOIN: Final = r"(?:(?: ,| ;)* ?(?:and|or|but|while)?(?: it is| it outputs| is| outputs)? )"
_ELSE: Final = r"(?: ,)*,? (?:otherwise|else|if not)"
_TOLD: Final = (
    regex(rf"(?P<a>⟨\d+⟩){_IF} (?P<if>⟨\d+⟩),?{_JOIN}(?P<b>⟨\d+⟩){_ELSE}"),
    regex(rf"(?P<a>⟨\d+⟩){_IF} (?P<if>⟨\d+⟩),?{_JOIN}(?P<b>⟨\d+⟩){_IF} (?P<if2>⟨\d+⟩)"),
    regex(rf"(?P<a>⟨\d+⟩)(?: \))?{_IF} (?P<if>⟨\d+⟩){_ELSE} (?:it is )?(?P<b>⟨\d+⟩)"),
)
#: The name of an output that has none.
UNNAMED: Final = "output"


def learn_outputs(lesson: Lesson, sentence: Sentence) -> str:
    """Take in the outputs that a sentence tells by cases.

    Returns:
        Its words without those.
    """
    words = sentence.words
    for pattern in _TOLD:
        for match in list(pattern.finditer(words)):
            parts = {k: int(v.strip("⟨⟩")) for k, v in match.groupdict().items()}
            nodes = {k: sentence.pieces[at].node for k, at in parts.items()}
            found = _cases(nodes)
            if found is None:
                continue
            name, cases = found
            if lesson.formulas.setdefault(name, cases) != cases:
                lesson.conflicts[name] = f"{name} is defined twice"
            words = words.replace(match[0], " , ")
    return words


def _cases(nodes: dict[str, tree.Node]) -> tuple[str, tree.Cases] | None:
    first, second = _valued(nodes["a"]), _valued(nodes["b"])
    if first is None or second is None or second[0] not in ("", first[0]):
        return None
    conditions = [nodes["if"], nodes.get("if2")]
    if any(c is not None and not isinstance(c, tree.Chain) for c in conditions):
        return None
    rows = (
        tree.Case(first[1], nodes["if"], "if"),
        tree.Case(second[1], nodes.get("if2"), "if" if "if2" in nodes else "otherwise"),
    )
    return first[0] or UNNAMED, tree.Cases(rows)


def _valued(node: tree.Node) -> tuple[str, tree.Node] | None:
    """A value, perhaps with the name that it is given."""
    if isinstance(node, tree.Chain) and len(node.links) == 1 and node.links[0].relation == "=":
        ref = named(node.first)
        if ref is None or ref.index or ref.mark != NOW or ref.step is not None:
            return None
        inner = _valued(node.links[0].operand)
        return None if inner is None else (ref.base, inner[1])
    bare = node.operand if isinstance(node, tree.Neg) else node
    return ("", node) if isinstance(bare, tree.Number) else None
