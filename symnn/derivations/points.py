"""The network and the point that a derivation is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

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
    for place, item in enumerate(at, 1):
        if isinstance(item, Expr):
            _check_entry(place, item)


def _check_entry(place: int, item: Expr) -> None:
    try:
        value(lower(item))
    except (UndefinedError, TooLargeError) as error:
        raise type(error)(f"entry {place} of the point has no value: {error}") from None
    except SymnnError:
        return
