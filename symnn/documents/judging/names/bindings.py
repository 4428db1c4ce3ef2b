"""Definitions as they are kept: a name, what was written for it, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.links import cut, text_of
from symnn.documents.judging.names.definitions import (
    OTHER_ENTRY,
    Target,
    computed,
    holds_name,
)
from symnn.documents.judging.names.of_functions.made_of_functions import is_awaited, note_awaited
from symnn.documents.judging.placing import Place, State
from symnn.documents.judging.wording.impossible import SUPPOSED
from symnn.documents.model import Entry
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.entries import own_entries
from symnn.latex.meaning.families import index_letter, written_at
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.passing import BY_ENTRIES, given_by_entries
from symnn.latex.meaning.scope import Binding
from symnn.latex.meaning.values import Array

#: y_i, the name of a family.
_MEMBERS: Final = regex(r"_[a-z]$")
#: x_{k+1}, x^{(0)}: a step of a sequence, or one of its members.
_NUMBERED: Final = regex(r"[_(](?:[a-z][+-])?\d{1,3}\)?$")
#: A declaration so few lines below a formula is about the same function.
NEAR: Final = 3
_DIGITS: Final = "0123456789"
#: Entries are looked for by their numbers: a document may have thousands of names.
_ENTRIES: Final = tuple(f"_{k}" for k in range(33))
#: Words that may put a value in for the sake of a sentence.
_PUTTING: Final = frozenset(
    {"for", "if", "when", "whenever", "at", "case", "setting", "putting", "taking", "with"}
)
_NEARLY: Final = frozenset({"≈", "≃", "≅"})
_ORDERS: Final = frozenset({"<", ">", "≤", "≥", "≠"})
#: Relations whose right side is the value of the left one.
_EQUALITIES: Final = _NEARLY | {"=", ":=", "≡", "←"}


def note_shown(state: State, key: str, chain: tree.Chain) -> None:
    """Remember the last printed decimals of a chain: later lines may go on from them."""
    last = chain.links[-1].operand
    known = state.scope.latest(key)
    decimals = any(isinstance(n, tree.Number) and n.decimals for n in tree.walk(last))
    if decimals and not computed(last) and known is not None and known.body is not last:
        state.scope.show(key, last)
    if chain.links[-1].relation in _NEARLY and known is not None:
        state.nearly[key] = (known.version, last)


def bind_deeper(place: Place, defined: Target, link: tree.Link) -> None:
    """Keep a formula that was proved of an open one, in names that came after it.

    What l is by way of f_3, which was introduced since, is what its derivatives by f_3 are of.
    """
    known, scope = defined.known, place.state.scope
    if known is None or defined.parameters is not None or link.relation != "=":
        return
    if known.computed and computed(link.operand):
        place.state.confirmed.add((known.key, known.version))
    used = [scope.latest(tree.key(n) or "") for n in tree.walk(link.operand)]
    later = [k for k in used if k is not None and k.computed and k.version > known.version]
    if not later:
        return
    from symnn.documents.judging.names.reaching.asides import is_put_in

    if any(is_put_in(place.state, k) for k in later):
        return
    try:
        reader(scope).read(known.body)
    except MeaningError as obstacle:
        if obstacle.kind is Kind.UNDEFINED:
            bind(place, defined, link.operand)


def best_body(state: State, chain: tree.Chain, defined: Target) -> tree.Node:
    """The first operand that equals the name and has a value; else the first.

    Of a function it is the first, as what follows may be its value at some point.
    """
    for link in chain.links if defined.parameters is None else ():
        if link.relation not in _EQUALITIES:
            break
        try:
            reader(state.scope).read(link.operand)
        except MeaningError:
            continue
        return link.operand
    body = _of_member(state, chain) or _behind_unheard(state, chain)
    names = defined.parameters or ()
    if not names or not _rests_on_others(state, body):
        return body
    from symnn.documents.judging.names.of_functions.through_others import as_made_through_others

    return as_made_through_others(body, names, state.scope)


def _note_other_formula(state: State, key: str) -> None:
    """Keep the other reading of a function with names in it that have formulas in its variables."""
    from symnn.documents.judging.names.of_functions.through_others import other_formula

    (known,) = state.scope.history[key][-1:]
    other = other_formula(known, state.scope)
    if other is not None:
        state.rivals[key, known.version] = other


def _rests_on_others(state: State, body: tree.Node) -> bool:
    """Whether names with formulas, or functions, stand in it; no sums over lists of names."""
    parts = list(tree.walk(body))
    found = [k for part in parts if (k := state.scope.latest(tree.key(part) or "")) is not None]
    if any(known.parameters is not None for known in found):
        return True
    through = any(known.computed for known in found)
    return through and not any(isinstance(part, tree.BigOperator) for part in parts)


def _behind_unheard(state: State, chain: tree.Chain) -> tree.Node:
    r"""The formula of y_c = \varsigma(z)_c = e^{z_c}/Z, or J = CE(y, p) = -\sum_c y_c \log p_c."""
    first = chain.links[0].operand
    entry = first.operand if isinstance(first, tree.Indexed) else first
    head = entry.head if isinstance(entry, tree.Call) else None
    if not isinstance(head, tree.Name) or len(chain.links) == 1:
        return first
    link = chain.links[1]
    indexed = entry is not first or head.subscript is not None
    several = isinstance(entry, tree.Call) and len(entry.arguments.items) > 1
    indexed = indexed or (several and computed(link.operand))
    unheard = indexed and state.scope.latest(tree.key(head) or "") is None
    return link.operand if unheard and link.relation in _EQUALITIES else first


def _of_member(state: State, chain: tree.Chain) -> tree.Node | None:
    """The first operand behind a name with an open index that has a value at a number for it."""
    name, equations = chain.first, all(link.relation in _EQUALITIES for link in chain.links)
    letter = index_letter(name, state.scope) if isinstance(name, tree.Name) else None
    if letter is None or len(chain.links) < 2 or not equations:
        return None
    for link in chain.links:
        try:
            reader(state.scope).read(written_at(link.operand, letter, 2))
        except MeaningError:
            continue
        return link.operand
    return None


def before_update(place: Place, key: str) -> Place:
    """The place as it sees the names before the update of this name, if it is one."""
    known, row = place.state.scope.latest(key), place.state.row
    if known is None or row is None or known.together is None:
        return place
    return replace(place, seen=known.version - 1)


def _is_own(defined: Target, body: tree.Node) -> bool:
    """Whether a formula is a step from the very name that it is given for: w - 0.1g for w."""
    terms = body.terms if isinstance(body, tree.Sum) else ()
    return any(tree.key(term) == defined.key for term in terms)


def bind(place: Place, defined: Target, body: tree.Node, formula: tree.Node | None = None) -> None:
    """Keep a definition from here on; `formula` is what numbers were put into."""
    state, row = place.state, place.state.row
    update = row is not None and defined.key in row.keys
    if update and defined.known is None and defined.parameters is None and _is_own(defined, body):
        return  # a rule of steps for what has no value yet, which stays open
    line = state.source.position(place.formula.start).line
    _forget_members(state, defined.key)
    entries = _entries_anew(state, defined, body)
    state.frames[state.scope.version + 1] = state.frame.path
    state.spoken[state.scope.version + 1] = state.words
    state.ends[state.scope.version + 1] = place.formula.outer_end
    state.scope.bind(
        Binding(
            defined.key,
            body,
            state.scope.version + 1,
            defined.parameters,
            computed(body),
            line,
            place.formula.headings,
            together=row.start if row is not None and update else None,
            called=state.called,
            formula=formula,
        )
    )
    _note_aside(place, defined.key)
    _beside_functions(place, defined, body)
    one = defined.parameters if defined.parameters and len(defined.parameters) == 1 else ()
    if one and given_by_entries(one, body):
        state.scope.told |= {BY_ENTRIES}
    if defined.known is not None and defined.known.version <= state.since and not update:
        _look_again(state, defined.key)
    if defined.parameters is None and _NUMBERED.search(defined.key):
        from symnn.documents.judging.names.families.members_elsewhere import (
            forget_members_elsewhere,
        )

        forget_members_elsewhere(place, defined.key)
    if defined.parameters is None and _MEMBERS.search(defined.key):
        _forget_namesakes(place, defined.key)
    elif defined.parameters is None:
        _forget_entries(place, defined.key, body)
    if isinstance(body, tree.Number) and state.scope.families and defined.key[-1:].isupper():
        from symnn.documents.judging.names.families.last_members import bind_last_members

        bind_last_members(state, state.scope.history[defined.key][-1])
    other = state.counts.pop(OTHER_ENTRY, None)
    if other is not None and other[0] == defined.key:
        state.suspect(other[0], f"{other[0]} may be an entry of {other[1]}, which is not that")
    for key, cell in entries:
        bind(place, Target(key, None, state.scope.latest(key)), cell)
        state.suspect(key, f"{key} may have another value than {defined.key} in line {line}")


def _beside_functions(place: Place, defined: Target, body: tree.Node) -> None:
    """Keep what a function rests on, or what rests on a name, whichever comes first."""
    if defined.parameters:
        if _rests_on_others(place.state, body):
            _note_other_formula(place.state, defined.key)
        note_awaited(place.state, defined.key)
    elif computed(body) and is_awaited(place.state, defined.key):
        from symnn.documents.judging.names.of_functions.formulas_behind import write_out_behind

        write_out_behind(place, defined.key, bind)


def _note_aside(place: Place, key: str) -> None:
    """Note a value that words put in for a sentence: "For $x = 1$ we get"."""
    known = place.state.scope.latest(key)
    if place.formula.display or known is None or known.parameters is not None:
        return
    if _PUTTING.isdisjoint(place.formula.before.lower().split()):
        return
    from symnn.documents.judging.wording.puts_in import putting_in

    if word := putting_in(place.formula.before):
        from symnn.documents.judging.names.reaching.asides import note_aside

        note_aside(place, known, word)


def _forget_namesakes(place: Place, key: str) -> None:
    """Let a formula for all y_i be that of y_1 too, whatever y_1 was in another chapter."""
    base, history, here = key[:-1], place.state.scope.history, place.formula.headings
    for name in [name for digit in _DIGITS if (name := base + digit) in history]:
        section = history[name][-1].section
        if here[: len(section)] != section:
            del history[name]


def _forget_entries(place: Place, key: str, body: tree.Node) -> None:
    """Let y_1 be the first entry of a vector y, whatever it was in another chapter."""
    state, here, history = place.state, place.formula.headings, place.state.scope.history
    names = [name for entry in _ENTRIES if (name := key + entry) in history]
    far = [n for n in names if here[: len(history[n][-1].section)] != history[n][-1].section]
    if not far or any(tree.key(part) in far for part in tree.walk(body)):
        return
    try:
        value = reader(state.scope).read(body)
    except MeaningError:
        return
    for name in far if isinstance(value, Array) and value.is_vector else ():
        del history[name]


def _look_again(state: State, key: str) -> None:
    """Let what was defined right before, in the same formula, see the new value of a name in it.

    f(x) = |Ax - b|, A = …, b = …: the A of f is this one, and not that of an earlier page.
    """
    for bindings in list(state.scope.history.values()):
        earlier = bindings[-1]
        here = state.since < earlier.version and earlier.key != key
        if here and key not in (earlier.parameters or ()) and holds_name(earlier.body, key):
            version = state.scope.version + 1
            state.frames[version] = state.frame.path
            state.scope.bind(replace(earlier, version=version))


def _forget_members(state: State, key: str) -> None:
    r"""Forget what a family made of its members before a name in their formulas got a new value.

    h_1 = \max(0, x) at x = 1 is another number at x = 0, and so is what was printed for it.
    """
    history = state.scope.history
    if key not in history or not any(known[-1].member for known in history.values() if known):
        return
    bases = {base for base, known in state.scope.families.items() if key in known}
    for name in [name for name, known in history.items() if known and known[-1].member]:
        if name.partition("_")[0].partition("^(")[0] in bases:
            del history[name]  # α_10 of an α_t that gets another formula
    changed = {key}
    waiting = True
    while waiting:
        waiting = False
        for name, known in list(history.items()):
            if name in changed or not known or not known[-1].computed:
                continue
            if any(tree.key(part) in changed for part in tree.walk(known[-1].body)):
                changed.add(name)
                waiting = True
                if known[-1].member:
                    del history[name]


def _entries_anew(
    state: State, defined: Target, body: tree.Node
) -> tuple[tuple[str, tree.Node], ...]:
    r"""What \theta = (3, 1, 1) says of \theta_0, where \theta = (\theta_0, \ldots) was said before.

    Entries counted from 1 that have no value of their own are found in the list itself.
    """
    cells = _cells(body)
    if len(cells) < 2 or defined.parameters is not None or computed(body):
        return ()
    for earlier in state.scope.history.get(defined.key, ()):
        keys = own_entries(earlier)
        hidden = any(state.scope.latest(key) for key in keys)
        if len(keys) == len(cells) and (hidden or not keys[0].endswith("_1")):
            return tuple(zip(keys, cells, strict=True))
    return ()


def _cells(node: tree.Node) -> tuple[tree.Node, ...]:
    """The entries of a list or a column."""
    while isinstance(node, tree.Transpose):
        node = node.operand
    if isinstance(node, tree.Matrix):
        return tuple(cell for row in node.rows for cell in row)
    return node.items if isinstance(node, tree.Group) else ()


def declare(place: Place, chain: tree.Chain) -> None:
    """Take f: ℝ → ℝ, well below a formula for f, as the beginning of another f."""
    key = tree.key(chain.first)
    known = place.state.scope.latest(key) if key is not None else None
    if known is None or known.parameters is None or chain.links[0].relation != ":":
        return
    line = place.state.source.position(place.formula.start).line
    if line - known.line > NEAR:
        text = f"{known.key} is declared anew in line {line}, and no formula is given for it"
        body = tree.Unreadable(text, span=chain.first.span)
        bind(place, Target(known.key, known.parameters, known), body)


def reading_of(place: Place, defined: Target, body: tree.Node) -> str:
    """What a definition says, in plain mathematics."""
    if defined.parameters is not None:
        return f"{defined.key} is a function of {', '.join(defined.parameters)}"
    try:
        return cut(f"{defined.key} is {text_of(reader(place.state.scope).read(body))}")
    except MeaningError as obstacle:
        return f"{defined.key} is a formula ({obstacle.message})"


def adopted(place: Place, name: tree.Node, defined: Target) -> Target:
    """The target with what the formula of its family says of it, if it has one."""
    scope = place.state.scope
    below = name.subscript if isinstance(name, tree.Name) else None
    of_unit = isinstance(below, tree.Name) and below.subscript is not None
    if not isinstance(name, tree.Name) or not (of_unit or name.base in scope.families):
        return defined
    from symnn.documents.judging.names.families.adopted import of_family

    return of_family(place, name, defined)


def doubting(place: Place, body: tree.Node | None, entries: Iterator[Entry]) -> Iterator[Entry]:
    """The entries of a statement; the value it gave a name is doubtful if it was found false.

    Rooms behind the definitions find s_1 = x to be false of s_{t+1} = a s_t + x, s_0 = 1: nothing
    follows from it then, and nothing is carried on from a decimal that is wrong.
    """
    first = next(entries, None)
    if first is not None:
        yield first
    key = (tree.key(body.first) or "") if isinstance(body, tree.Chain) else ""
    if first is not None and first.verdict == "refuted" and isinstance(body, tree.Chain):
        known, operand = place.state.scope.latest(key), body.links[0].operand
        if known is not None and known.body == operand and known.version > place.state.since:
            place.state.doubt(key, first.line, operand)
    if first is not None and first.reason == SUPPOSED and first.relation in _ORDERS:
        place.state.suspect(key, f"line {first.line} supposes another {key}")
    false = first is not None and first.verdict == "refuted"
    for entry in entries:
        false = false or entry.verdict == "refuted"
        yield entry
    if false and isinstance(body, tree.Chain):
        place.state.scope.hide(key, body.links[-1].operand)
