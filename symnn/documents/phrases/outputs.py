r"""What a network puts out, in words: "the output for (1, 0) is 1", "the network maps x to y".

The network is the one function of the document that no other rests on; the sentence becomes
f(1, 0) = 1.
"""

from __future__ import annotations

import re
from typing import Final

from symnn.deferred import regex
from symnn.documents.phrases.sentences import Clause, Part
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding, Scope

_PLACE: Final = r"⟨\d+⟩"
_THING: Final = (
    r"(?:the |this |our )?(?:(?:whole|trained|final|single|small) )?"
    r"(?:network|net|unit|perceptron|neuron|model|circuit|gate|classifier)"
)
_FOR: Final = (
    r"(?:for|at|on|with|given|when given)(?: the)?(?: inputs?| input vector| point| vector| pair)?"
)
_GIVES: Final = r"(?:outputs|returns|produces|gives|predicts|computes the output|has the output)"
_SAID: Final = (
    regex(
        rf"(?:the |its )?(?:final |network )?output(?: value)?(?: of {_THING})? {_FOR}"
        rf" (?P<p>{_PLACE}) (?:is|equals) (?P<n>{_PLACE})"
    ),
    regex(rf"(?:{_THING}|it) {_GIVES} (?P<n>{_PLACE}) {_FOR} (?P<p>{_PLACE})"),
    regex(rf"{_FOR} (?P<p>{_PLACE}),? (?:{_THING}|it) {_GIVES} (?P<n>{_PLACE})"),
    regex(
        rf"(?:{_THING}|it) (?:maps|sends|takes|turns)(?: the)?(?: input| point| vector)?"
        rf" (?P<p>{_PLACE}) (?:to|into) (?P<n>{_PLACE})"
    ),
)


def with_outputs(clause: Clause, scope: Scope) -> Clause:
    """The clause as an equation of the network's function; any other clause as it is.

    >>> with_outputs(Clause("the output for ⟨0⟩ is ⟨1⟩", ()), Scope()).words
    'the output for ⟨0⟩ is ⟨1⟩'
    """
    words = clause.words.rstrip(" .,")
    match = next((m for said in _SAID if (m := said.fullmatch(words)) is not None), None)
    known = None if match is None else _network(scope)
    if match is None or known is None:
        return clause
    call = _call(known, clause.part(match["p"]).node)
    if call is None:
        return clause
    part = Part(f"{known.key}{clause.part(match['p']).latex}", call)
    return Clause(f"⟨{len(clause.parts)}⟩ is {match['n']}", (*clause.parts, part))


def _network(scope: Scope) -> Binding | None:
    """The one function that no other formula calls; None if there are none, or more."""
    functions = [
        known[-1] for known in scope.history.values() if known and known[-1].parameters is not None
    ]
    bodies = [known[-1] for known in scope.history.values() if known]
    used = {
        tree.key(part)
        for binding in bodies
        for part in tree.walk(binding.body)
        if tree.key(part) != binding.key
    }
    ends = [known for known in functions if known.key not in used and known.computed]
    return ends[0] if len(ends) == 1 else None


def _call(known: Binding, node: tree.Node | None) -> tree.Call | None:
    """The function at what a sentence names: (1, 0), or x = (1, 0)."""
    names = known.parameters or ()
    if isinstance(node, tree.Chain):
        own = len(node.links) == 1 and node.links[0].relation == "="
        if not own or len(names) != 1 or tree.key(node.first) != names[0]:
            return None
        node = node.links[0].operand
    if node is None or isinstance(node, (tree.Text, tree.Unreadable)):
        return None
    listed = isinstance(node, tree.Group) and len(node.items) == len(names) > 1
    items = node.items if isinstance(node, tree.Group) and listed else (node,)
    if len(items) != len(names):
        return None
    head = _name(known.key)
    return (
        None
        if head is None
        else tree.Call(head, tree.Group("()", items, (",",) * (len(items) - 1)))
    )


def _name(key: str) -> tree.Name | None:
    if re.fullmatch(r"[A-Za-z]+", key) is None:
        return None
    return tree.Name(key)
