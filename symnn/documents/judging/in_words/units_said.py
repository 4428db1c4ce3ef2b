"""The units that a sentence speaks of: by a name, by that of a function, or as "the unit"."""

from __future__ import annotations

from dataclasses import replace

from symnn.documents.judging.in_words.input_sets import inputs_in, refused, sets_of
from symnn.documents.judging.in_words.sentence import Sentence, number_of
from symnn.errors import SymnnError
from symnn.exact.expression import Expr, free_symbols
from symnn.latex import syntax as tree
from symnn.latex.parser import parse


def has_decimals(node: tree.Node) -> bool:
    """Whether there is a number with decimals beside "="."""
    ends = [node] if isinstance(node, tree.Number) else []
    if isinstance(node, tree.Chain):
        ends = [
            part
            for link in node.links
            for part in tree.walk(link.operand)
            if link.relation == "=" and isinstance(part, tree.Number)
        ]
    return any(bool(end.decimals) for end in ends if isinstance(end, tree.Number))


def applied(sentence: Sentence, node: tree.Node) -> tree.Node:
    """With the bare name of a function, before a relation, as its value at its arguments."""
    if isinstance(node, tree.Chain):
        return replace(node, first=applied(sentence, node.first))
    key = tree.key(node)
    state = sentence.place.state
    known = state.scope.lookup(key, state.since) if key is not None else None
    if known is None or not known.parameters:
        return node
    names = [parse(parameter).statements[0] for parameter in known.parameters]
    items = tuple(name.body for name in names if isinstance(name, tree.Statement))
    return tree.Call(node, tree.Group("()", items, (",",) * (len(items) - 1)))


def of_the_unit(sentence: Sentence, noun: str) -> Expr:
    """The value of the only formula that the document gives for a unit with such inputs.

    Raises:
        MeaningError: there is none, or more than one.
    """
    scope = sentence.place.state.scope
    if noun == "output" and scope.latest("output") is not None:
        return number_of(sentence.view, tree.Name("output"))
    here = sentence.place.formula.headings
    known = [found[-1] for found in scope.history.values() if found[-1].section == here]
    used = {tree.key(part) for one in known for part in tree.walk(one.body)}
    found: list[Expr] = []
    for one in known:
        if one.key in used:
            continue
        try:
            body = number_of(sentence.view, one.body)
            if len(free_symbols(body)) > 1:
                sets_of(sentence, inputs_in(body))
                found.append(body)
        except SymnnError:
            continue
    if not found:
        from symnn.documents.judging.in_words.told_units import told_unit

        return told_unit(sentence)
    if len(found) != 1:
        raise refused()
    return found[0]
