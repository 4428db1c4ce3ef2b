"""Antiderivatives beyond the table, as sympy proposes them: nothing here is proved.

Who uses one confirms that its derivative is the integrand, and where it is continuous. sympy is
imported by the first integral that the table has no rule for, and is given a few seconds.
"""

from __future__ import annotations

import gc
import importlib
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from symnn.errors import SymnnError
from symnn.exact.expression import Expr, postorder

_SECONDS: Final = 3
#: Integrands with more parts are not handed on.
_LARGEST: Final = 80
_KNOWN: Final = frozenset(
    {"symbol", "rational", "number", "pi", "add", "mul", "power", "nth_root", "apply"}
)
_FUNCTIONS: Final = frozenset(
    {"exp", "log", "sin", "cos", "tan", "atan", "sinh", "cosh", "tanh", "erf"}
)


class _LateError(Exception):
    """The time is over."""


def proposed(expr: Expr, name: str) -> Iterator[Expr]:
    """Expressions whose derivative in the symbol may be the given one, the quickest first.

    Other symbols are taken for positive numbers, for which sympy needs no cases.
    """
    nodes = list(postorder(expr))
    strange = any(n.op == "apply" and n.data not in _FUNCTIONS for n in nodes)
    if strange or len(nodes) > _LARGEST or any(n.op not in _KNOWN for n in nodes):
        return
    importlib.import_module("sympy")  # which takes its time, and none of theirs
    for way in (_by_hand, _by_all_means):
        found = _within_time(way, expr, name)
        if found is not None:
            yield found


def _within_time(way: Any, expr: Expr, name: str) -> Expr | None:
    """What a way gives before the time is over; None if it gives nothing that can be read."""
    try:
        with _limited(_SECONDS):
            return _asked(way, expr, name)
    except (SymnnError, _LateError, ArithmeticError, RecursionError):
        return None
    except Exception:  # noqa: BLE001 - sympy raises whatever it meets; it only proposes
        return None


def _asked(way: Any, expr: Expr, name: str) -> Expr | None:
    sp = importlib.import_module("sympy")
    from symnn.exact.expression import free_symbols
    from symnn.exact.from_sympy import from_sympy
    from symnn.exact.to_sympy import to_sympy

    symbols = {n: sp.Symbol(n, positive=True) for n in free_symbols(expr)}
    symbols[name] = sp.Symbol(name, real=True)
    found = way(sp, to_sympy(expr, symbols), symbols[name])
    if found is None or found.has(sp.Integral, sp.Piecewise, sp.I):
        return None
    return from_sympy(found.replace(sp.asinh, lambda u: sp.log(u + sp.sqrt(u**2 + 1))))


def _by_hand(_: Any, body: Any, x: Any) -> Any:
    return importlib.import_module("sympy.integrals.manualintegrate").manualintegrate(body, x)


def _by_all_means(sp: Any, body: Any, x: Any) -> Any:
    return sp.integrate(sp.expand(body, power_exp=True), x, meijerg=False, conds="none")


@contextmanager
def _limited(seconds: int) -> Iterator[None]:
    """Within the block, the time is over after so many seconds, where signals can tell."""
    alarm = getattr(signal, "setitimer", None)
    if alarm is None or threading.current_thread() is not threading.main_thread():
        yield
        return

    def late(*_: object) -> None:
        raise _LateError

    before, collects = signal.signal(signal.SIGVTALRM, late), gc.isenabled()
    gc.disable()  # what is raised while garbage is collected is lost
    rest, _ = alarm(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        alarm(signal.ITIMER_VIRTUAL, rest)
        signal.signal(signal.SIGVTALRM, before)
        if collects:
            gc.enable()
