r"""Mathematics in a reStructuredText document, with the exact place of every character of it.

Read are the role ``:math:`…```, also by another name or as the default role, the directive
``.. math::`` with one or several equations, and raw LaTeX. Passed over are literal blocks, code,
comments and targets. The time is linear in the text.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from symnn.documents.paragraphs import read_blocks
from symnn.documents.regions import Reading
from symnn.documents.rst.blocks import cut_blocks
from symnn.documents.rst.inline import Roles, find_roles
from symnn.documents.rst.tables import find_tables


def read_rst(text: str) -> Reading:
    """The formulas and the damage of a reStructuredText document.

    >>> [formula] = read_rst("Let :math:`x = 1`.").formulas
    >>> (formula.latex, formula.start, formula.before) == ("x = 1", 11, "Let")
    True
    """
    found = read_blocks(text, enumerate(cut_blocks(text)), partial(find_roles, roles=Roles()))
    # The cells of a table are read one after the other; they stand beside each other.
    formulas = sorted(found.formulas, key=lambda formula: formula.start)
    damages = sorted(found.damages, key=lambda damage: damage.start)
    tables = find_tables(text, formulas)
    return replace(found, formulas=tuple(formulas), damages=tuple(damages), tables=tables)
