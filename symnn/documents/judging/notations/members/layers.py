r"""Superscripts that count layers: a^1 = \sigma(z^1), a^2 = \sigma(w^2 a^1 + b^2).

Nobody writes a first power, so a name that is defined with the superscript 1 counts with it; so
does one that is defined for a layer l by the layer before it. Under the heading where that is
done its superscripts are read as those in brackets, a^{(2)}, which are never powers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.regions import Formula
from symnn.latex.meaning.scope import counted
from symnn.latex.rewriting import Piece, Rewriting, rewrite

_BASE: Final = (
    r"(?P<base>\\(?:mathbf|boldsymbol|bm|mathrm|vec|hat)\s?\{\s?\\?[A-Za-z]+\s?\}"
    r"|\\(?:delta|alpha|beta|gamma|theta|mu|sigma|omega|xi|phi|eta)(?![A-Za-z])"
    r"|(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])|(?<=[^A-Za-z\\][a-z])[A-Z](?![A-Za-z]))"
)
_BELOW: Final = r"(?P<below>_(?:[A-Za-z0-9]|\{[A-Za-z0-9, ]{1,8}\}))?"
_ABOVE: Final = r"\^(?:(?P<one>[0-9lL])|\{\s?(?P<more>[0-9]{1,2}|[lL](?:\s?[+-]\s?[0-9])?)\s?\})"
_INDEXED: Final = regex(_BASE + _BELOW + _ABOVE)
_NUMBERS: Final = frozenset({"e", "i", "j", "d"})
_BEGIN: Final = r"(?:^|[,;&:]|\\\\|\\q?quad|\\[ ,;])\s*"
_DECLARED: Final = regex(
    _BASE + _BELOW + r"\^(?:1|\{\s?1\s?\})\s*\\in\s*(?:\\mathbb\s?\{?\s?R|\\R(?![A-Za-z]))"
)
_RIGHT: Final = r"\s*(?:&\s*)?=(?=(?P<right>[^=]{0,200}))"
#: At a step: W^1(0) = …
_STEP: Final = r"(?P<step>\s?\(\s?(?:[0-9]{1,2}|[a-z](?:\s?[+-]\s?1)?)\s?\))?"
_GIVEN: Final = regex(_BEGIN + _BASE + _BELOW + _ABOVE + _STEP + _RIGHT)
_PLAIN: Final = regex(_BEGIN + _BASE + r"\s*(?:&\s*)?(?:=|\\in)")
#: Superscripts that run through patterns or samples: x^\mu, x^i.
_RUNNING: Final = regex(
    _BASE + _BELOW + r"\^\{?\s?(?:\\(?:mu|nu|alpha|beta)(?![A-Za-z])|[ijkmnpt](?![A-Za-z]))"
)
_AT_LETTER: Final = regex(
    _BASE
    + _BELOW
    + r"\^(?:(?P<one>[kntij])(?![A-Za-z])|\{\s?(?P<more>[kntij](?:\s?[+-]\s?1)?)\s?\})"
)
_FONT: Final = regex(r"\\(?:mathbf|boldsymbol|bm|vec)\{([A-Za-z])\}")
#: w^{k+1} = w^k + …, a step by the one before.
_STEPPED: Final = regex(
    _BEGIN + _BASE + _BELOW + r"\^\{\s?(?P<letter>[kntij])\s?\+\s?1\s?\}" + _RIGHT
)
_END: Final = regex(r"[,;]|\\\\|\\q?quad")
_FUNCTION: Final = regex(r"[A-Za-z]'*\((?P<names>[^()=^_]{1,60})\)\s*(?:&\s*)?:?=")
_OTHER_LAYER: Final = regex(r"\^\{\s?[lL]\s?[+-]\s?1\s?\}")
_ARRAY_GIVEN: Final = regex(_BEGIN + _BASE + _RIGHT)
_LITERAL: Final = regex(r"\s*&?\s*\\begin\{(?P<kind>[a-z]*matrix)\}.*?\\end\{(?P=kind)\}")
_ONE: Final = regex(r"\s*(?:&\s*)?1(?![.\d])")


@final
@dataclass(frozen=True, slots=True)
class Layers:
    """The names whose superscripts count, each with the headings under which it does.

    `steps` are the letters that count for some of them: the k of w^{k+1} = w^k + x_k. Those of
    `unclear` may be counted as well as raised to powers under some headings: x^0 = 1 and
    x^{k+1} = 2x^k beside x = 3.
    """

    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    steps: dict[str, str] = field(default_factory=dict)
    unclear: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def unclear_at(self, formula: Formula) -> frozenset[str]:
        """The topics that superscripts of some names may be either, at a formula."""
        return frozenset(
            counted(key.lstrip("\\"))
            for key, headings in self.unclear.items()
            if formula.headings[: len(headings)] == headings
        )

    def rewritten(self, formula: Formula, before: Rewriting) -> Rewriting:
        """The formula with these superscripts in brackets.

        Args:
            formula: where it stands.
            before: the formula as it is read so far.
        """
        if not self.names or "^" not in before.text:
            return before
        pieces = []
        own = list(_own_formulas(before.text))
        for found in _INDEXED.finditer(before.text):
            key = _key(found["base"])
            headings = self.names.get(key)
            if headings is None or formula.headings[: len(headings)] != headings:
                continue
            if any(key in names and start <= found.start() < end for names, start, end in own):
                continue
            start = found.start("below") if found["below"] else found.end("base")
            inside = found["one"] or found["more"]
            pieces.append(Piece(start, found.end(), f"{found['below'] or ''}^{{({inside})}}"))
        pieces += self._steps(formula, before.text) if self.steps else ()
        pieces.sort()
        return before.then(rewrite(before.text, pieces)) if pieces else before

    def _steps(self, formula: Formula, text: str) -> Iterator[Piece]:
        """The k and k+1 above the names that are counted by it."""
        for found in _AT_LETTER.finditer(text):
            key, letter = _key(found["base"]), found["one"] or found["more"][0]
            headings = self.names.get(key)
            if headings is None or formula.headings[: len(headings)] != headings:
                continue
            if letter == self.steps.get(key):
                start = found.start("below") if found["below"] else found.end("base")
                inside = found["one"] or found["more"]
                yield Piece(start, found.end(), f"{found['below'] or ''}^{{({inside})}}")


def _own_formulas(text: str) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Where a function of bare names has its formula: the w^2 of L(w) = w^2 is a power."""
    for found in _FUNCTION.finditer(text):
        names = tuple(map(_key, found["names"].replace(" ", "").split(",")))
        depth, end = 0, found.end()
        while end < len(text) and (depth > 0 or text[end] not in ",;"):
            depth += (text[end] in "([{") - (text[end] in ")]}")
            if text.startswith("\\\\", end) and depth <= 0:
                break
            end += 1
        yield names, found.end(), end


