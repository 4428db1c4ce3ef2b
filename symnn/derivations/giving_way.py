"""Pages whose own letters give way to the symbols of a user that look like them.

A kind writes its page with marked symbols, which look like nothing else. Then the letters of the
page that clash with a symbol are changed, the marks are taken away, and every line is written and
proved once more, with the letters that are printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import wraps
from typing import Any, Final, ParamSpec

from symnn.derivations.derivation import Derivation
from symnn.derivations.draft import Draft, Form
from symnn.derivations.formulas.from_expressions import name_of
from symnn.derivations.formulas.nodes import Call, Name
from symnn.derivations.steps import Line, Part, Prose
from symnn.derivations.typesetting.letters import plain_letter, split_letter
from symnn.derivations.typesetting.style import Style
from symnn.errors import SymnnError, UnsupportedError
from symnn.exact.expression import Expr, free_symbols, substitute, symbol
from symnn.exact.from_sympy import from_sympy
from symnn.networks.network import Network

P = ParamSpec("P")

#: What stands behind a symbol while its page is written.
_MARK: Final = "\N{DOUBLE DAGGER}"
#: The letters that pages of networks have for something of their own.
_OWN: Final = frozenset((*"xuWbzahftEJgHyp", "delta", "eta", "varphi"))
#: What a letter gives way to, the first that is free.
_INSTEAD: Final = {
    "W": "VMKU", "x": "s", "a": "h", "z": "s", "b": "c", "f": "g", "E": "L", "J": "D", "H": "K",
    "delta": ("gamma", "epsilon"), "eta": ("alpha", "lambda"), "varphi": ("psi", "phi"),
}  # fmt: skip
_SPARE: Final = "hscdkmnqrvwypgl"


def giving_way(kind: Callable[P, Derivation]) -> Callable[P, Derivation]:
    """A kind whose page takes other letters where the symbols of its network look like its own.

    Examples:
        >>> import symnn as sn
        >>> from sympy import Symbol
        >>> net = sn.Network(sn.Affine([[Symbol("a")]]), sn.relu)
        >>> sn.derive(net, at=[3], depth="result").text().splitlines()[-1]
        'f(3) = ReLU(3 a)'
    """

    @wraps(kind)
    def found(*args: P.args, **kwargs: P.kwargs) -> Derivation:
        given = {str(i): item for i, item in enumerate(args)} | kwargs
        symbols = _symbols(given)
        if not any(_head(s) in _OWN for s in symbols):
            return kind(*args, **kwargs)
        put = {s: symbol(s + _MARK) for s in symbols}
        style = kwargs.get("style")
        style = style if isinstance(style, Style) else Style()
        plain: Any = {k: _marked(v, put) for k, v in kwargs.items()}
        plain["style"] = replace(style, decimals="never")
        try:
            page = kind(*(_marked(item, put) for item in args), **plain)
        except SymnnError as error:
            error.args = tuple(str(a).replace(_MARK, "") for a in error.args)
            raise
        return _relettered(page, symbols, style)

    return found


# --- what is given --------------------------------------------------------------------------


def _symbols(given: Mapping[str, Any]) -> list[str]:
    """The user's symbols; but not x_1, x_2, … as the inputs x_1, x_2, … themselves."""
    inputs: set[str] = set()
    others: set[str] = set()
    for key, item in given.items():
        found = {s for part in _expressions(item) for s in free_symbols(part)}
        if isinstance(item, Network):
            found |= {name for name, _ in item.symbols}
        if key == "at":
            inputs |= found
        else:
            others |= found
    own = {s for s in inputs if _head(s) == "x"}
    if own and _are_entries(given["at"], own) and not any(_head(s) == "x" for s in others):
        inputs -= own
    return sorted(inputs | others)


def _are_entries(at: Any, own: set[str]) -> bool:
    places = {s: i for i, e in enumerate(_expressions(at), 1) for s in free_symbols(e) & own}
    return len(at) > 1 and all(name_of(s) == Name("x", None, (i,)) for s, i in places.items())


def _expressions(item: Any) -> Iterator[Expr]:
    """What a point, a target or a rate consists of; nothing if it is something else."""
    for part in item if isinstance(item, (list, tuple)) else (item,):
        if not isinstance(part, (str, bool, Style, Network, type(None))):
            try:
                yield from_sympy(part)
            except SymnnError:
                return


def _marked(item: Any, put: Mapping[str, Expr]) -> Any:
    if isinstance(item, Network):
        return Network(*(layer.substitute(put) for layer in item.layers))
    if isinstance(item, (list, tuple)):
        return [_marked(part, put) for part in item]
    if isinstance(item, (str, bool, Style, type(None))):
        return item
    try:
        expr = from_sympy(item)
    except SymnnError:
        return item
    return substitute(expr, put) if free_symbols(expr) & put.keys() else item


