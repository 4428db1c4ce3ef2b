"""Two formulas for one function, one right below the other, with no word in between.

In a bare list of displays the second may be a claim about the function, and a false one; or the
first is given up, as in a list of activations that are all called f. It is taken for a claim where
it holds but for one slip, with the same constants beside the variables. Else it is kept as a new
definition, and what is said of the function then counts as proved only if it holds for both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.links import cut
from symnn.documents.judging.names.definitions import Target, computed
from symnn.documents.judging.over import judge_over
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import RELATIONS, Judgement, Side
from symnn.documents.judging.wording.openings import concludes
from symnn.documents.model import Entry
from symnn.exact.expression import free_symbols, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.entries import own_entries
from symnn.latex.meaning.families import components
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Binding, Scope
from symnn.latex.meaning.values import Scalar

#: So many members of a recurrence are followed to where it begins.
_DEEPEST: Final = 8
#: So far back are words looked for, and so far before a display.
_FAR: Final = 2000
_NEAR: Final = 40
#: Nothing but the end of a formula.
_LAST_WORDS: Final = regex(r"(?:\$|\\\]|\\\)|\\end\{[a-z*]+\})[\s.,;:]*\Z")
#: Words that give a name a new meaning.
_ANEW: Final = regex(
    r"(?i)\b(?:let|defin\w*|consider|now|suppose|another|instead|next|examples?|given|functions?"
    r"|take|set|choose|replac\w+|becomes?|otherwise|alternativ\w+|other|new|variants?|versions?"
    r"|second|third|first|if|case|for)\b|\\text"
)
LESS_EXPLICIT: Final = "whether this is the function that was given above is not decided"
#: Names that one activation has after the other.
_ACTIVATIONS: Final = frozenset({"sigma", "phi", "varphi", "psi"})


def stands_alone(place: Place, known: Binding) -> bool:
    """Whether no word stands between the definition of a name and a display."""
    state = place.state
    bare = place.formula.display and state.spoken.get(known.version) == state.words
    return bare and known.section == place.formula.headings


def is_of_block(place: Place, link: tree.Link, known: Binding) -> bool:
    """Whether a formula, alone in a display, is said of a function from a block of definitions.

    Without a word in between, nobody gives f another formula below "f(x) = …, g(x) = …".
    """
    if known.parameters is None or link.relation != "=":
        return False
    formula = _is_formula_in(place.state.scope, link.operand, known.parameters)
    return formula and known.key not in _ACTIVATIONS and is_below_block(place, link, known)


def _is_formula_in(scope: Scope, body: tree.Node, parameters: Iterable[str]) -> bool:
    """Whether f(x) = … gives a formula in x; f(x) = x, f(x) = 0, f(x) = g(x) are to be solved."""
    names = {tree.key(part) for part in tree.walk(body) if isinstance(part, tree.Name)}
    known = (scope.latest(name) for name in names if name is not None)
    functions = any(one is not None and one.parameters is not None for one in known)
    return not functions and bool(names & set(parameters)) and not isinstance(body, tree.Name)


def is_second_formula(place: Place, link: tree.Link, known: Binding) -> bool:
    """Whether a name from a block of definitions is said to be another formula in known names.

    It is no update, as the name itself does not stand in it, and no other name alone.
    """
    if known.parameters is not None or not known.computed or link.relation != "=":
        return False
    names = {tree.key(part) for part in tree.walk(link.operand) if isinstance(part, tree.Name)}
    formula = computed(link.operand) and tree.key(link.operand) is None and known.key not in names
    return formula and is_below_block(place, link, known)


def is_below_block(place: Place, link: tree.Link, known: Binding) -> bool:
    """Whether a lone formula stands right below a block of definitions that a name is from."""
    state = place.state
    if not stands_alone(place, known):
        return False
    end = state.ends.get(known.version)
    block = any(at == end for version, at in state.ends.items() if version != known.version)
    return block and is_alone(place, link) and end != place.formula.outer_end


def is_alone(place: Place, link: tree.Link) -> bool:
    """Whether nothing but this relation stands in its formula."""
    before = place.latex[: link.relation_span.start]
    behind = place.latex[link.operand.span.end :].strip(" .,\n")
    return not behind and not any(sign in before for sign in ":=,;")


def _is_asserted(place: Place, known: Binding) -> bool:
    """Whether the words before a formula assert it of what was defined in the same section."""
    return known.section == place.formula.headings and concludes(place.formula.before)


def _is_unsaid(place: Place, known: Binding) -> bool:
    """Whether no word takes the name anew: "Let g(x) = max(0, x) and x ≥ 0", and g(x) = x below."""
    end = place.state.ends.get(known.version)
    if end is None or not place.formula.display or known.section != place.formula.headings:
        return False
    text = place.state.source.text
    between = text[end : place.formula.outer_start]
    ahead = text[max(end, place.formula.outer_start - _NEAR) : place.formula.outer_start]
    bare = _LAST_WORDS.search(ahead) is not None
    return bare and len(between) < _FAR and _ANEW.search(between) is None


def near_miss(
    place: Place, left: tree.Node, link: tree.Link, known: Binding, assumed: Assumptions
) -> Judgement | None:
    """The refutation of a second formula that is nearly the first; None for any other."""
    names = known.parameters
    if names is None or link.relation != "=" or not stands_alone(place, known):
        return None
    if isinstance(known.body, tree.Unreadable) or assumed.unread is not None or assumed.is_closed:
        return None
    scope = place.state.scope
    vectors = {name for name in names if (k := scope.latest(name)) is not None and own_entries(k)}
    opened = {name: Scalar(symbol(name)) for name in names if name not in vectors}
    view = assumed.view(reader(scope, open_names=True)).varying(opened)
    try:
        sides = Side(view.read(left), left), Side(view.read(link.operand), link.operand)
    except MeaningError:
        return None
    first, second = sides[0].value, sides[1].value
    if not isinstance(first, Scalar) or not isinstance(second, Scalar):
        return None
    if view.track.supposed or view.track.plain_log:
        return None
    found: Judgement = judge_over("=", *sides, assumed)
    if found.outcome != "refuted":
        return None
    constants = [free_symbols(side.expr) - set(names) for side in (first, second)]
    if constants[1] <= constants[0] and is_of_block(place, link, known):
        return found
    if not constants[0] or constants[0] != constants[1]:
        return None  # x^2 + y^2 and x^2 - y^2 may be two examples
    from symnn.documents.judging.identities.slips import is_one_slip_away

    if not is_one_slip_away(left, link.operand, view):
        return None
    return found


def missed(
    place: Place, left: tree.Node, link: tree.Link, known: Binding, assumed: Assumptions
) -> Entry | None:
    """The entry of a second formula that is false of a function; None for any other."""
    found = near_miss(place, left, link, known, assumed)
    return None if found is None else judged_entry(place, left, link, found, cut(place.latex))


def is_less_explicit(place: Place, defined: Target, body: tree.Node) -> bool:
    """Whether an integral is stated for a function that has a formula without one, right above."""
    known = defined.known
    if known is None or known.parameters is None or known.parameters != defined.parameters:
        return False
    if isinstance(known.body, tree.Unreadable) or not stands_alone(place, known):
        return False
    return _has_integral(body) and not _has_integral(known.body)


def _has_integral(node: tree.Node) -> bool:
    return any(isinstance(n, tree.BigOperator) and n.operator == "int" for n in tree.walk(node))


def note_rival(place: Place, defined: Target, link: tree.Link, in_part: bool) -> None:
    """Note that a function was given its latest formula in place of another one, without a word.

    With `in_part` the formula is one case of several, and goes with those before. One that stands
    before a colon is meant there, whatever the function was.
    """
    if place.standing == "setting" and defined.parameters is not None:
        return
    if defined.parameters is None and defined.known is not None and tree.key(link.operand):
        from symnn.documents.judging.names.again.equated import note_equated

        note_equated(place, defined, link)
    if in_part:
        return
    known = defined.known
    _note_alternatives(place, defined)
    if _note_alternative(place, defined.key) or (known and _note_said_before(place, known)):
        return
    if known is not None:
        from symnn.documents.judging.names.again.formula_anew import note_slopes_anew

        note_slopes_anew(place, defined.key)
    latest = place.state.scope.latest(defined.key)
    if known is None and latest is not None and defined.parameters is not None:
        _note_component(place, latest)
    elif known is None and latest is not None:
        _note_entry(place, latest)
    if known is None or latest is None or known.parameters != defined.parameters:
        return
    if isinstance(known.body, tree.Unreadable) or known.body == latest.body:
        return
    if known.parameters is None:
        _note_other_value(place, known, latest)
    elif stands_alone(place, known) or _is_asserted(place, known) or _is_unsaid(place, known):
        place.state.rivals[defined.key, latest.version] = known


def _note_alternative(place: Place, key: str) -> bool:
    """A value that stands beside "or" is only one of the things that may hold."""
    given = place.state.scope.latest(key) if _is_alternative(place) else None
    if given is None:
        return False
    other = tree.Unreadable(f"{key} has this value, or something else holds", span=tree.NOWHERE)
    place.state.rivals[given.key, given.version] = replace(given, body=other)
    return True


def _is_alternative(place: Place) -> bool:
    """Whether "or" joins a formula in a sentence to another one: "suppose a = 2 or b = 3"."""
    formula = place.formula
    before, after = formula.before.split(), formula.after.split()
    joined = before[-1:] == ["or"] and before[-2:-1] != [] and before[-2].rstrip(",").endswith("$")
    behind = after[:1] == ["or"] and after[1:2] != [] and after[1].startswith("$")
    return not formula.display and (joined or behind)


def _note_said_before(place: Place, known: Binding) -> bool:
    """A formula that was found false of a name, and is said once more, may still be false."""
    latest = place.state.scope.latest(known.key)
    if latest is None or latest.body not in place.state.stated.get((known.key, known.version), ()):
        return False
    place.state.rivals[known.key, latest.version] = known
    lines = f"in lines {known.line} and {latest.line}"
    place.state.suspect(known.key, f"{known.key} was given two formulas, {lines}")
    return True


def _note_other_value(place: Place, known: Binding, latest: Binding) -> None:
    """A value with two formulas in the same letters, or one that was proved and another one."""
    circles = _calls_itself(known) and _calls_itself(latest)
    confirmed = (known.key, known.version) in place.state.confirmed and latest.computed
    if (circles or confirmed) and stands_alone(place, known):
        place.state.rivals[known.key, latest.version] = known
        lines = f"in lines {known.line} and {latest.line}"
        place.state.suspect(known.key, f"{known.key} was given two formulas, {lines}")
    elif (before := _in_same_letters(place, latest)) is not None:
        place.state.rivals[known.key, latest.version] = before
    elif (known.member and _is_settled(place, known, 0)) or _is_at_values(place, known, latest):
        place.state.rivals[known.key, latest.version] = known


def _is_at_values(place: Place, known: Binding, latest: Binding) -> bool:
    """Whether a formula in open letters was given a value without them: X = (1, 2): y = g(3)."""
    scope = place.state.scope
    if (
        ":" not in place.latex
        or place.standing
        or isinstance(known.body, tree.Group | tree.Transpose)
    ):
        return False
    found = [
        {tree.key(n) for n in tree.walk(b.body) if isinstance(n, tree.Name)}
        for b in (known, latest)
    ]
    open_ones = {key for key in found[0] if key is not None and scope.latest(key) is None}
    return bool(open_ones) and known.parameters is None and not open_ones & found[1]


def _is_settled(place: Place, known: Binding, depth: int) -> bool:
    """Whether the formula of a family settles a member, and it is no beginning of a recurrence."""
    base = regex(r"[_^]").split(known.key, maxsplit=1)[0]
    names = [n for n in tree.walk(known.body) if isinstance(n, tree.Name) and n.base == base]
    keys = [tree.key(n) or "" for n in names if n.subscript is not None or n.labels]
    if depth > _DEEPEST or known.key in keys:
        return False  # the c_0 of c_k = c_0 b^k
    found = [place.state.scope.latest(key) for key in keys]
    return all(
        b is not None and not (b.member and not _is_settled(place, b, depth + 1)) for b in found
    )


def _in_same_letters(place: Place, latest: Binding) -> Binding | None:
    """The last formula before, in these letters: F = 2PR/(P + R), whatever was said in between."""
    letters = _letters(place, latest) or _formulas_in(place, latest)
    for known in reversed(place.state.scope.history[latest.key][:-1] if letters else ()):
        plain = known.parameters is None and not isinstance(known.body, tree.Unreadable)
        same = letters in (_letters(place, known), _formulas_in(place, known))
        if plain and same and known.body != latest.body:
            return known
    return None


def _formulas_in(place: Place, known: Binding) -> frozenset[str]:
    """The names in a formula, if each of them is one of a formula, and none of a number."""
    keys = frozenset(key for part in tree.walk(known.body) if (key := tree.key(part)) is not None)
    found = [place.state.scope.latest(key) for key in keys]
    made = [b is None or (b.computed and b.parameters is None) for b in found]
    return keys if known.computed and known.key not in keys and all(made) else frozenset()


def _letters(place: Place, known: Binding) -> frozenset[str]:
    """The letters of a formula in letters alone; of an update, or with values in it, none."""
    keys = frozenset(key for part in tree.walk(known.body) if (key := tree.key(part)) is not None)
    if known.key in keys or not known.computed or known.together is not None:
        return frozenset()
    settings, latest = place.state.settings, place.state.scope.latest
    letters = frozenset(key for key in keys if key in settings or latest(key) is None)
    others = (latest(key) for key in keys - letters)
    valued = any(other is not None and other.parameters is None for other in others)
    return frozenset() if valued else letters


def _note_component(place: Place, latest: Binding) -> None:
    """h_2(x) = … right below h(x) = (…, …) may be a false formula for its second component."""
    _doubt_member(place, latest)
    whole = whole_of_component(place, latest.key)
    if whole is None or whole.parameters != latest.parameters or not stands_alone(place, whole):
        return
    place.state.rivals[latest.key, latest.version] = whole


def _doubt_member(place: Place, latest: Binding) -> None:
    """s_1(z) = σ(z_2 - z_1), where s_i(z) is given by a formula that is no recurrence."""
    base, _, index = latest.key.rpartition("_")
    for key in place.state.scope.families.get(base, ()) if index.isdigit() else ():
        family = place.state.scope.latest(key)
        if family is None or family.parameters is None or _calls_itself(family):
            continue
        place.state.rivals[latest.key, latest.version] = family


def _note_entry(place: Place, latest: Binding) -> None:
    """z_1 = 4 right below z = Wx, or Z = Wx, of which that is no entry, may be a false claim."""
    base, _, rest = latest.key.partition("_")
    index, mark, label = rest.partition("^")
    names = (f"{name}{mark}{label}" for name in (base, base.upper()) if index.isdigit())
    whole = next(filter(None, map(place.state.scope.latest, names)), None)
    if whole is None or whole.parameters is not None or not stands_alone(place, whole):
        return
    parts = tuple(tree.walk(latest.body))
    made = isinstance(whole.body, (tree.Product, tree.Sum, tree.Apply, tree.Call))
    if made and not any(isinstance(part, tree.Name) for part in parts):
        place.state.rivals[latest.key, latest.version] = whole


def whole_of_component(place: Place, key: str) -> Binding | None:
    """The function h with several components that h_2 is the second of."""
    base, _, index = key.rpartition("_")
    whole = place.state.scope.latest(base) if base and index.isdigit() else None
    if whole is None or whole.parameters is None:
        return None
    return whole if 0 < int(index) <= len(components(whole.body)) else None


def _note_alternatives(place: Place, defined: Target) -> None:
    """x = 1/2, x = -2: a name with two values in one formula has none that can be relied on."""
    known, latest = defined.known, place.state.scope.latest(defined.key)
    if known is None or latest is None or known.version <= place.state.since:
        return
    parts = (part for body in (known.body, latest.body) for part in tree.walk(body))
    if known.body != latest.body and not any(isinstance(part, tree.Name) for part in parts):
        line = place.state.source.position(place.formula.start).line
        place.state.suspect(defined.key, f"{defined.key} was given two values in line {line}")


def _calls_itself(known: Binding) -> bool:
    """Whether it is a recurrence, such as that of w_{t+1}."""
    base = regex(r"[_^]").split(known.key, maxsplit=1)[0]
    names = (n for n in tree.walk(known.body) if isinstance(n, tree.Name))
    indexed = (n for n in names if n.subscript is not None or n.labels)
    return base != known.key and any(name.base == base for name in indexed)


def places_of_rivals(place: Place, left: tree.Node, link: tree.Link) -> Iterator[tuple[Place, str]]:
    """The place with each earlier formula of a name in force, and what is to be said of it."""
    if place.state.rivals and link.relation in RELATIONS:
        from symnn.documents.judging.names.again.earlier_formulas import with_earlier_formulas

        yield from with_earlier_formulas(place, left, link)
