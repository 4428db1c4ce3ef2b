"""The command `symnn`.

Exit status: 0 if nothing is refuted, or rejected by `recheck`, 1 if something is (of `check`
under `--strict` also if something is undecided or not understood, or a document could not be
read), 2 if nothing could be done: bad usage, or no document that can be read. A document that
cannot be read is told of, and the others are judged and reported all the same.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from symnn.documents.arguments import count, place, processors, seconds
from symnn.documents.report.escape import cut, safe
from symnn.documents.report.streams import complain, print_text
from symnn.documents.sandbox import Limits, Sandbox
from symnn.documents.version import VERSION
from symnn.errors import EvidenceError, SymnnError
from symnn.frameworks.commands import add_witness, run_witness
from symnn.weaving.commands import add_derive, add_weave, run_derive, run_weave
from symnn.weaving.judges import JUDGE, SHARE

HOLDS: Final = 0
REFUTED: Final = 1
FAILED: Final = 2
_INTERRUPTED: Final = 130

_FORMATS = ("text", "json", "sarif", "github")


def main(
    arguments: Sequence[str] | None = None,
    *,
    judge: str | None = None,
    pause: Callable[[], None] | None = None,
) -> int:
    """Run the command with the arguments given, or those of the process; its exit status.

    `judge` names another judge than symnn's own, as the sandbox takes it; `pause` is what
    `--watch` does between two looks at the documents, half a second of sleep if it is not given.
    """
    given = argparse.Namespace(judge=judge, pause=pause)
    options = _parser().parse_args(arguments, given)
    try:
        status = _COMMANDS[options.command](options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has what it wanted; the flush at exit must not fail a second time.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        complain("interrupted")
        return _INTERRUPTED
    except (SymnnError, OSError) as error:
        complain(str(error))
        return FAILED
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="symnn", description="Whether what a document says about its network is true."
    )
    parser.add_argument("--version", action="version", version=f"symnn {VERSION}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser(
        "check",
        help="judge every relation of the documents",
        description="Judge every relation of the documents: proved, refuted or undecided.",
        epilog="exit status: 0 nothing refuted, 1 something refuted, 2 nothing could be judged",
    )
    what = "a document, a folder of them, or a pattern such as 'book/**/*.md'"
    check.add_argument("paths", nargs="+", metavar="PATH", help=what)
    check.add_argument("--format", choices=_FORMATS, default="text", help="default: text")
    check.add_argument("--output", metavar="FILE", help="write the report there, all or nothing")
    check.add_argument(
        "--strict", action="store_true", help="undecided, not understood, not readable fail as well"
    )
    check.add_argument(
        "--watch", action="store_true", help="judge documents again when they change, until Ctrl-C"
    )
    _add_limits(check)
    explain = commands.add_parser(
        "explain",
        help="the reading, the verdict and its grounds",
        description="How the relations on a line were read, what was decided, and why.",
    )
    explain.add_argument("place", metavar="FILE:LINE", type=place)
    _add_limits(explain)
    _add_limits(add_derive(commands))
    _add_limits(add_weave(commands))
    add_witness(commands)
    recheck = commands.add_parser(
        "recheck",
        help="replay saved evidence",
        description="Replay evidence that a verdict saved, and say what it shows.",
        epilog="exit status: 0 all accepted, 1 some rejected, 2 some not readable",
    )
    recheck.add_argument("paths", nargs="+", metavar="FILE", help="evidence saved as JSON")
    recheck.add_argument(
        "--strict", action="store_true", help="reject what rests on an outside engine"
    )
    return parser


def _add_limits(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--jobs", type=count, metavar="N", default=processors(), help="judges at work at once"
    )
    parser.add_argument(
        "--timeout",
        type=seconds,
        metavar="S",
        default=120,
        help="whole seconds for each document (default: 120)",
    )


# check and explain ------------------------------------------------------------------------


def _started(options: argparse.Namespace) -> Sandbox:
    """The judges that are asked for; the first gets ready while this process reads on."""
    judge, share = (options.judge, None) if options.judge else (JUDGE, SHARE)
    return Sandbox(Limits(seconds=options.timeout), options.jobs, judge, share)


def _check(options: argparse.Namespace) -> int:
    if options.watch:
        from symnn.weaving.checking import run_watch

        return run_watch(options, partial(_started, options))
    with _started(options) as sandbox:
        from symnn.weaving.checking import run_check

        return run_check(options, sandbox)


def _explain(options: argparse.Namespace) -> int:
    with _started(options) as sandbox:
        from symnn.weaving.checking import run_explain

        return run_explain(options, sandbox)


# recheck ----------------------------------------------------------------------------------


def _recheck(options: argparse.Namespace) -> int:
    """One line a file; a file that cannot be read makes 2, and the others are replayed."""
    status = HOLDS
    for path in options.paths:
        status = max(status, _replay(path, strict=options.strict))
    return status


def _replay(path: str, *, strict: bool) -> int:
    from symnn.claims.stored import UnreadableError, load
    from symnn.derivations.stored import replayed

    try:
        evidence = load(path)
    except UnreadableError as error:
        complain(str(error))
        return FAILED
    try:
        said = replayed(evidence, strict=strict)
    except EvidenceError as error:
        print_text(f"{safe(path)}: rejected: {cut(safe(str(error)), 300)}\n")
        return REFUTED
    print_text(f"{safe(path)}: {safe(said)}\n")
    return HOLDS


_COMMANDS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {
    "check": _check,
    "explain": _explain,
    "recheck": _recheck,
    "derive": run_derive,
    "witness": run_witness,
    "weave": lambda options: run_weave(options, complain),
}