def _head(name: str) -> str:
    """What a symbol looks like without its indices: delta for δ_2, E for hat(E)."""
    return _without_hat(plain_letter(split_letter(name_of(name).letter)[0]))


def _without_hat(letter: str) -> str:
    if letter.startswith("hat(") and letter.endswith(")"):
        return plain_letter(letter[4:-1])
    return letter[3:] if letter.startswith("hat") and len(letter) > len("hat") else letter


# --- the page -------------------------------------------------------------------------------


def _relettered(page: Derivation, symbols: list[str], style: Style) -> Derivation:
    names, functions = _letters(page.parts)
    heads = {_head(s) for s in symbols}
    indexed = {_head(s) for s in symbols if name_of(s).index or _head(s) != s}
    clashing = {
        base
        for name in names
        if (base := _without_hat(name.letter)) in heads and (name.layer is None or base in indexed)
    }
    clashing |= {base for f in functions if (base := f.partition("_")[0]) in heads}
    taken = {*heads, *functions, *(_without_hat(name.letter) for name in names)}
    chosen = (*style.names.values(), *style.functions.values())
    taken |= {re.split(r"[_^]", latex)[0].removeprefix("\\") for latex in chosen}
    put: dict[str, str] = {}
    for letter in sorted(clashing):
        put[letter] = next(c for c in (*_INSTEAD.get(letter, ""), *_SPARE) if c not in taken)
        taken.add(put[letter])
    marked = {name_of(s + _MARK): name_of(s) for s in symbols}

    def other(item: Any) -> Any:
        return _rebuilt(item, put, marked)

    draft = Draft(page.title)
    for part in page.parts:
        _write(draft, part, other)
    return draft.finish(page.depth, _moved(style, put))


def _letters(parts: tuple[Part, ...]) -> tuple[set[Name], set[str]]:
    """The names of a page that are not the user's, and the functions that it defines."""
    names: set[Name] = set()
    functions: set[str] = set()
    stack: list[Any] = [parts]
    while stack:
        item = stack.pop()
        if isinstance(item, Line) and item.definition and isinstance(item.first, Call):
            functions.add(item.first.function)
        if isinstance(item, Name):
            if _MARK not in item.key:
                names.add(item)
        elif isinstance(item, tuple):
            stack += item
        elif is_dataclass(item) and not isinstance(item, Expr):
            stack += [getattr(item, f.name) for f in fields(item)]
    return names, functions


def _rebuilt(item: Any, put: Mapping[str, str], marked: Mapping[Name, Name]) -> Any:
    """A formula with other letters, those of derivatives and of functions too."""
    if isinstance(item, Name):
        if item in marked:
            return marked[item]
        base = _without_hat(item.letter)
        hat = item.letter.removesuffix(base)
        return replace(item, letter=hat + put.get(base, base))
    if isinstance(item, tuple):
        return tuple(_rebuilt(part, put, marked) for part in item)
    if not is_dataclass(item):
        return item
    values = {f.name: _rebuilt(getattr(item, f.name), put, marked) for f in fields(item)}
    if isinstance(item, Call):
        base, *index = re.split(r"(?=[_'])", item.function, maxsplit=1)
        values["function"] = "".join((put.get(base, base), *index))
    kind: Any = type(item)
    return kind(**values)


def _write(draft: Draft, part: Part, other: Callable[[Any], Any]) -> None:
    """A part in other letters, proved anew."""
    if isinstance(part, Prose):
        draft.parts.append(replace(part, words=other(part.words)))
        return
    if not isinstance(part, Line):
        raise UnsupportedError("the letters of a table cannot give way; name the symbols otherwise")
    forms = [
        Form(other(s.right.formula), s.depth, s.reason, s.relation, s.within) for s in part.steps
    ]
    first, shown = other(part.first), {"depth": part.depth, "is_result": part.is_result}
    if part.definition is None:
        over = other(part.conditions)
        draft.prove(first, *forms, conditions=over, in_one_row=part.in_one_row, **shown)  # type: ignore[arg-type]
        return
    body = part.definition
    start = Form(other(body.quantity.formula), body.depth, body.reason)
    draft.define(first, start, *forms, **shown)  # type: ignore[arg-type]


def _moved(style: Style, put: Mapping[str, str]) -> Style:
    """What a style calls the letters of the page, by their new letters."""

    def key(old: str) -> str:
        base, *more = re.split(r"(?=[_^'])", old, maxsplit=1)
        return "".join((put.get(base, base), *more))

    names = {key(k): v for k, v in style.names.items()}
    functions = {key(k): v for k, v in style.functions.items()}
    return replace(style, names=names, functions=functions)
