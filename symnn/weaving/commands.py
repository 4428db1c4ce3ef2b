"""The commands `symnn weave` and `symnn derive`: their options, and what they print."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Final

from symnn.documents.report.escape import safe

DONE: Final = 0
STALE: Final = 1
FAILED: Final = 2


def add_weave(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """The options of `symnn weave`."""
    weave = commands.add_parser(
        "weave",
        help="bring the derivations that documents keep up to date",
        description=(
            "Write each derivation that a Markdown or LaTeX document asks for between its "
            "markers, <!-- symnn: derive f at (1, 0) --> and <!-- symnn: end -->, or "
            "% symnn: derive f at (1, 0) and % symnn: end. Nothing else in the document changes."
        ),
        epilog="exit status: 0 all up to date now, 1 something stale (--check), 2 something failed",
    )
    what = "a document, a folder of them, or a pattern such as 'book/**/*.md'"
    weave.add_argument("paths", nargs="+", metavar="PATH", help=what)
    weave.add_argument(
        "--check", action="store_true", help="write nothing; tell what is not up to date"
    )
    return weave


def run_weave(options: argparse.Namespace, complain: Callable[[str], None]) -> int:
    """Run `symnn weave`; its exit status."""
    from symnn.documents.sandbox import Limits
    from symnn.weaving.weave import weave

    status = DONE
    complaints: list[str] = []
    limits = Limits(seconds=options.timeout)
    for woven in weave(
        options.paths,
        only_check=options.check,
        limits=limits,
        jobs=options.jobs,
        complain=complaints.append,
    ):
        for mistake in woven.mistakes:
            complain(mistake)
        if woven.mistakes:
            status = FAILED
            continue
        count = f"{woven.kept} derivation{'s' if woven.kept != 1 else ''}"
        if options.check:
            for place in woven.stale:
                _print(f"{place}\n")
            status = max(status, STALE if woven.stale else DONE)
        if not woven.kept:
            said = "keeps no derivations"
        elif not woven.stale:
            said = f"{count}, up to date"
        else:
            rest = "not up to date" if options.check else "brought up to date"
            said = f"{count}, {len(woven.stale)} {rest}"
        _print(f"{woven.path}: {said}\n")
    for complaint in complaints:
        complain(complaint)
    return FAILED if complaints else status


def _print(text: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    shown = "\n".join(safe(line) for line in text.split("\n"))
    sys.stdout.write(shown.encode(encoding, "backslashreplace").decode(encoding))
