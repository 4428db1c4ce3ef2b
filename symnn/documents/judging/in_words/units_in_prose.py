r"""A threshold unit that prose tells, "the unit fires if" $w^\top x + b > 0$.

Its output is 1 where it fires and 0 elsewhere, as if the author had written out the two cases.
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.names.bindings import bind
from symnn.documents.judging.names.definitions import Target
from symnn.documents.judging.placing import Place
from symnn.documents.source import says
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

_UNIT: Final = (
    r"(?:(?:an?|the|each|every|one|our|this|single|simple|linear|binary|threshold|step|such"
    r"|mcculloch-pitts|output) ){1,4}(?:unit|neuron|perceptron|gate|node|cell)"
)
_FIRES: Final = (
    r"(?:fires|is active|is on|is activated|(?:outputs|gives|returns|emits) (?:\$?1\$?|one)"
    r"|has (?:the )?output (?:\$?1\$?|one))"
)
_IF: Final = (
    r"(?:if|when|whenever|iff|if and only if|(?:exactly|precisely|just) (?:if|when)"
    r"|when and only when)"
)
_TOLD: Final = regex(rf"(?i)(?<!no )\b(?<!no ){_UNIT} {_FIRES},? {_IF}\s*$")
_ANYWHERE: Final = regex(rf"(?i)\b(?:unit|neuron|perceptron|gate|node|cell)s? {_FIRES},? {_IF}\b")
_BEHIND: Final = regex(
    r"\s*(?:\.(?=\s|$)|,?\s*(?:(?:and|or|else|but|it|otherwise|outputs|gives|is|returns),?\s+)*"
    r"(?:\$(?P<other>0|-\s*1)\$|zero|0|silent|inactive|off)\s*(?:otherwise|else|if not)?"
    r"\s*\.(?=\s|$))"
)
_ORDERS: Final = frozenset({">", "≥", "<", "≤"})


def note_unit(place: Place) -> None:
    """Keep what the output of a unit is, where a sentence tells when it fires.

    Args:
        place: a formula in prose.
    """
    formula, text = place.formula, place.state.source.text
    behind = _BEHIND.match(formula.after)
    if behind is None or _TOLD.search(" ".join(formula.before.split())) is None:
        return
    if len(_ANYWHERE.findall(text)) > 1 or says(text, _OTHERS):
        return  # there may be several units
    bodies = [s.body for s in parse(place.latex).statements if isinstance(s, tree.Statement)]
    body = bodies[0] if len(bodies) == 1 else None
    if not isinstance(body, tree.Chain) or [li.relation in _ORDERS for li in body.links] != [True]:
        return
    other = (behind["other"] or "0").replace(" ", "")
    cases = rf"\begin{{cases}}1&{place.latex}\\{other}&\text{{otherwise}}\end{{cases}}"
    made = [s.body for s in parse(rf"\operatorname{{output}}={cases}").statements
            if isinstance(s, tree.Statement)]  # fmt: skip
    chain = made[0] if len(made) == 1 else None
    key = tree.key(chain.first) if isinstance(chain, tree.Chain) else None
    if isinstance(chain, tree.Chain) and key is not None:
        known = place.state.scope.latest(key)
        if known is None:
            bind(place, Target(key, None, None), chain.links[0].operand)


#: Words of units whose inputs or outputs are others.
_OTHERS: Final = regex(r"(?i)\binhibit|\brefractory|\bstochastic\w* (?:unit|neuron)|probabilit")
