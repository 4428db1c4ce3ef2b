"""Conditions on inputs in words: "at least two of them are 1", "x_1 = 1 or x_2 = 1", "they differ".

A condition is read as a test of the values of the inputs. Words with more than one meaning give a
test for each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, Formula, atoms, sides, substitute_formula
from symnn.deferred import regex
from symnn.documents.judging.in_words.input_sets import Point, high_of, is_of, refused
from symnn.documents.judging.in_words.sentence import (
    PLACE,
    Sentence,
    formula_of,
    judged,
    number_of,
)
from symnn.exact.expression import Expr, add, free_symbols, rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array
from symnn.latex.parser import parse

#: Whether a condition holds for the inputs.
Test: TypeAlias = "Callable[[Point], bool]"

NUMBERS: Final = {
    "zero": 0, "no": 0, "one": 1, "a single": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "sixteen": 16,
}  # fmt: skip
COUNT: Final = rf"(?:{PLACE}|\d+|{'|'.join(NUMBERS)})"
_VALUE: Final = rf"(?P<v>{PLACE}|[01]|ones?|zeros?|active|inactive|on|off|true)"
_LIST: Final = rf"{PLACE}(?:(?:,| and|, and|,? or) {PLACE})*"
#: "the three inputs", "its inputs", "x_1, x_2 and x_3", "the x_i".
_GROUP: Final = (
    rf"(?:(?:the|its|their|these|those) )?(?:(?P<all>{COUNT}) )?(?:of (?:the|its) )?"
    rf"(?:(?:binary |boolean )?(?:inputs?|input bits?|bits?|input values?|entries|components"
    rf"|coordinates|variables)(?: (?:of )?(?P<named>{_LIST}))?|(?P<list>{_LIST}))"
)
_ARE: Final = (
    r"(?:(?:is|are) (?:equal to |both |all )?|(?:is|are)|equals? |has the value |have the value "
    r"|has value |have value |takes? the value |being )"
)
HOW: Final = (
    r"(?P<how>at least|at most|exactly|precisely|just|only|more than|fewer than|less than"
    r"|no more than|not more than|no fewer than|no less than)"
)
_COUNTED: Final = regex(
    rf"(?:{HOW} )?(?P<n>{COUNT})(?P<more> or more| or fewer| or less)?(?: out)?(?: of)? {_GROUP} "
    rf"{_ARE}{_VALUE}"
)
_EACH: Final = regex(
    rf"(?P<how>all|both|each|every|none|no|neither|any|some|not all|not both|at least one|either)"
    rf"(?: one)?(?: of)? {_GROUP} {_ARE}{_VALUE}"
)
_LISTED: Final = regex(rf"(?P<list>{_LIST}) (?:is|are) (?P<how>both|all|not both) {_VALUE}")
_ODD: Final = regex(rf"an? (?P<how>odd|even) number of {_GROUP} {_ARE}{_VALUE}")
_NUMBER: Final = regex(
    rf"the number of (?:(?P<ones>ones|1s|1's)(?: (?:in|among) {_GROUP})?"
    rf"|{_GROUP.replace('?P<all>', '?P<all2>').replace('?P<named>', '?P<named2>').replace('?P<list>', '?P<list2>')}"  # noqa: E501
    rf" (?:that are |equal to |which are |with value |with the value |that equal ){_VALUE})"
    rf" (?:is|equals) (?:(?P<parity>odd|even)|(?:{HOW} )?(?P<n>{COUNT}))"
)
_SHARE: Final = regex(
    r"(?P<how>the majority|a majority|most|more than half|at least half|exactly half|half"
    rf"|less than half|fewer than half|at most half)(?: of)? {_GROUP} {_ARE}{_VALUE}"
)
_SAME: Final = regex(
    rf"(?:both )?{_GROUP} (?P<how>differ|are different|are not equal|are unequal|disagree"
    r"|have different values|have opposite signs|have different signs|are equal|agree"
    r"|are the same|coincide|have the same (?:value|sign)|are all equal)(?: from each other)?"
)
_ORDINAL: Final = regex(
    rf"(?:the |its )?(?P<nth>first|second|third|fourth|last)(?: input| bit| of them)?"
    rf" {_ARE}{_VALUE}"
)
_SUM: Final = regex(
    r"the sum of (?:the|its|all|all the) (?:(?:two|three|four|five) )?inputs (?:is|equals) (?:"
    rf"(?P<parity>odd|even)|(?:{HOW} )?(?P<v>{PLACE}))"
)
_ORDINALS: Final = ("first", "second", "third", "fourth")
COMPARED: Final[dict[str, Callable[[int, int], bool]]] = {
    "at least": lambda k, n: k >= n, "no fewer than": lambda k, n: k >= n,
    "no less than": lambda k, n: k >= n, "at most": lambda k, n: k <= n,
    "no more than": lambda k, n: k <= n, "not more than": lambda k, n: k <= n,
    "more than": lambda k, n: k > n, "fewer than": lambda k, n: k < n,
    "less than": lambda k, n: k < n,
}  # fmt: skip
_SIGNS: Final = {
    "at least": ">=", "no fewer than": ">=", "no less than": ">=", "at most": "<=",
    "no more than": "<=", "not more than": "<=", "more than": ">", "fewer than": "<",
    "less than": "<",
}  # fmt: skip
_HALVES: Final[dict[str, Callable[[int, int], bool]]] = {
    "more than": lambda k, n: 2 * k > n, "at least": lambda k, n: 2 * k >= n,
    "exactly": lambda k, n: 2 * k == n, "less than": lambda k, n: 2 * k < n,
    "fewer than": lambda k, n: 2 * k < n, "at most": lambda k, n: 2 * k <= n,
}  # fmt: skip


class Conditions:
    """The reading of conditions, for inputs of some names and the numbers that these may be."""

    def __init__(self, sentence: Sentence, sets: dict[str, tuple[Expr, ...]]) -> None:
        """For a sentence."""
        self.sentence = sentence
        self.sets = sets
        self.names = list(sets)

    def counting_tests(self, words: str) -> list[Test] | None:
        """The tests that words on the numbers of inputs may mean; None for other words.

        Raises:
            MeaningError: what they say is not certain.
        """
        for pattern, rule in (
            (_EACH, self._each), (_COUNTED, self._counted), (_LISTED, self._each),
            (_ODD, self._odd), (_NUMBER, self._number), (_SHARE, self._share),
            (_SAME, self._same), (_ORDINAL, self._nth),
            (_SUM, self._sum),
        ):  # fmt: skip
            match = pattern.fullmatch(words)
            if match is not None:
                return rule(match)
        return None

    # --- numbers of inputs ------------------------------------------------------------

    def _counted(self, match: re.Match[str]) -> list[Test]:
        chosen, value, n = self._group(match), self.value(match["v"]), self.whole(match["n"])
        if n > len(chosen):
            raise refused()
        how = match["how"]
        if match["more"]:
            if how is not None:
                raise refused()
            how = "at least" if "more" in match["more"] else "at most"
        way = COMPARED.get(how or "")
        tests = [counting(chosen, value, lambda k: way(k, n) if way is not None else k == n)]
        if how is None and n not in (0, len(chosen)):  # of "two of them" it may be more
            tests.append(counting(chosen, value, lambda k: k >= n))
        return tests

    def _each(self, match: re.Match[str]) -> list[Test]:
        chosen, value, how = self._group(match), self.value(match["v"]), match["how"]
        if ("both" in how or how in ("neither", "either")) and len(chosen) != 2:
            raise refused()
        count = len(chosen)
        if how in ("none", "no", "neither"):
            return [counting(chosen, value, lambda k: k == 0)]
        if how in ("any", "some", "at least one", "either"):
            return [counting(chosen, value, lambda k: k > 0)]
        if how.startswith("not"):
            return [counting(chosen, value, lambda k: k < count)]
        return [counting(chosen, value, lambda k: k == count)]

    def _odd(self, match: re.Match[str]) -> list[Test]:
        chosen, value, rest = self._group(match), self.value(match["v"]), match["how"] == "odd"
        return [counting(chosen, value, lambda k: k % 2 == rest)]

    def _number(self, match: re.Match[str]) -> list[Test]:
        """The number of inputs that are 1 is odd, 2, at least 2."""
        groups = {k.rstrip("2"): v for k, v in match.groupdict().items() if v is not None}
        chosen = self._chosen(groups)
        value = rational(1) if "ones" in groups else self.value(groups["v"])
        self.must_be_value(value)
        if "parity" in groups:
            rest = groups["parity"] == "odd"
            return [counting(chosen, value, lambda k: k % 2 == rest)]
        n, way = self.whole(groups["n"]), COMPARED.get(groups.get("how", ""))
        return [counting(chosen, value, lambda k: way(k, n) if way is not None else k == n)]

    def _share(self, match: re.Match[str]) -> list[Test]:
        chosen, value, how = self._group(match), self.value(match["v"]), match["how"]
        count, word = len(chosen), how.removesuffix(" half")
        if how in ("the majority", "a majority", "most"):
            if count % 2 == 0:
                raise refused()
            word = "more than"
        way = _HALVES["exactly" if how == "half" else word]
        return [counting(chosen, value, lambda k: way(k, count))]

    def _same(self, match: re.Match[str]) -> list[Test]:
        chosen, how = self._group(match), match["how"]
        apart = re.match(r"differ|are (?:diff|not|un)|disagree|have (?:diff|opp)", how) is not None
        signs = all(len(self.sets[n]) == 2 and rational(-1) in self.sets[n] for n in chosen)
        if len(chosen) < 2 or (apart and len(chosen) != 2) or ("sign" in how and not signs):
            raise refused()
        return [lambda point: (len({point[n] for n in chosen}) > 1) is apart]

    def _sum(self, match: re.Match[str]) -> list[Test]:
        if match["parity"]:
            odd = match["parity"] == "odd"
            return [lambda point: _is_odd(point) is odd]
        bound = number_of(self.sentence.view, self.sentence.node(match["v"]))
        relation = _SIGNS.get(match["how"] or "", "=")
        return [lambda point: decided_at(Atomic(relation, add(*point.values()), bound), point)]

    def _nth(self, match: re.Match[str]) -> list[Test]:
        nth, value = match["nth"], self.value(match["v"])
        at = len(self.names) - 1 if nth == "last" else _ORDINALS.index(nth)
        if at >= len(self.names) or len({name.partition("_")[0] for name in self.names}) != 1:
            raise refused()
        name = self.names[at]
        return [lambda point: point[name] == value]

    # --- relations --------------------------------------------------------------------

    def joined(self, words: str) -> list[Test]:
        """Relations with "and" or "or" between them, of which there is one kind alone.

        Raises:
            MeaningError: they are not understood.
        """
        alone = re.fullmatch(r"(?P<how>exactly one of|either) (?P<rest>.+?)(?: holds)?", words)
        rest = alone["rest"] if alone is not None else words
        bare, odd = re.subn(r",? (?:but|and) not both$", "", rest)
        bare = re.sub(r"^both (?=.* and )", "", bare)
        parts = re.split(r"(,? or |,? and |, )", bare)
        joints = {joint.strip(" ,") for joint in parts[1::2]} - {""}
        if len(joints) > 1 or (len(parts) > 1 and not joints):
            raise refused()
        tests = [self._one(part) for part in parts[::2]]
        one = alone is not None and alone["how"] != "either"
        if odd or one:
            if len(tests) < 2 or (odd and (len(tests) != 2 or joints != {"or"})):
                raise refused()
            return [lambda point: sum(test(point) for test in tests) == 1]
        if joints == {"or"}:
            found: list[Test] = [lambda point: any(test(point) for test in tests)]
            if alone is not None:  # "either … or" may leave out both
                found.append(lambda point: sum(test(point) for test in tests) == 1)
            return found
        if alone is not None:
            raise refused()
        return [lambda point: all(test(point) for test in tests)]

    def _one(self, words: str) -> Test:
        """A relation, or "x_1 is 1"."""
        said = re.fullmatch(rf"(?:the input )?(?P<of>{PLACE}) {_ARE}(?P<no>not )?{_VALUE}", words)
        if said is not None:
            (name,) = self.listed(said["of"])
            value, no = self.value(said["v"]), said["no"] is not None
            return lambda point: (point[name] == value) is not no
        nth = _ORDINAL.fullmatch(words)
        if nth is not None:
            return self._nth(nth)[0]
        match = re.fullmatch(rf"(?P<no>not )?(?P<of>{PLACE})", words)
        if match is None:
            raise refused()
        test, no = self._relation(self.sentence.node(match["of"])), match["no"] is not None
        return lambda point: test(point) is not no

    def _relation(self, node: tree.Node) -> Test:
        """A relation between numbers, or x = (1, 0), or x ∈ {(0, 1), (1, 0)}."""
        if isinstance(node, tree.Chain) and len(node.links) == 1:
            link = node.links[0]
            vectors = list(self._vectors(link.relation, link.operand))
            if vectors:
                own = tree.key(node.first) or ""
                whole = all(is_of(name, own) for name in self.names)
                if not whole or not all(self._is_input(v) for v in vectors):
                    raise refused()
                return lambda point: [point[n] for n in self.names] in vectors
        found = formula_of(self.sentence.view, node)
        if not free_symbols(*sides(found)) <= set(self.names):
            raise refused()
        for atom in atoms(found):
            if atom.left.op == "symbol" and atom.relation == "=" and not free_symbols(atom.right):
                self.must_be_value(atom.right, (str(atom.left.data),))
        return lambda point: decided_at(found, point)

    def _is_input(self, values: Sequence[Expr]) -> bool:
        sets = self.sets.values()
        return len(values) == len(sets) and all(v in s for v, s in zip(values, sets, strict=True))

    def _vectors(self, relation: str, node: tree.Node) -> Iterator[list[Expr]]:
        items: Sequence[tree.Node] = (node,) if relation == "=" else ()
        if relation == "∈" and isinstance(node, tree.Group) and node.fence == "{}":
            items = node.items
        for item in items:
            value = self.sentence.view.read(item)
            if not isinstance(value, Array):
                return
            yield [cell.expr for cell in value.cells()]

    # --- what is spoken of ------------------------------------------------------------

    def _group(self, match: re.Match[str]) -> list[str]:
        return self._chosen({k: v for k, v in match.groupdict().items() if v is not None})

    def _chosen(self, groups: dict[str, str]) -> list[str]:
        words = groups.get("list") or groups.get("named")
        chosen = self.names if words is None else self.listed(words)
        if "all" in groups and self.whole(groups["all"]) != len(chosen):
            raise refused()
        return chosen

    def listed(self, words: str) -> list[str]:
        """The inputs of a list: x_1, x_2 and x_3, of x or x_i all."""
        found: list[str] = []
        for place in re.findall(PLACE, words):
            for node in _names(self.sentence.clause.part(place).latex):
                key = tree.key(node) or ""
                fitting = [name for name in self.names if is_of(name, key)]
                if not fitting:
                    raise refused()
                found += [key] if key in self.names else fitting
        if len(set(found)) != len(found):
            raise refused()
        return found

    def value(self, text: str) -> Expr:
        """What the inputs are said to be; "on" is 1, and "off" the other number."""
        if text.startswith("⟨"):
            value = number_of(self.sentence.view, self.sentence.node(text))
        elif text in ("0", "zero", "zeros"):
            value = rational(0)
        elif text in ("inactive", "off"):
            values = next(iter(self.sets.values()))
            (value,) = (v for v in values if v != high_of(values))
        else:
            value = rational(1)
        self.must_be_value(value)
        return value

    def must_be_value(self, value: Expr, names: Sequence[str] = ()) -> None:
        """Raise what is raised for unread words, unless inputs may have the value."""
        if not all(value in self.sets[name] for name in names or self.names):
            raise refused()

    def whole(self, text: str) -> int:
        """A number in digits or words."""
        return whole_of(self.sentence, text)


def whole_of(sentence: Sentence, text: str) -> int:
    """A whole number in digits or words.

    Raises:
        MeaningError: it is none.
    """
    if text in NUMBERS:
        return NUMBERS[text]
    if text.isdigit():
        return int(text)
    node = sentence.node(text)
    if not isinstance(node, tree.Number) or not node.text.isdigit():
        raise refused()
    return int(node.text)


def _is_odd(point: Point) -> bool:
    """Whether the sum of whole numbers is odd: as many of them are."""
    even = [rational(n) for n in (0, 2, -2, 4, -4)]
    return sum(value not in even for value in point.values()) % 2 == 1


def counting(chosen: Iterable[str], value: Expr, way: Callable[[int], bool]) -> Test:
    """The test of how many of some inputs have a value."""
    own = list(chosen)
    return lambda point: way(sum(point[name] == value for name in own))


def decided_at(formula: Formula, point: Point) -> bool:
    """Whether a formula holds at an input.

    Raises:
        MeaningError: that is not decided.
    """
    found = judged(substitute_formula(formula, point)).outcome
    if found == "undecided":
        raise refused()
    return found == "proved"


def _names(latex: str) -> Iterator[tree.Node]:
    """The names of "x_1, x_2, x_3", and of "x_1, x_2 ∈ {0, 1}"."""
    for statement in parse(latex).statements:
        body = statement.body if isinstance(statement, tree.Statement) else None
        if isinstance(body, tree.Chain) and [li.relation for li in body.links] == ["∈"]:
            body = body.first
        for item in body.items if isinstance(body, tree.Group) and not body.fence else (body,):
            if item is None or tree.key(item) is None:
                raise refused()
            yield item
