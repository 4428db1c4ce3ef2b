"""What a unit gives for inputs from {0, 1}: "y = 1 only at x = (1, 1)", "computes OR", "⇔"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from typing import Final

from symnn.claims.formula import (
    Atomic,
    Compound,
    Formula,
    conjunction,
    sides,
    substitute_formula,
)
from symnn.deferred import regex
from symnn.documents.judging.in_words.sentence import (
    PLACE,
    Sentence,
    as_before,
    denied,
    formula_of,
    judged,
    number_of,
)
from symnn.documents.judging.relations import Judgement
from symnn.documents.phrases.otherwise import is_turned
from symnn.errors import SymnnError
from symnn.exact.expression import ONE, ZERO, Expr, free_symbols, rational, substitute, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.values import Array

_UNIT: Final = (
    r"(?:(?:the|this) (?P<unit>perceptron|unit|neuron|network|net|gate|output|threshold unit)"
    r"(?: (?:output|of the (?:perceptron|unit|neuron|network)))?)"
)
_OF: Final = (
    r"(?:(?:the )?(?:unit |output |neuron |network |function |hidden unit )?"
    rf"(?P<of>{PLACE})|{_UNIT})"
)
_GATES: Final[Mapping[str, Callable[[Sequence[bool]], bool]]] = {
    "and": all, "or": any, "nand": lambda bits: not all(bits), "nor": lambda bits: not any(bits),
}  # fmt: skip
_OF_TWO: Final[Mapping[str, Callable[[bool, bool], bool]]] = {
    "xor": lambda a, b: a != b, "exclusive or": lambda a, b: a != b, "xnor": lambda a, b: a == b,
}  # fmt: skip
_GATE: Final = regex(
    rf"{_OF} (?P<verb>(?:does not )?(?:computes?|implements?|represents?|reali[sz]es?|is|gives?)"
    rf"(?: not)?) (?:the )?(?:logical |boolean )?(?P<gate>{'|'.join((*_GATES, *_OF_TWO))})"
    rf"(?: (?:function|gate))?(?: of (?P<args>.+?))?(?: as well| too)?"
)
_ONLY: Final = regex(
    rf"(?:(?P<claim>{PLACE})|{_UNIT} is (?P<value>{PLACE})) only (?:at|for|when|if) "
    rf"(?:the input )?(?P<at>{PLACE})(?: among (?:all )?(?:the )?(?:inputs )?(?P<among>{PLACE}))?"
)
_JUST_WHEN: Final = regex(
    rf"(?:(?P<claim>{PLACE})|{_UNIT} is (?P<value>{PLACE})) ⇔ (?P<condition>.+)"
)
_COUNTED: Final = regex(
    rf"(?:{_OF} is (?P<value>{PLACE})|(?P<claim>{PLACE})) (?:for|at|on) (?:exactly )?(?P<n>{PLACE})"
    rf" of (?:the|all) (?P<all>{PLACE}|two|four|eight) (?:possible |binary )?inputs"
)
_AT_LEAST: Final = regex(
    rf"(?P<how>at least|at most|exactly) (?P<n>one|two|three|{PLACE}) of (?:the )?(?:inputs )?"
    rf"(?P<of>.+?) (?:is|are|equals?) (?P<value>{PLACE})"
)
_BOTH: Final = regex(
    rf"(?P<how>both|all|all inputs|all of) ?(?P<of>.*?) (?:are|equal) (?P<v>{PLACE})"
)
#: Other inputs, perhaps of the same names.
_SIGNS: Final = regex(r"\\in\\?(?:\\\{|\\lbrace)(?:-1,\+?1|\+?1,-1|\\pm1)")
#: Solutions, which say where a letter lies there alone: "… ⇔ x ∈ {0, 1}".
_CONCLUDED: Final = regex(
    r"\\(?:iff|implies|(?:Long)?[Ll]eft[Rr]ightarrow|(?:Long)?[Rr]ightarrow)(?![A-Za-z])[^$]{0,200}"
)
_NUMBERS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "eight": 8}
_MOST: Final = 6
_SHOWN: Final = (ONE, ZERO, rational(-1))
_METHOD: Final = "exact values at all inputs"


def judge_inputs(sentence: Sentence) -> Judgement | None:
    """What is found about a sentence on inputs from {0, 1}; None for any other."""
    for pattern, rule in (
        (_GATE, _gate), (_ONLY, _only), (_JUST_WHEN, _just_when), (_COUNTED, _counted),
    ):  # fmt: skip
        match = pattern.fullmatch(sentence.words)
        if match is not None:
            return rule(as_before(sentence), match)
    return None


def _gate(sentence: Sentence, match: re.Match[str]) -> Judgement | None:
    """A gate, at inputs from {0, 1}; where those are not said, none that are usual may make it."""
    if is_turned(sentence.place.state.source.text):
        return None
    body = _value(sentence, match)
    said = say_bits(sentence, free_symbols(body))
    names = _bits(sentence, body) if said else _inputs(body)
    given = match["args"]
    if given is not None and sorted(listed(sentence, given)) != sorted(names):
        return None
    if said:
        found = _as_gate(match["gate"], body, names, (0, 1))
        return denied(found) if found is not None and "not" in match["verb"] else found
    ways = [_as_gate(match["gate"], body, names, bits) for bits in ((0, 1), (-1, 1), (1, -1))]
    false = all(one is not None and one.outcome == "refuted" for one in ways)
    return ways[0] if false and "not" not in match["verb"] else None


def _as_gate(gate: str, body: Expr, names: list[str], bits: tuple[int, int]) -> Judgement | None:
    """Whether a value is that of a gate, where its inputs are two numbers.

    The second of them is for what is true; with values beside 0, 1 and -1 nothing is said.
    """
    pair = _OF_TWO.get(gate)
    if pair is not None and len(names) != 2:
        return None
    rows: list[tuple[tuple[int, ...], Formula]] = []
    for inputs in product((False, True), repeat=len(names)):
        wanted = pair(*inputs) if pair is not None else _GATES[gate](inputs)
        shown = tuple(bits[k] for k in inputs)
        there = {name: rational(b) for name, b in zip(names, shown, strict=True)}
        value = substitute(body, there)
        if not any(judged(Atomic("=", value, n)).outcome == "proved" for n in _SHOWN):
            return None
        rows.append((shown, Atomic("=" if wanted else "!=", value, rational(bits[1]))))
    return _each(names, rows)


def _only(sentence: Sentence, match: re.Match[str]) -> Judgement | None:
    """F = v at one input: and at no other one, which is what is false if it is."""
    claim = _claim(sentence, match)
    names = _bits(sentence, *sides(claim))
    among = sentence.clause.part(match["among"]).latex if match["among"] else r"\{0,1\}"
    if r"\{0,1\}" not in among.replace(" ", ""):
        return None
    place = _condition(sentence, match["at"], names)
    alone = _all(names, Compound("implies", (claim, place)))
    if alone.outcome != "proved":
        return alone
    both = _all(names, Compound("implies", (place, claim)))
    return both if both.outcome == "proved" else None


def _just_when(sentence: Sentence, match: re.Match[str]) -> Judgement | None:
    claim = _claim(sentence, match)
    names = _bits(sentence, *sides(claim))
    place = _condition(sentence, match["condition"], names)
    ways = Compound("implies", (claim, place)), Compound("implies", (place, claim))
    return _all(names, Compound("and", ways))


def _counted(sentence: Sentence, match: re.Match[str]) -> Judgement | None:
    """For how many inputs a relation holds."""
    claim = _claim(sentence, match)
    names = _bits(sentence, *sides(claim))
    said = _NUMBERS.get(match["all"]) or _whole(sentence, match["all"])
    wanted = _whole(sentence, match["n"])
    if said != 2 ** len(names) or wanted is None:
        return None
    count = 0
    for bits in product((ZERO, ONE), repeat=len(names)):
        found = judged(_put(claim, dict(zip(names, bits, strict=True))))
        if found.outcome == "undecided":
            return None
        count += found.outcome == "proved"
    text = f"it is so for {count} of them"
    if count == wanted:
        return Judgement("proved", _METHOD, notes=(text,))
    return Judgement("refuted", _METHOD, notes=(text,))


def _all(names: list[str], formula: Formula) -> Judgement:
    rows = []
    for bits in product((0, 1), repeat=len(names)):
        there = {name: rational(b) for name, b in zip(names, bits, strict=True)}
        rows.append((bits, _put(formula, there)))
    return _each(names, rows)


def _each(names: list[str], rows: list[tuple[tuple[int, ...], Formula]]) -> Judgement:
    """All of some formulas, one for each input."""
    text = f"inputs {', '.join(names)} in {{0, 1}}"
    open_one = False
    for bits, row in rows:
        found = judged(row)
        if found.outcome == "refuted":
            shown = tuple(zip(names, map(str, bits), strict=True))
            return Judgement("refuted", found.method, counterexample=shown, notes=(text,))
        open_one = open_one or found.outcome == "undecided"
    if open_one:
        return Judgement("undecided")
    return Judgement("proved", _METHOD, notes=(text,))


def _put(formula: Formula, values: dict[str, Expr]) -> Formula:
    return substitute_formula(formula, values)


def _claim(sentence: Sentence, match: re.Match[str]) -> Formula:
    """The relation of a match: written out, or that the unit has a value."""
    place = match["claim"]
    if place is not None:
        return formula_of(sentence.view, sentence.node(place))
    return Atomic(
        "=", _value(sentence, match), number_of(sentence.view, sentence.node(match["value"]))
    )


def _value(sentence: Sentence, match: re.Match[str]) -> Expr:
    """The value of what is spoken of."""
    of = match.groupdict().get("of")
    if of is None:
        return _of_the_unit(sentence, match["unit"])
    node = sentence.node(of)
    if isinstance(node, tree.Chain) and len(node.links) == 1 and node.links[0].relation == "=":
        node = node.links[0].operand  # "y = φ(h_1 + h_2) computes XOR"
    return number_of(sentence.view, node)


def _of_the_unit(sentence: Sentence, noun: str) -> Expr:
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
        if one.key in used or one.parameters or len(one.key) != 1:
            continue
        try:
            body = number_of(sentence.view, tree.Name(one.key))
            _bits(sentence, body)
        except SymnnError:
            continue
        found.append(body)
    if len(found) != 1:
        raise _refused()
    return found[0]


def _inputs(*bodies: Expr) -> list[str]:
    """The open letters of some values, which are those of one list.

    Raises:
        MeaningError: they are none, too many or of several lists.
    """
    names = sorted(free_symbols(*bodies))
    bases = {name.partition("_")[0] for name in names}
    if not 1 < len(names) <= _MOST or len(bases) != 1:
        raise _refused()
    return names


def _bits(sentence: Sentence, *bodies: Expr) -> list[str]:
    """The open letters of some values, all of which are inputs from {0, 1}.

    Raises:
        MeaningError: that is not said of them.
    """
    names = _inputs(*bodies)
    own = free_symbols(*(side for f in sentence.assumed.domain for side in sides(f)))
    if own & set(names) or not say_bits(sentence, names):
        raise _refused()
    return names


def say_bits(sentence: Sentence, names: Iterable[str]) -> bool:
    """Whether the document says that inputs of these names are 0 or 1."""
    text = _CONCLUDED.sub("", sentence.place.state.source.text)
    text = text.replace(" ", "").replace(r"\,", "")
    bases = {name.partition("_")[0] for name in names}
    if _SIGNS.search(text) is not None:
        return False
    return all(
        re.search(
            rf"{re.escape(base)}(?:_[\w{{}}]+)?(?:,\w(?:_[\w{{}}]+)?)*\}}?\\in"
            r"\\(?:\{|lbrace)0,\\?,?1",
            text,
        )
        for base in bases
    )


def _condition(sentence: Sentence, words: str, names: list[str]) -> Formula:
    """Where the inputs lie: "x_1 = 1 or x_2 = x_3 = 1", "at least two of … are 1", x = (1, 1).

    Raises:
        MeaningError: it is of another kind.
    """
    at_least = _AT_LEAST.fullmatch(words)
    if at_least is not None:
        return _many(sentence, at_least, names)
    both = _BOTH.fullmatch(words)
    if both is not None:
        chosen = listed(sentence, both["of"]) if both["of"].strip() else names
        if both["how"] == "both" and len(chosen) != 2:
            raise _refused()
        value = number_of(sentence.view, sentence.node(both["v"]))
        return conjunction(tuple(Atomic("=", symbol(name), value) for name in chosen))
    parts = re.split(r"(,? or |,? and )", words.removeprefix("either "))
    joints = {joint.strip(" ,") for joint in parts[1::2]}
    if len(joints) > 1 or not all(re.fullmatch(PLACE, part) for part in parts[::2]):
        raise _refused()
    found = tuple(_relation(sentence, place, names) for place in parts[::2])
    return Compound("or", found) if joints == {"or"} else conjunction(found)


def _relation(sentence: Sentence, place: str, names: list[str]) -> Formula:
    node = sentence.node(place)
    if isinstance(node, tree.Chain) and len(node.links) == 1 and isinstance(node.first, tree.Name):
        value = sentence.view.read(node.links[0].operand)
        if isinstance(value, Array):
            cells = [cell.expr for cell in value.cells()]
            own = tree.key(node.first)
            whole = names == [f"{own}_{k + 1}" for k in range(len(cells))]
            if not whole or node.links[0].relation != "=":
                raise _refused()
            pairs = zip(names, cells, strict=True)
            return conjunction(tuple(Atomic("=", symbol(n), c) for n, c in pairs))
    found = formula_of(sentence.view, node)
    if not free_symbols(*sides(found)) <= set(names):
        raise _refused()
    return found


def _many(sentence: Sentence, match: re.Match[str], names: list[str]) -> Formula:
    """That so many of the inputs have a value."""
    chosen = listed(sentence, match["of"])
    number = _NUMBERS.get(match["n"]) or _whole(sentence, match["n"])
    value = number_of(sentence.view, sentence.node(match["value"]))
    if value not in (ZERO, ONE) or number is None or not set(chosen) <= set(names):
        raise _refused()
    cases = []
    for bits in product((ZERO, ONE), repeat=len(chosen)):
        count = sum(bit == value for bit in bits)
        fits = {"at least": count >= number, "at most": count <= number}.get(
            match["how"], count == number
        )
        if fits:
            pairs = zip(chosen, bits, strict=True)
            cases.append(conjunction(tuple(Atomic("=", symbol(n), b) for n, b in pairs)))
    if not cases:
        raise _refused()
    return Compound("or", tuple(cases)) if len(cases) > 1 else cases[0]


def listed(sentence: Sentence, words: str) -> list[str]:
    """The names in a list: x_1, x_2 and x_3, in one place or in several."""
    if re.fullmatch(rf"(?:the inputs? )?{PLACE}(?:(?:,| and|, and) {PLACE})*", words) is None:
        raise _refused()
    found: list[str] = []
    for place in re.findall(PLACE, words):
        node = sentence.node(place)
        items = node.items if isinstance(node, tree.Group) and not node.fence else (node,)
        for item in items:
            key = tree.key(item)
            if key is None:
                raise _refused()
            found.append(key)
    if len(set(found)) != len(found):
        raise _refused()
    return found


def _whole(sentence: Sentence, place: str) -> int | None:
    node = sentence.node(place)
    text = node.text if isinstance(node, tree.Number) else ""
    return int(text) if text.isdigit() else None


def _refused() -> MeaningError:
    return MeaningError(Kind.UNSUPPORTED, "no inputs from {0, 1}", tree.Span(0, 0))
