"""The way in: a reader over a scope, with all rules of meaning in place."""

from __future__ import annotations

from symnn.exact.expression import Expr, rational
from symnn.latex.meaning import (
    applications,
    conditions,
    differentiation,
    entries,
    families,
    indices,
    operations,
    powers,
    ranges,
    superscripts,
    usual,
)
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import IN_BITS, Scope
from symnn.latex.meaning.softness import Softness

#: The modules whose rules `Reader.value` follows.
RULES = (
    operations,
    powers,
    applications,
    superscripts,
    differentiation,
    conditions,
    ranges,
    entries,
    indices,
    families,
    usual,
)


def reader(
    scope: Scope,
    open_names: bool = False,
    soft: Softness | None = None,
    live: bool = False,
    log_base: Expr | None = None,
    at_once: bool = False,
    version: int | None = None,
) -> Reader:
    """A reader of the names in force now.

    Args:
        scope: the definitions so far.
        open_names: let undefined lower-case letters stand for real numbers.
        soft: let printed decimals stand for all numbers that round to them.
        live: let definitions see the names as they are now, not as they were.
        log_base: the base of a plain log; e if it is not given.
        at_once: let updates in a row see the names as they were before the first of them.
        version: see the names as they were then; as they are now if it is not given.
    """
    if log_base is None and IN_BITS in scope.told:
        log_base = rational(2)
    return Reader(
        scope,
        scope.version if version is None else version,
        open_names=open_names,
        soft=soft,
        live=live,
        at_once=at_once,
        log_base=log_base,
    )
