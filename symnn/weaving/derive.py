"""`symnn derive`: the derivation of a network of one's own, of a file, or of a document."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from symnn.deferred import regex
from symnn.documents.rules import NOT_DERIVED, STALE
from symnn.documents.sandbox import Limits, Sandbox
from symnn.documents.source import READ, read_source
from symnn.documents.tex.files import assemble
from symnn.errors import DocumentError
from symnn.weaving.asking import ASKED, Request, with_request

_DOCUMENT: Final = regex(r"(?P<path>.+?):(?P<line>[1-9][0-9]{0,8})(?::[0-9]+)?")
_PYTHON: Final = regex(r"(?P<where>.+):(?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)")


def derived_text(
    what: str,
    at: str,
    options: Sequence[tuple[str, str]],
    form: str,
    limits: Limits | None = None,
) -> str:
    """The text of a derivation.

    Args:
        what: `net.toml`, `FILE.py:NAME` or `module:name`, or `FILE:LINE` of a document. Only the
            second runs code: the user's own, which was named.
        at: a point as text; empty if there is none.
        options: kind, depth, style and what the kind takes.
        form: "latex", "tex", "markdown" or "text".
        limits: what a document may cost.

    Raises:
        SymnnError: what could not be read or derived, why, and the way out.
    """
    document = _DOCUMENT.fullmatch(what)
    if document and Path(document["path"]).suffix.lower() in READ:
        request = Request(int(document["line"]), at, tuple(options), form)
        return _from_document(document["path"], request, limits or Limits())
    from symnn.network_files.reading import load_network
    from symnn.weaving.requests import derivation_of, text_of
    from symnn.weaving.subjects import Subject, point_of

    point = point_of(at) if at else None
    if what.endswith(".toml"):
        value: Any = load_network(what)
    else:
        value = _from_python(what)
    found = derivation_of(Subject(value, what, point), options)
    return text_of(found, form)  # type: ignore[arg-type]


def _from_document(path: str, request: Request, limits: Limits) -> str:
    source = read_source(path)
    if source.cells:
        raise DocumentError(f"{path}: name a Markdown or LaTeX document; cells have no lines")
    if request.line > source.last_line():
        last = source.last_line()
        raise DocumentError(f"{path}: has {last} lines, so there is no line {request.line}")
    assembly = assemble(source, Path(path).parent)
    with Sandbox(limits, judge=ASKED) as sandbox:
        entries = sandbox.judge(with_request(assembly.source, request)).entries
    for entry in entries:
        if entry.rule == STALE.id:
            return entry.latex
        if entry.rule == NOT_DERIVED.id:
            raise DocumentError(f"{path}:{request.line}: {entry.reason}")
    reasons = [e.reason for e in entries if e.reason]
    why = f" ({reasons[0]})" if reasons else ""
    message = f"the derivation did not come to an end{why}; give it more time with --timeout"
    raise DocumentError(f"{path}:{request.line}: {message}")


def _from_python(what: str) -> Any:
    """An object of a module or of a file, whose code is run."""
    match = _PYTHON.fullmatch(what)
    if match is None:
        raise DocumentError(
            f"{what!r} is nothing to derive from: name a network file (net.toml), a line of a "
            "document (chapter.md:12), or a Python object (net.py:net, package.module:net)"
        )
    where, names = match["where"], match["name"].split(".")
    load: Callable[[str], Any] = _run_file if where.endswith(".py") else importlib.import_module
    try:
        found = load(where)
        for name in names:
            found = getattr(found, name)
    except DocumentError:
        raise
    except AttributeError as error:
        raise DocumentError(f"{what}: {error}") from error
    except ModuleNotFoundError as error:
        raise DocumentError(f"{what}: {error}; name a file as net.py:net") from error
    except Exception as error:
        kind = type(error).__name__
        raise DocumentError(f"{what}: running {where} failed with {kind}: {error}") from error
    return found


def _run_file(where: str) -> Any:
    path = Path(where)
    if not path.is_file():
        raise DocumentError(f"{where}: no such file; check the spelling of the path")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise DocumentError(f"{where}: is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault(path.stem, module)
    spec.loader.exec_module(module)
    return module
