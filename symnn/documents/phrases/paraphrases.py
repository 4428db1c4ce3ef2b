"""Ways of saying the same: "the largest slope of f" is "the maximum of f′".

Only words are exchanged here; what they mean is left to the rules of the words that they become.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Final, TypeAlias

from symnn.deferred import regex
from symnn.documents.phrases.denials import DENIALS
from symnn.documents.phrases.sentences import Clause, Part
from symnn.latex import syntax as tree
from symnn.latex.plain import plain

_PLACE: Final = r"⟨\d+⟩"
_SIGN: Final = (
    r"(?P<sign>(?:strictly )?positive|(?:strictly )?negative|non-?negative|non-?positive|non-?zero)"
)

Words: TypeAlias = "Callable[[re.Match[str]], str]"


def _growing(match: re.Match[str]) -> str:
    up = match["verb"] in ("increases", "grows", "rises")
    strict = "strictly " if match["how"] == "strictly" else ""
    return f"{match['f']} is {strict}{'increasing' if up else 'decreasing'}"


def _on_pieces(match: re.Match[str]) -> str:
    parts = re.findall(rf"({_PLACE}|zero|one) (?:for|when|if|where) ({_PLACE})", match["pieces"])
    return "; ".join(f"the slope of {match['of']} for {where} is {n}" for n, where in parts)


_LINE: Final = r"the (?:straight )?(?:line|hyperplane|plane)(?: given by| with equation)?"
_ARGUMENTS: Final = (
    r"(?:(?:all )?(?:of )?(?:its|the)(?: (?:two|three|four|five|input|vector|⟨\d+⟩))?"
    r" (?:inputs?|arguments?|variables|entries|coordinates|components|units|elements))"
)
_UNITS: Final = r"(?:units|neurons|nodes)"
#: "3 hidden and 4 output units", each of which are units.
_SHARED_NOUN: Final = regex(
    rf"(?P<n>{_PLACE} (?:input|hidden))(?P<rest>(?:,| and|, and) {_PLACE} (?:hidden|output)"
    rf" {_UNITS})"
)
_SEEN: Final = rf"{_PLACE} (?:inputs?|input (?:{_UNITS}|features|variables))"
_GIVEN: Final = rf"{_PLACE} (?:outputs?|classes|output {_UNITS})(?: without biases| with biases)?"
#: A network that is told by its layers alone: "with 960 inputs, 3 hidden and 4 output units".
_WITH_LAYERS: Final = regex(
    rf"^(?:(?:with|for|given) (?P<net>{_SEEN}(?:(?:,| and|, and) {_PLACE} hidden {_UNITS})+"
    rf"(?:,| and|, and) {_GIVEN}),?"
    r" (?:there are|we have|one has|we get|this gives|that makes|this makes) (?P<n>.+)$"
    rf"|(?P<net2>{_SEEN}(?:(?:,| and|, and) {_PLACE} hidden {_UNITS})+(?:,| and|, and) {_GIVEN}):"
    r" (?P<n2>.+)$)"
)
#: A x = b, whatever it is called.
_SYSTEM: Final = (
    r"(?:the )?(?:linear )?(?:system |equations? )?(?:of (?:linear )?equations )?"
    rf"(?P<s>{_PLACE})"
)
_TABLE: Final[tuple[tuple[re.Pattern[str], str | Words], ...]] = (
    (
        regex(
            rf"^(?P<a>{_LINE} {_PLACE}) is (?P<b>the (?:linear )?decision (?:boundary|surface)"
            rf"(?: of (?:[a-z]+ )?{_PLACE})?)$"
        ),
        r"\g<b> is \g<a>",
    ),
    (
        regex(
            r"^the image of the (?:closed |open )?unit (?P<of>disk|disc|circle|square|cube|ball"
            rf"|sphere) under (?P<map>(?:the (?:matrix |map |linear map )?)?{_PLACE}) has "
            r"(?:the |an )?(?P<what>area|volume) (?:of )?(?P<n>.+)$"
        ),
        lambda m: (
            f"the {m['what']} of the mapped {m['of'].replace('disc', 'disk')} of "
            f"{m['map'].split()[-1]} is {m['n']}"
        ),
    ),
    (
        regex(rf"^(?P<f>.*{_PLACE}) vanish(?:es)? (?:exactly|only) (?:at|for|when) (?P<at>.+)$"),
        r"the zeros of \g<f> are \g<at>",
    ),
    (
        regex(
            rf"^the (?:two )?eigenvectors (?P<a>{_PLACE}) and (?P<b>{_PLACE}) of (?P<of>(?:the )?"
            rf"(?:matrix )?{_PLACE}) are (?P<rest>[a-z ]+)$"
        ),
        (
            r"\g<a> is an eigenvector of \g<of>; \g<b> is an eigenvector of \g<of>;"
            r" \g<a> and \g<b> are \g<rest>"
        ),
    ),
    (
        regex(
            r"^(?P<a>(?:the (?:rank|determinant|trace|nullity|norm|length) of (?:[a-z]+ )?"
            rf"(?P<of>{_PLACE}) (?:is|equals) (?:[a-z]+|\d+|{_PLACE})"
            rf"|(?:the (?:[a-z]+ )?)?(?P<of2>{_PLACE}) has (?:rank|determinant|trace)"
            rf" (?:[a-z]+|\d+|{_PLACE}))),? and its"
            r" (?P<what>[a-z][a-z ]*?) (?P<v>is|equals) (?P<n>[^,;]+)$"
        ),
        lambda m: f"{m['a']}; the {m['what']} of {m['of'] or m['of2']} {m['v']} {m['n']}",
    ),
    (
        regex(
            r" (?:invariant (?:under|to|with respect to) (?:all |any |every |arbitrary )?"
            r"(?:permutations?|reorderings?|re-?arrangements?|the order)"
            rf"(?: of {_ARGUMENTS})?"
            rf"|independent of the order of {_ARGUMENTS}|symmetric in {_ARGUMENTS})$"
        ),
        " permutation invariant",
    ),
    (
        regex(
            r"^(?P<f>.*⟨\d+⟩) (?P<no>does not )?depends? (?P<no2>not )?on the order of "
            rf"{_ARGUMENTS}$"
        ),
        lambda m: f"{m['f']} is {'' if m['no'] or m['no2'] else 'not '}permutation invariant",
    ),
    (
        regex(rf" equivariant (?:under|to|with respect to) permutations(?: of {_ARGUMENTS})?$"),
        " permutation equivariant",
    ),
    (
        regex(
            rf"^(?P<s>(?:the )?(?:global )?(?:minimum|maximum)(?: value)? of (?:[a-z]+ )?"
            rf"(?P<f>{_PLACE})(?: (?:on|over|for) {_PLACE})?) (?:is|equals)"
            rf" (?P<n>{_PLACE}|zero|one),?"
            rf" (?:and (?:it )?(?:is )?|which is )?(?:attained|reached|achieved|taken)"
            rf" (?P<at>at {_PLACE})$"
        ),
        r"\g<s> is attained \g<at>; \g<f> \g<at> is \g<n>",
    ),
    (regex(r"\b(?:feature|activation) maps?\b(?= (?:has|have|is|are) )"), "featuremap"),
    (
        regex(
            rf"^(?P<net>[^.;:]+): (?P<n>{_PLACE})(?P<what> (?:trainable |learnable )?"
            r"(?:parameters|weights)(?: in total| altogether)?)$"
        ),
        r"\g<net> has \g<n>\g<what>",
    ),
    (regex(r", yet (?=(?:it|they|the|⟨))"), ", but "),
    (
        regex(
            rf"^(?P<p>.+) has (?:an? |the )?entropy (?:of )?(?P<n>{_PLACE})(?P<unit> bits| nats)$"
        ),
        r"the entropy of \g<p> is \g<n>\g<unit>",
    ),
    (
        regex(
            r"^(?P<s>the (?:entries|components|elements|coordinates) of .+) are"
            r" (?P<sign>(?:all )?(?:positive|non-?negative)),? and (?P<sum>(?:sum|add up) to .+)$"
        ),
        r"\g<s> are \g<sign>; \g<s> \g<sum>",
    ),
    (
        regex(
            rf"^(?:the (?:output|value)s? of )?(?P<f>(?:[a-z]+ )?{_PLACE}) (?:lies?|stays?)"
            rf" between (?P<a>{_PLACE}|zero|one) and (?P<b>{_PLACE}|zero|one)$"
        ),
        r"\g<f> is between \g<a> and \g<b>",
    ),
    (regex(r"^(?P<f>.+) is never zero$"), r"\g<f> is non-zero"),
    (regex(r"^(?P<f>.+) is never negative$"), r"\g<f> is nonnegative"),
    (regex(r"^(?P<f>.+) is never positive$"), r"\g<f> is nonpositive"),
    (
        regex(
            rf"^(?P<a>[^,;]*{_PLACE}) (?:has|have) (?:only )?{_SIGN} (?:real )?eigenvalues"
            r"(?: only)?$"
        ),
        r"all eigenvalues of \g<a> are \g<sign>",
    ),
    (
        regex(
            rf"^{_SYSTEM} (?:has (?:the|a|as (?:its|a|the)) (?:particular )?solution|is solved by)"
            rf" (?:the vector )?(?P<x>{_PLACE})$"
        ),
        r"\g<x> solves \g<s>",
    ),
    (
        regex(
            rf"^(?:the|a) (?:exact )?solution (?:of|to) {_SYSTEM} is (?:the vector )?"
            rf"(?P<x>{_PLACE})$"
        ),
        r"\g<x> solves \g<s>",
    ),
    (
        regex(rf"^(?P<x>{_PLACE}) is the (?:exact )?solution (?:of|to) {_SYSTEM}$"),
        r"\g<x> solves \g<s>",
    ),
    (
        regex(
            rf"^(?P<a>[^,;]*{_PLACE}) (?P<verb>is|are) (?P<what>[a-z][a-z -]*?)(?:,? (?:and|but)|,)"
            rf" (?P<b>(?:the )?(?:[a-z]+ )?{_PLACE}) (?:is|are) not$"
        ),
        r"\g<a> \g<verb> \g<what>; \g<b> \g<verb> not \g<what>",
    ),
    *DENIALS,
    (
        regex(
            rf"^(?P<a>[^,;]*{_PLACE}) (?P<verb>preserves|keeps) (?P<one>[a-z ]+?),? but not"
            r" (?P<other>[a-z ]+)$"
        ),
        r"\g<a> \g<verb> \g<one>; \g<a> does not preserve \g<other>",
    ),
    (
        regex(
            rf"^(?P<f>{_PLACE}) (?P<verb>increases|grows|rises|decreases|falls)"
            r"(?: (?P<how>monotonically|strictly))?$"
        ),
        _growing,
    ),
    (
        regex(
            rf"^the derivative of (?P<of>(?:[a-z]+ )?{_PLACE}) is"
            rf" (?P<pieces>(?:{_PLACE}|zero|one) (?:for|when|if|where) {_PLACE}"
            rf"(?:(?:,| and|, and) (?:{_PLACE}|zero|one) (?:for|when|if|where) {_PLACE})+)$"
        ),
        _on_pieces,
    ),
    (
        regex(
            rf"^(?P<s>the [a-z ]+ of (?:[a-z ]+ )?{_PLACE}) (?P<v>is|equals)"
            rf" (?P<n>{_PLACE}|zero|one),?"
            rf" (?:and (?:it )?(?:is )?)?(?:attained|reached|achieved|taken) (?P<at>at {_PLACE})$"
        ),
        r"\g<s> \g<v> \g<n>; \g<s> is attained \g<at>",
    ),
    (
        regex(
            rf"^(?P<all>{_PLACE}(?:(?:, and|,| and) {_PLACE})*) are (?:exactly )?the"
            r" (?:two |three )?"
            r"(?P<what>eigenvalues|singular values|roots|zeros|fixed points|critical points)"
            rf" of (?P<of>(?:the )?(?:[a-z]+ )?{_PLACE})$"
        ),
        r"the \g<what> of \g<of> are \g<all>",
    ),
    (
        regex(
            rf"^(?P<all>{_PLACE}(?:(?:, and|,| and) {_PLACE})*) are (?:both |two )?eigenvalues"
            rf" of (?P<of>(?:the )?(?:matrix )?{_PLACE})$"
        ),
        r"\g<of> has eigenvalues \g<all>",
    ),
)
_STEEPEST: Final = regex(
    r"\b(?P<which>largest|greatest|maximal|maximum|biggest|smallest|least|minimal|minimum)"
    r" (?:value of the )?(?:possible )?(?:slope|derivative) of (?:the )?(?:function |activation )?"
    r"⟨(?P<k>\d+)⟩"
)
#: Spaces of a matrix by their notation, as the words for them.
_SPACES: Final = {
    **dict.fromkeys(("Col", "col", "colspace", "im", "Im", "range", "image"), "column space"),
    **dict.fromkeys(("Nul", "nul", "Null", "null", "ker", "Ker", "kernel", "nullspace"),
                    "null space"),
    **dict.fromkeys(("Row", "row", "rowspace"), "row space"),
}  # fmt: skip
_LEAST: Final = ("smallest", "least", "minimal", "minimum")


#: Networks that have more weights than those between layers, or fewer.
_OTHER_NETS: Final = regex(
    r"(?i)recurren|\b(?:rnn|lstm|gru|elman|jordan|hopfield)s?\b|skip|shortcut|residual|shared"
    r"|sharing|\btied|sparse|\bmask|prun|autoencoder"
)


def plainly(clause: Clause, text: str = "") -> Clause:
    """The clause in the words that the rules know.

    Args:
        clause: as it stands.
        text: the document, in which layers alone may not tell what network is meant.

    >>> f = Part("f", tree.Name("f"))
    >>> found = plainly(Clause("the largest slope of ⟨0⟩ is ⟨1⟩", (f, Part("1", None))))
    >>> found.words == "the maximum of ⟨2⟩ is ⟨1⟩" and found.parts[2].latex == "f'"
    True
    """
    words, parts = _between(*_sides(*_spaces(*_squares(clause.words, clause.parts))))
    steepest = _STEEPEST.search(words)
    node = parts[int(steepest["k"])].node if steepest is not None else None
    if steepest is not None and isinstance(node, tree.Name):
        slope = Part(f"{parts[int(steepest['k'])].latex}'", tree.Prime(node))
        which = "minimum" if steepest["which"] in _LEAST else "maximum"
        words = f"{words[: steepest.start()]}{which} of ⟨{len(parts)}⟩{words[steepest.end() :]}"
        parts = (*parts, slope)
    for _ in range(2):
        words = _SHARED_NOUN.sub(r"\g<n> units\g<rest>", words)
    if (match := _WITH_LAYERS.match(words)) is not None and not _OTHER_NETS.search(text):
        net, count = match["net"] or match["net2"], match["n"] or match["n2"]
        words = f"a network with {net} has {count}"
    if (only := _ONLY_SOLUTION.match(words)) is not None:
        s, x = (only["s"], only["x"]) if only["s"] else (only["s2"], only["x2"])
        if _is_of_matrix(parts[int(s[1:-1])].node):
            words = f"{x} solves {s}; {s} has exactly one solution"
    for pattern, other in _TABLE:
        words = pattern.sub(other, words)
    return clause if words == clause.words else Clause(words, parts)


_ONLY_SOLUTION: Final = regex(
    rf"^{_SYSTEM} has (?:the|as its) (?:unique|only) solution (?P<x>{_PLACE})$"
    rf"|^the (?:unique|only) solution (?:of|to) {_SYSTEM.replace('<s>', '<s2>')}"
    rf" is (?P<x2>{_PLACE})$"
)


def _is_of_matrix(node: tree.Node | None) -> bool:
    """Ax = b: of other equations it may not be known how many solutions they have."""
    product = node.first if isinstance(node, tree.Chain) else None
    if not isinstance(product, tree.Product) or len(product.factors) != 2:
        return False
    matrix, sought = product.factors
    named = isinstance(matrix, tree.Name) and (matrix.base.isupper() or matrix.font == "bold")
    return isinstance(sought, tree.Name) and (named or isinstance(matrix, tree.Matrix))


#: "a symmetric n × n matrix", of one size.
_SQUARE: Final = regex(r"(?P<kind>symmetric|triangular|diagonal) ⟨(?P<k>\d+)⟩ (?=matrix )")


def _squares(words: str, parts: tuple[Part, ...]) -> tuple[str, tuple[Part, ...]]:
    match = _SQUARE.search(words)
    node = parts[int(match["k"])].node if match is not None else None
    if match is None or not isinstance(node, tree.Product) or node.operators != ("×",):
        return words, parts
    rows, columns = node.factors
    if plain(rows) != plain(columns):
        return words, parts
    text = f"{match['kind']} ⟨{len(parts)}⟩-square "
    return words[: match.start()] + text + words[match.end() :], (*parts, Part("", rows))


_BETWEEN: Final = regex(
    r"^(?P<f>.*⟨\d+⟩) (?:is|are|lies?|stays?) strictly between (?:⟨(?P<a>\d+)⟩|(?P<zero>zero))"
    r" and (?:⟨(?P<b>\d+)⟩|(?P<one>one))$"
)


def _between(words: str, parts: tuple[Part, ...]) -> tuple[str, tuple[Part, ...]]:
    """Strictly between two numbers: in an open interval."""
    match = _BETWEEN.match(words)
    if match is None:
        return words, parts
    zero, one = (tree.Number(text, Fraction(text)) for text in "01")
    low = zero if match["zero"] else parts[int(match["a"])].node
    high = one if match["one"] else parts[int(match["b"])].node
    if low is None or high is None or isinstance(low, tree.Chain) or isinstance(high, tree.Chain):
        return words, parts
    interval = Part("", tree.Group("()", (low, high), (",",)))
    return f"{match['f']} lies in ⟨{len(parts)}⟩", (*parts, interval)


#: "A is 2 × 3", "A is a 2 × 3 matrix".
_SIZED: Final = regex(r"^(?P<of>.*⟨\d+⟩) is (?:an? )?⟨(?P<k>\d+)⟩(?: matrix| array)?$")


def _sides(words: str, parts: tuple[Part, ...]) -> tuple[str, tuple[Part, ...]]:
    """The shape of a matrix as its rows and columns."""
    match = _SIZED.match(words)
    node = parts[int(match["k"])].node if match is not None else None
    if match is None or not isinstance(node, tree.Product) or node.operators != ("×",):
        return words, parts
    rows, columns = (Part(plain(factor), factor) for factor in node.factors)
    k = len(parts)
    text = f"{match['of']} has ⟨{k}⟩ rows and ⟨{k + 1}⟩ columns"
    return text, (*parts, rows, columns)


def _spaces(words: str, parts: tuple[Part, ...]) -> tuple[str, tuple[Part, ...]]:
    """Col(A) as "the column space of A"."""
    for k, part in enumerate(parts):
        node = part.node
        if not isinstance(node, tree.Apply) or not isinstance(node.function, tree.Name):
            continue
        space, inner = _SPACES.get(node.function.base), node.argument
        if isinstance(inner, tree.Group) and len(inner.items) == 1:
            inner = inner.items[0]
        if space is None or node.power is not None or f"⟨{k}⟩" not in words:
            continue
        words = re.sub(rf"(?:the )?⟨{k}⟩", f"the {space} of ⟨{len(parts)}⟩", words)
        parts = (*parts, Part(part.latex, inner))
    return words, parts