def layers_of(formulas: Iterable[Formula]) -> Layers:
    """What the definitions of a document say about superscripts."""
    counted: dict[str, tuple[str, ...]] = {}
    bare: dict[str, list[tuple[str, ...]]] = {}
    lettered: dict[tuple[str, ...], None] = {}
    formulas = list(formulas)
    rules = list(_rules(formulas))
    begun = _begun(formulas) if rules else {}
    stepped = _stepped(begun, rules)
    for formula in formulas:
        for key in _bare(formula.latex, stepped):
            bare.setdefault(key, []).append(formula.headings)
        for found in _GIVEN.finditer(formula.latex):
            key, index = _key(found["base"]), found["one"] or found["more"]
            first = index == "1" and not _is_power(key, found["right"])
            letter = index in ("l", "L") and _OTHER_LAYER.search(found["right"]) is not None
            if first or letter:
                counted.setdefault(key, formula.headings)
            if letter:
                lettered.setdefault(formula.headings, None)
            for beside in _INDEXED.finditer(found["right"]) if first else ():
                if (beside["one"] or beside["more"]) == "1":  # the w of z^1 = w^1 x + b^1
                    counted.setdefault(_key(beside["base"]), formula.headings)
    counted = {**dict(_declared(formulas)), **counted}
    counted |= dict(_in_plain_letters(formulas, counted))
    other = frozenset(_other_arrays(formulas, bare)) if bare.keys() & counted.keys() else ()
    names = {key: where for key, where in counted.items() if key not in bare or key in other}
    for where in lettered:
        for key in _with_letter(formulas, where):
            if not any(other[: len(where)] == where for other in bare.get(key, ())):
                names.setdefault(key, where)
    valued = {
        key: begun[key][1]
        for key, _, _, _, power in rules
        if key in begun
        and not power
        and any(_meet(begun[key][1], one) for one in bare.get(key, ()))
    }
    perhaps = {key: begun[key][1] for key, _, _, _, power in rules if key in begun and not power}
    unclear = valued | {key: at for key, at in perhaps.items() if key not in stepped}
    stepped = {key: found for key, found in stepped.items() if key not in valued}
    names |= {key: headings for key, (_, headings) in stepped.items()}
    return Layers(names, {key: letter for key, (letter, _) in stepped.items()}, unclear)


