"""Clauses that compare: "the trace of A is at most twice its rank", "f(2) exceeds f(1)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Final, final

from symnn.claims.formula import Formula
from symnn.deferred import dataclass, regex
from symnn.documents.phrases.notation.nouns import PLACE, Nouns, Speaking
from symnn.documents.phrases.notation.quantities import filled, number
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Value


@final
@dataclass(frozen=True, slots=True)
class Equation:
    """A relation that words state: its sides, values without a notation, and what shows those.

    `more` are the relations that the right side goes on with.
    """

    left: tree.Node
    relation: str
    right: tree.Node
    more: tuple[tree.Link, ...] = ()
    values: dict[str, Value] = field(default_factory=dict)
    universal: frozenset[str] = frozenset()
    shown: tuple[Formula, ...] = ()
    reading: str = ""


_BE: Final = r"(?:is|are|stays|remains)"
_LINKS: Final = (
    (rf"{_BE} (?:strictly )?(?:greater|larger|bigger|more|higher) than or equal to", "≥"),
    (rf"{_BE} (?:strictly )?(?:less|smaller|lower|fewer) than or equal to", "≤"),
    ((rf"{_BE} (?:strictly )?(?:greater|larger|bigger|more|higher) than|exceeds?|{_BE} above"
     rf"|{_BE} over"), ">"),
    (rf"{_BE} (?:strictly )?(?:less|smaller|lower|fewer) than|{_BE} below|{_BE} under", "<"),
    ((rf"{_BE} (?:at most|no more than|not more than|no larger than|no greater than"
     rf"|not greater than|not larger than|bounded above by|bounded from above by)"
     r"|(?:does|do) not exceed|never exceeds?"), "≤"),
    ((rf"{_BE} (?:at least|no less than|not less than|no smaller than|not smaller than"
     rf"|bounded below by|bounded from below by)"), "≥"),
    ((rf"{_BE} (?:not equal to|different from|not|not the same as)|differs? from"
     r"|(?:does|do) not equal"), "≠"),
    (rf"{_BE} ≈", "≈"),
    ((rf"(?:{_BE}(?: (?:equal to|exactly|precisely|just|simply|again|given by|the same as|also"
     r"|therefore|thus|indeed))?|equals?|amounts? to|comes? to|evaluates? to|takes? the value"
     r"|has the value|coincides? with|gives?|yields?|returns?|outputs?)"), "="),
)  # fmt: skip
_SPLITS: Final = tuple((regex(rf" (?:{words}) "), sign) for words, sign in _LINKS)
#: "the inputs 0.5 give an output of 0.62" does not say that the two are equal.
_MAKING: Final = regex(r" (?:gives?|yields?|returns?|outputs?) ")
_TOLD: Final = regex(rf"(?:[a-z-]+ )*?(?P<noun>[a-z-]+) (?:of )?{PLACE}")
_RESULTS: Final = frozenset(
    {"value", "number", "result", "answer", "total", "matrix", "vector", "fraction", "about"}
    | {"approximately", "roughly", "exactly", "just", "only", "nearly", "almost", "precisely"}
)
_WORKED_OUT: Final = _RESULTS | {
    "sum", "product", "difference", "ratio", "quotient", "expression", "formula", "computation",
    "calculation", "integral", "limit", "derivative", "series", "power", "root", "expansion",
    "evaluating", "computing", "term", "polynomial", "determinant", "trace", "norm", "square",
    "substitution", "multiplication", "division", "addition", "subtraction", "logarithm",
    "evaluation", "arithmetic", "equation", "function", "composition", "inverse", "transpose",
}  # fmt: skip
_UNIT: Final = regex(r" (?P<unit>bits|nats|rad|radians|in total|altogether|in all)$")
_HAS: Final = regex(
    rf"(?P<of>.+?) (?:has|have) (?:an? |the )?(?P<what>[a-z0-9 -]+?) (?:of |equal to )?"
    rf"(?P<how>exactly |at most |at least |more than |less than )?"
    rf"(?P<n>{PLACE}|one|two|three|four|zero|\d+)"
)
_HOW: Final = {
    None: "=", "exactly ": "=", "at most ": "≤", "at least ": "≥", "more than ": ">",
    "less than ": "<",
}  # fmt: skip
_ORTHOGONAL: Final = regex(
    r"(?P<a>.+) (?:is|are) (?P<no>not )?(?:orthogonal|perpendicular) to (?P<b>.+)"
)
_LINES: Final = regex(
    rf"(?:all |each |every )?(?:of )?(?:the )?(?P<which>rows?|columns?) of (?P<of>.+?)"
    rf" (?:has|have) (?:an? )?(?P<what>[a-z0-9 -]+?) (?:of )?(?P<n>{PLACE}|one|zero|two|\d+)"
)
_BOUND: Final = regex(r"(?P<a>.+) is (?:an? )?(?P<side>upper|lower) bound (?:of|for|on) (?P<b>.+)")
_INSIDE: Final = regex(
    rf"(?:all |every |each )?(?:of )?(?:the )?(?:entries|components|elements|coordinates) of"
    rf" (?P<of>.+) (?:lie|are|lies|is|stay) (?:all )?in (?:the interval )?(?P<place>{PLACE})"
)
_ALL_LINES: Final = regex(
    r"(?:the|all|every|each|each of the|all the|both) (?P<which>columns?|rows?) of (?P<of>.+)"
)
_HAVE_SAME: Final = regex(
    r"(?P<a>.+) and (?P<b>.+) have (?:the same|equal|an equal|identical|(?P<apart>different))"
    r" (?P<what>[a-z0-9 -]+?)s?"
)
_SOLVES: Final = regex(
    rf"(?P<a>.+) (?:solves?|satisf(?:y|ies)|is a solution of|is the solution of) (?:the )?"
    rf"(?:(?:normal|linear|given) )?(?:equations? |system )?(?P<b>{PLACE})"
)
_SIGNS: Final = {
    "positive": ">", "strictly positive": ">", "negative": "<", "strictly negative": "<",
    "nonnegative": "≥", "non-negative": "≥", "nonpositive": "≤", "non-positive": "≤",
    "nonzero": "≠", "non-zero": "≠", "zero": "=",
}  # fmt: skip
#: Of a list, the member that all others are beyond.
_EXTREMES: Final = {">": r"\min(P)", "≥": r"\min(P)", "<": r"\max(P)", "≤": r"\max(P)"}
_SIGNED: Final = regex(rf"(?P<of>.+) (?:(?:is|are) (?P<sign>{'|'.join(_SIGNS)})|vanish(?:es)?)")
_BOTH: Final = regex(
    r"(?P<a>.+) and (?P<b>.+?) (?:(?:are|is) (?P<same>equal|the same|identical)|(?P<apart>differ"
    r"|are different|are not equal)|(?P<agree>coincide|agree))"
)


def equations(speaker: Speaking, words: str) -> Iterator[Equation]:
    """The relation that a clause states, in the first way in which both sides are understood."""
    for read in _WAYS:
        try:
            found = read(speaker, words)
        except MeaningError:
            continue
        if found is not None:
            yield found
            return


def _compared(speaker: Speaking, words: str) -> Equation | None:
    unit = _UNIT.search(words)
    bare = words[: unit.start()] if unit else words
    for pattern, sign in _SPLITS:
        for match in pattern.finditer(bare):
            left, right = bare[: match.start()], bare[match.end() :]
            if unit is not None and unit["unit"] in ("bits", "nats"):
                left = f"{left} in {unit['unit']}"
            if _makes(match[0]) and (_names_input(left) or _names_output(right)):
                continue
            found = _sides(speaker, left, sign, right)
            if found is not None:
                return found
    return None


def _makes(verb: str) -> bool:
    """Whether a verb may lead from what goes in to what comes out of it: "gives"."""
    return _MAKING.fullmatch(verb) is not None


def _names_input(left: str) -> bool:
    """Whether a noun before a formula tells what it is: "probabilities 1/4 give", not "the sum"."""
    told = _TOLD.fullmatch(left)
    return told is not None and told["noun"] not in _WORKED_OUT


def _names_output(right: str) -> bool:
    """Whether a noun tells of what a value is, other than the left side: "a loss of 1.39"."""
    told = _TOLD.fullmatch(right)
    return told is not None and told["noun"] not in _RESULTS


def _sides(speaker: Speaking, left: str, sign: str, right: str) -> Equation | None:
    nouns = Nouns(speaker)
    one = nouns.node(left)
    if one is None:
        return None
    other = nouns.node(_with_its(right, left))
    if other is None:
        return None
    if _UNORDERED.match(right) and not right.startswith("the "):
        return None  # "are eigenvalues of A", which does not say that there are no others
    if sign == "=" and (_UNORDERED.match(left) or _UNORDERED.match(right)):
        one, other = nouns.sorted(one), nouns.sorted(other)
    return _made(nouns, one, sign, other)


#: Lists of which no order is said.
_UNORDERED: Final = regex(r"(?:the )?(?:nonzero |non-zero )?(?:singular values|eigenvalues) of")


def _with_its(text: str, owner: str) -> str:
    """Twice its rank, of what the left side speaks of: "the trace of A"."""
    noun = re.match(r"(?:the )?(?P<what>[a-z -]+ (?:of|between)) ", owner)
    text = re.sub(r"^(?:that|the one) of ", f"the {noun['what']} ", text) if noun else text
    of = re.search(rf"{PLACE}$", owner)
    return re.sub(r"\bits ([a-z -]+)$", rf"the \1 of {of[0]}", text) if of else text


def _made(nouns: Nouns, left: tree.Node, sign: str, right: tree.Node) -> Equation | None:
    """The relation, and those that go on from its right side: "the norm of u is √4 = 2"."""
    if isinstance(left, tree.Chain):
        return None  # "x = 2 gives y = 3" says another thing than 2 = 3
    more: tuple[tree.Link, ...] = ()
    if isinstance(right, tree.Chain):
        more = right.links
        if not all(link.relation in ("=", "≈") for link in more):
            return None
        right = right.first
        if sign == "=" and _is_new(nouns, right):  # "the smallest eigenvalue is λ ≈ 0.13"
            sign, right, more = more[0].relation, more[0].operand, more[1:]
    names = frozenset(nouns.universal)
    return Equation(left, sign, right, more, nouns.values, names, tuple(nouns.shown))


def _is_new(nouns: Nouns, node: tree.Node) -> bool:
    """Whether it is a name that nothing defines: it is only given to what the words speak of.

    No argument of a function is: "the minimum is x = 2" may tell where it is.
    """
    key = tree.key(node) if isinstance(node, tree.Name) else None
    reader = nouns.speaker.reader
    if key is None or key in reader.varied or reader.scope.latest(key) is not None:
        return False
    spoken = {tree.key(n) for part in nouns.speaker.clause.parts[:-1] if part.node is not None
              for n in tree.walk(part.node)}  # fmt: skip
    taken = {p for known in reader.scope.history.values() for p in known[-1].parameters or ()}
    return key not in spoken | taken


def _having(speaker: Speaking, words: str) -> Equation | None:
    match = _HAS.fullmatch(words)
    if match is None:
        return None
    nouns = Nouns(speaker)
    left = nouns.node(f"{match['what']} of {match['of']}")
    right = nouns.node(match["n"])
    if left is None or right is None:
        return None
    return _made(nouns, left, _HOW[match["how"]], right)


def _each(speaker: Speaking, words: str) -> Equation | None:
    """Something of every column (row): "the columns of X have mean 0"."""
    match = _LINES.fullmatch(words)
    if match is None:
        return None
    nouns = Nouns(speaker)
    matrix, number = nouns.node(match["of"]), nouns.node(match["n"])
    if matrix is None or number is None:
        return None
    found = nouns.of_lines(match["what"], match["which"], matrix)
    if found is None:
        return None
    names, count = found
    same = tree.Group("()", tuple(number for _ in range(count)))
    return _made(nouns, names, "=", same)


def _bounds(speaker: Speaking, words: str) -> Equation | None:
    """f is an upper bound of g, wherever their letters are."""
    match = _BOUND.fullmatch(words)
    if match is None:
        return None
    nouns = Nouns(speaker)
    left, right = nouns.node(match["a"]), nouns.node(match["b"])
    if left is None or right is None:
        return None
    return _made(nouns, left, "≥" if match["side"] == "upper" else "≤", right)


def _within(speaker: Speaking, words: str) -> Equation | None:
    """All entries between two numbers: the least and the largest are."""
    match = _INSIDE.fullmatch(words)
    if match is None:
        return None
    nouns = Nouns(speaker)
    whole, place = nouns.node(match["of"]), nouns.node(match["place"])
    if whole is None or not isinstance(place, tree.Group) or place.fence != "[]":
        return None
    low, high = place.items
    least, most = filled(r"\min(P)", P=whole), filled(r"\max(P)", P=whole)
    chain = tree.Chain(least, (tree.Link("≤", most), tree.Link("≤", high)))
    return Equation(low, "≤", chain.first, chain.links, nouns.values, shown=tuple(nouns.shown))


def _orthogonal(speaker: Speaking, words: str) -> Equation | None:
    match = _ORTHOGONAL.fullmatch(words)
    if match is None:
        return None
    nouns = Nouns(speaker)
    lines = _ALL_LINES.fullmatch(match["b"])
    if lines is not None:
        matrix, vector = nouns.node(lines["of"]), nouns.node(match["a"])
        if matrix is None or vector is None or match["no"]:
            return None
        turned = matrix if lines["which"].startswith("row") else filled(r"P^\top", P=matrix)
        return _made(nouns, nouns.square_sum(filled("PQ", P=turned, Q=vector)), "=", number(0))
    left, right = nouns.node(match["a"]), nouns.node(match["b"])
    if left is None or right is None:
        return None
    inner = filled(r"P\cdot Q", P=left, Q=right)
    return _made(nouns, inner, "≠" if match["no"] else "=", number(0))


def _solving(speaker: Speaking, words: str) -> Equation | None:
    """x̂ solves Ax = b, written with the x̂ itself."""
    match = _SOLVES.fullmatch(words)
    if match is None:
        return None
    nouns = Nouns(speaker)
    one, chain = nouns.node(match["a"]), speaker.node_in(match["b"])
    if not isinstance(chain, tree.Chain) or one is None or tree.key(one) is None:
        return None
    if not any(part == one for part in tree.walk(chain)):
        return None
    first, *more = chain.links
    return Equation(chain.first, first.relation, first.operand, tuple(more))


def _signed(speaker: Speaking, words: str) -> Equation | None:
    match = _SIGNED.fullmatch(words)
    if match is None:
        return None
    nouns = Nouns(speaker)
    left = nouns.node(match["of"])
    if left is None:
        return None
    sign = _SIGNS[match["sign"] or "zero"]
    extreme = _EXTREMES.get(sign) if nouns.is_list(left) else None
    if extreme is not None:
        left = filled(extreme, P=left)
    return _made(nouns, left, sign, number(0))


def _both(speaker: Speaking, words: str) -> Equation | None:
    match = _BOTH.fullmatch(words)
    if match is None:
        return None
    nouns = Nouns(speaker)
    left, right = nouns.node(match["a"]), nouns.node(match["b"])
    if left is None or right is None:
        return None
    return _made(nouns, left, "≠" if match["apart"] else "=", right)


def _same(speaker: Speaking, words: str) -> Equation | None:
    """u and v have the same norm."""
    match = _HAVE_SAME.fullmatch(words)
    if match is None:
        return None
    nouns = Nouns(speaker)
    first = re.sub(r"^(?:the|both) (?:[a-z]+ )?(?=⟨)", "", match["a"])
    left = nouns.node(f"{match['what']} of {first}")
    right = nouns.node(f"{match['what']} of {match['b']}")
    if left is None or right is None:
        return None
    return _made(nouns, left, "≠" if match["apart"] else "=", right)


_HOLDS: Final = regex(rf"(?P<place>{PLACE}) holds")


def _reason(speaker: Speaking, words: str) -> Equation | None:
    """The relation that a reason is."""
    match = _HOLDS.fullmatch(words)
    chain = speaker.node_in(match["place"]) if match is not None else None
    if not isinstance(chain, tree.Chain) or {li.relation for li in chain.links} - set("=≈<≤>≥≠"):
        return None
    first, *more = chain.links
    return Equation(chain.first, first.relation, first.operand, tuple(more))


_WAYS: Final = (
    _reason,
    _same,
    _bounds,
    _compared,
    _having,
    _each,
    _orthogonal,
    _solving,
    _signed,
    _both,
    _within,
)
