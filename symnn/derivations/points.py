"""The network and the point that a derivation is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from symnn.derivations.formulas.from_expressions import name_of
from symnn.derivations.stages import stages_of
from symnn.derivations.typesetting.letters import split_letter
from symnn.errors import ShapeError, SymnnError, TooLargeError, UndefinedError, UnsupportedError
from symnn.exact.evaluate import value
from symnn.exact.expression import Expr
from symnn.functions.lower import lower
from symnn.networks.network import Network


def check_point(network: Network, at: Sequence[Any]) -> None:
    """Refuse what is no network, and what is no point of its inputs.

    Raises:
        UnsupportedError: no network.
        ShapeError: no list of numbers, or not as many as the network takes.
        UndefinedError: an entry that does not exist, as 1/0.

    Examples:
        >>> import symnn as sn
        >>> check_point(sn.Network(sn.relu), [1]) is None
        True
    """
    if not isinstance(network, Network):
        raise UnsupportedError(f"a derivation is of a Network, and this is {network!r}")
    if isinstance(at, (str, bytes)) or not hasattr(at, "__len__"):
        raise ShapeError(f"a point is a list of numbers, as [1, '1/2'], and this is {at!r}")
    network.output_size(len(at))
    refuse_captured_in(network)
    for place, item in enumerate(at, 1):
        if isinstance(item, Expr):
            _check_entry(place, item)


def refuse_captured_in(network: Network) -> None:
    """Refuse symbols of a network that are the input or a weight on its page.

    Raises:
        UnsupportedError: one of them is.

    Examples:
        >>> import symnn as sn
        >>> refuse_captured_in(sn.Network(sn.relu)) is None
        True
    """
    is_single = all(stage.number is None for stage in stages_of(network))
    refuse_captured("the network", (n for n, _ in network.symbols), "W b" if is_single else "")


def refuse_captured(where: str, symbols: Iterable[str], more: str = "") -> None:
    """Refuse symbols that the page would take for letters that it defines before them.

    Args:
        where: what holds the symbols.
        symbols: their names.
        more: letters beside x, the input, and u, the variable of functions.

    Raises:
        UnsupportedError: one of them looks like a letter of the page.

    Examples:
        >>> refuse_captured("the network", ["w", "c"]) is None
        True
    """
    for symbol in symbols:
        if split_letter(name_of(symbol).letter)[0] in {"x", "u", *more.split()}:
            raise UnsupportedError(
                f"{where} holds the symbol {symbol}, and the page has this letter for something of "
                "its own; give the symbol another name"
            )


def _check_entry(place: int, item: Expr) -> None:
    try:
        value(lower(item))
    except (UndefinedError, TooLargeError) as error:
        raise type(error)(f"entry {place} of the point has no value: {error}") from None
    except SymnnError:
        return