def _meet(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether what stands under some headings is at hand under others."""
    shared = min(len(first), len(second))
    return first[:shared] == second[:shared]


def _other_arrays(formulas: Iterable[Formula], bare: Iterable[str]) -> Iterator[str]:
    """The names that are one array without a superscript, and another with 1: no first power."""
    given: dict[str, set[str]] = {}
    first: dict[str, set[str]] = {}
    for formula in formulas:
        for found in _GIVEN.finditer(formula.latex):
            if (found["one"] or found["more"]) == "1":
                first.setdefault(_key(found["base"]), set()).add(_array(found["right"]))
        for found in _ARRAY_GIVEN.finditer(formula.latex):
            given.setdefault(_key(found["base"]), set()).add(_array(found["right"]))
        for found in _RUNNING.finditer(formula.latex):
            given.setdefault(_key(found["base"]), set()).add("")
    for key in bare:
        one, plain = first.get(key, set()), given.get(key, set())
        if len(one) == len(plain) == 1 and "" not in one | plain and one != plain:
            yield key


def _array(right: str) -> str:
    """The array that stands right behind an equals sign; "" for anything else."""
    found = _LITERAL.match(right)
    return "" if found is None else "".join(found[0].split())


def _bare(latex: str, stepped: Iterable[str]) -> Iterator[str]:
    """The names that are given without a superscript, or with one that runs through samples."""
    for found in _PLAIN.finditer(latex):
        yield _key(found["base"])
    for found in _RUNNING.finditer(latex):
        if (key := _key(found["base"])) not in stepped:
            yield key


def _rules(formulas: Iterable[Formula]) -> Iterator[tuple[str, str, Formula, bool, bool]]:
    """The names with a rule for one step by the one before, the letter, if it is a sum, or a power.

    So is x^{n+1} = x^n x, where the name stands once more in it.
    """
    for formula in formulas:
        for found in _STEPPED.finditer(formula.latex):
            letter, right = found["letter"], found["right"]
            above = rf"\^(?:{letter}(?![A-Za-z])|\{{\s?{letter}\s?\}})"
            same = re.escape(found["base"]) + r"(?:_\w|_\{[^{}]*\})?" + above
            if _key(found["base"]) not in _NUMBERS and re.search(same, right):
                rest = re.sub(same, " ", _END.split(right)[0])
                power = re.search(rf"(?<![A-Za-z\\]){re.escape(found['base'])}", rest) is not None
                is_sum = bool(re.search(r"[+-]", right))
                yield _key(found["base"]), letter, formula, is_sum, power and not is_sum


def _begun(formulas: Iterable[Formula]) -> dict[str, tuple[bool, tuple[str, ...]]]:
    """The names with a beginning, x^0 or x^1, whether it is x^0 = 1, and the headings."""
    begun: dict[str, tuple[bool, tuple[str, ...]]] = {}
    for formula in formulas:
        for found in _GIVEN.finditer(formula.latex):
            index = found["one"] or found["more"]
            if index in ("0", "1") and not _is_power(_key(found["base"]), found["right"]):
                one = index == "0" and _ONE.match(found["right"]) is not None
                begun.setdefault(_key(found["base"]), (one, formula.headings))
    return begun


def _stepped(
    begun: dict[str, tuple[bool, tuple[str, ...]]],
    rules: Iterable[tuple[str, str, Formula, bool, bool]],
) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The names with such a rule and a beginning, with the letter and the headings.

    x^0 = 1 begins a sum alone: with x^{n+1} = x^n x it is the power.
    """
    known = {}
    for key, letter, _, is_sum, _ in rules:
        if key in begun and (is_sum or not begun[key][0]):
            known[key] = letter, begun[key][1]
    return known


def _declared(formulas: Iterable[Formula]) -> Iterator[tuple[str, tuple[str, ...]]]:
    r"""The W of W^1 \in \mathbb{R}^{m \times n}, and the b of x W^1 + b^1: no first powers."""
    found: dict[str, tuple[str, ...]] = {}
    for formula in formulas:
        for match in _DECLARED.finditer(formula.latex):
            found.setdefault(_key(match["base"]), formula.headings)
    for formula in formulas if found else ():
        first = [m for m in _INDEXED.finditer(formula.latex) if (m["one"] or m["more"]) == "1"]
        if any(_key(m["base"]) in found for m in first):
            for match in first:
                found.setdefault(_key(match["base"]), formula.headings)
    yield from found.items()


def _in_plain_letters(
    formulas: Iterable[Formula], counted: dict[str, tuple[str, ...]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    r"""The a and b of a^2 = W^2 \mathbf{a}^1 + b^2: numbers of the last layer, in plain letters."""
    bold = {found[1]: headings for key, headings in counted.items() if (found := _FONT.match(key))}
    for formula in formulas if counted else ():
        for found in _GIVEN.finditer(formula.latex):
            key = _key(found["base"])
            if key in counted or key in bold or found["step"]:
                yield from _of_one_layer(found, counted)
            if _is_power(key, found["right"]):
                continue
            if key in bold:
                yield key, bold[key]
            elif found["step"]:  # b^2(0) = 0.48, which is no product with 0
                yield key, formula.headings


def _of_one_layer(
    found: re.Match[str], counted: dict[str, tuple[str, ...]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The b of W^2 a^1 + b^2, which has the number of the layer as W has it."""
    index = found["one"] or found["more"]
    beside = [m for m in _INDEXED.finditer(found["right"]) if (m["one"] or m["more"]) == index]
    known = [counted[key] for m in beside if (key := _key(m["base"])) in counted]
    for match in beside if known and index.isdigit() else ():
        yield _key(match["base"]), known[0]


def _with_letter(formulas: Iterable[Formula], where: tuple[str, ...]) -> Iterator[str]:
    """The names that carry the letter of a layer under a heading: the W, a and b of W^l a^{l-1}."""
    for formula in formulas:
        if formula.headings[: len(where)] != where:
            continue
        for found in _INDEXED.finditer(formula.latex):
            if (found["one"] or found["more"]).strip()[:1] in ("l", "L"):
                yield _key(found["base"])


def _is_power(key: str, right: str) -> bool:
    """x^1 = x, e^1 = 2.718: the name itself stands on the other side, or is a number."""
    rest = right.lstrip(" &")
    if key in _NUMBERS or not rest.startswith(key):
        return key in _NUMBERS
    return not rest[len(key) :].lstrip(" ").startswith(("^", "_", "("))


def _key(base: str) -> str:
    r"""\mathbf{W} and \mathbf {W} are one name."""
    return base.replace(" ", "")
