r"""Definitions behind the words for what is defined: `\text{ReLU net } h = …, y = …`.

The words are kept with the names, so that "the ReLU net" can be spoken of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

from symnn.deferred import regex
from symnn.documents.phrases.nets.descriptions import NETWORK
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

if TYPE_CHECKING:
    from symnn.documents.judging.placing import State
    from symnn.documents.regions import Formula

Statements: TypeAlias = "list[tree.Statement | tree.Unreadable]"

#: Words that make more of a lead than a noun.
_NO_NOUNS: Final = frozenset(
    {"if", "for", "when", "whenever", "with", "is", "are", "was", "has", "have", "at", "on", "in"}
    | {"of", "then", "so", "thus", "hence", "therefore", "and", "or", "but", "not", "no", "let"}
    | {"where", "we", "get", "gives", "that", "since", "because", "as", "by", "from", "to", "all"}
    | {"every", "any", "each", "some", "suppose", "assume", "given", "only", "otherwise", "else"}
    | {"unless", "until", "while", "after", "before", "under", "over", "which", "what", "how"}
    | {"minimum", "maximum", "number", "total", "value", "answer", "result", "false", "wrong"}
    | {"correct", "claim", "naive", "now", "new", "old", "updated", "also", "true", "instead"}
)
_NOUN: Final = regex(r"(?:(?:the|a|an) )?(?P<words>[A-Za-z][A-Za-z-]*(?: [A-Za-z-]+){0,3}) ?:?")
_BEFORE: Final = regex(r"((?:[A-Za-z-]+ ){1,3})$")
_TEXT: Final = regex(r"\\(?:text|mbox|hbox)")
_LONG: Final = 4


def introduced(
    latex: str, statements: Sequence[tree.Statement | tree.Unreadable], scope: Scope
) -> tuple[Statements, dict[tree.Span, str]]:
    """The statements without such words, and the words for each statement they are about.

    Args:
        latex: a formula.
        statements: what it says.
        scope: the names so far.
    """
    found: Statements = []
    called: dict[tree.Span, str] = {}
    words = ""
    for statement in _without_appositions(statements):
        if not isinstance(statement, tree.Statement):
            found.append(statement)
            continue
        if statement.separator not in (",", "and", "quad"):
            words = ""
        bare, own = _parted(latex, statement, scope)
        words = own or words
        called[bare.span] = words
        found.append(bare)
    return found, called


def _without_appositions(statements: Sequence[tree.Statement | tree.Unreadable]) -> Statements:
    """A matrix without the names behind it that words describe: `A = (…), u, v its columns`."""
    found: Statements = list(statements)
    for place, (one, after) in enumerate(pairwise(statements)):
        if not isinstance(one, tree.Statement) or not isinstance(after, tree.Statement):
            continue
        body = one.body
        group = body.links[-1].operand if isinstance(body, tree.Chain) else None
        if not isinstance(body, tree.Chain) or not isinstance(group, tree.Group) or group.fence:
            continue
        value, *names = group.items
        described = isinstance(after.body, tree.Name) and bool(after.qualifiers) and not after.lead
        if not (described and isinstance(value, tree.Matrix) and names):
            continue
        if all(isinstance(name, tree.Name) for name in names):
            last = replace(body.links[-1], operand=value)
            found[place] = replace(one, body=replace(body, links=(*body.links[:-1], last)))
    return found


def words_before(text: str) -> str:
    """The last words of the prose before a formula.

    >>> words_before("We look at the small network ")
    'the small network '
    """
    match = _BEFORE.search(text[-80:])
    return match[1] if match else ""


def _parted(latex: str, statement: tree.Statement, scope: Scope) -> tuple[tree.Statement, str]:
    body = statement.body
    if not isinstance(body, tree.Chain) or body.links[0].relation not in ("=", ":="):
        return statement, ""
    if statement.lead is not None:
        words = _noun(statement.lead.text)
        if words and _is_new(body.first, scope):
            return replace(statement, lead=None), words
        return statement, ""
    first = body.first
    if not isinstance(first, tree.Product) or len(first.factors) != 2:
        return statement, ""
    word, named = first.factors
    if not isinstance(word, tree.Name) or word.subscript is not None or word.accents:
        return statement, ""
    known = scope.latest(tree.key(word) or "") is not None
    spelled = _TEXT.match(latex, named.span.start) is not None
    target = isinstance(named, (tree.Name, tree.Call)) and not spelled
    typed = _TEXT.match(latex, word.span.start) is not None
    if known or not target or not typed or not _is_word(word) or not _noun(word.base):
        return statement, ""
    return replace(statement, body=replace(body, first=named)), word.base


def _is_word(node: tree.Node) -> bool:
    return isinstance(node, tree.Name) and len(node.base) >= _LONG and node.base.isalpha()


def _noun(text: str) -> str:
    match = _NOUN.fullmatch(text.strip(" ,"))
    if match is None or set(match["words"].lower().split()) & _NO_NOUNS:
        return ""
    return match["words"]


def _is_new(node: tree.Node, scope: Scope) -> bool:
    """Whether it is a name, or a function of names, that nothing defines."""
    head = node.head if isinstance(node, tree.Call) else node
    key = tree.key(head)
    return key is not None and isinstance(head, tree.Name) and scope.latest(key) is None


#: What is counted of networks that the prose before may describe in letters.
_COUNTED: Final = ("parameters", "weights", "biases")


def introduce_networks(state: State, formula: Formula) -> None:
    """Keep the networks that the words of a formula describe, and the prose before it."""
    told = state.source.text[state.read_to : formula.outer_start] + formula.latex
    counts = formula.display and any(noun in formula.latex for noun in _COUNTED)
    arrows = r"\to" in told or "rightarrow" in told
    if counts or state.described or NETWORK.search(told) or arrows:
        from symnn.documents.phrases.nets.learning import learn

        learn(state, formula)
