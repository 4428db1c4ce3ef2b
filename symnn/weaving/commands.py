"""The commands `symnn weave` and `symnn derive`: their options, and what they print."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

from symnn.documents.report.escape import safe
from symnn.errors import DocumentError
from symnn.files import write_whole
from symnn.weaving.directives import inner_point

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

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


def add_derive(commands: Commands) -> argparse.ArgumentParser:
    """The options of `symnn derive`."""
    derive = commands.add_parser(
        "derive",
        help="write a derivation in which every step has been proved",
        description=(
            "Write a derivation: the forward pass of a network at a point, and other kinds. "
            "WHAT is a network file (net.toml), a line of a document that defines a network or "
            "a matrix (chapter.md:12), or a Python object (net.py:net, package.module:net). "
            "Only the last runs code, that of the file or module you name; nothing in a "
            "document or a network file is executed."
        ),
        epilog=(
            "any other option of a kind or of the style: --set key=value, as --set digits=4, "
            "--set brackets=b, --set layers=subscript. exit status: 0 written, 2 it could not be"
        ),
    )
    derive.add_argument("what", metavar="WHAT", help="net.toml, chapter.md:12 or net.py:net")
    derive.add_argument("--at", metavar="POINT", default="", help="as '5/6, 1/3'")
    derive.add_argument("--kind", metavar="KIND", help="default: forward, with a point")
    derive.add_argument("--depth", metavar="DEPTH", help="result, textbook (default) or full")
    derive.add_argument(
        "--format", choices=("latex", "tex", "markdown", "text"), default="text", dest="form",
        help="a LaTeX fragment, a whole .tex document, Markdown, or text (default)",
    )  # fmt: skip
    derive.add_argument("--set", metavar="KEY=VALUE", action="append", default=[], dest="options")
    derive.add_argument("--output", metavar="FILE", help="write it there, all or nothing")
    return derive


def run_derive(options: argparse.Namespace) -> int:
    """Run `symnn derive`; its exit status."""
    from symnn.documents.sandbox import Limits
    from symnn.weaving.derive import derived_text

    given = [("kind", options.kind), ("depth", options.depth)]
    chosen = [(key, value) for key, value in given if value is not None]
    for option in options.options:
        key, mark, value = option.partition("=")
        if not mark or not key:
            raise DocumentError(f"--set takes KEY=VALUE, as digits=4, not {option!r}")
        chosen.append((key.strip(), value.strip()))
    if options.output:
        _refuse_target(options.output, options.what)
    limits = Limits(seconds=options.timeout)
    at = inner_point(options.at.strip())
    text = derived_text(options.what, at, chosen, options.form, limits)
    if options.output:
        write_whole(options.output, text)
    else:
        sys.stdout.write(_encoded(text))
    return DONE


def _refuse_target(output: str, what: str) -> None:
    """Refuse an output that cannot be written, or that would destroy what is read."""
    target = Path(output)
    if target.is_dir():
        raise DocumentError(f"{output}: is a directory; name a file to write to")
    if not target.parent.is_dir():
        raise DocumentError(f"{output}: there is no directory {target.parent}; make it first")
    if os.path.realpath(output) in map(os.path.realpath, (what, what.rpartition(":")[0])):
        raise DocumentError(f"{output}: is what is derived from; write to another file")


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
    sys.stdout.write(_encoded("\n".join(safe(line) for line in text.split("\n"))))


def _encoded(text: str) -> str:
    """What standard output can show of a text; the rest is spelled out."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)
