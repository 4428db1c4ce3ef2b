"""Pages of every kind as TeX and KaTeX accept them: an error of either is a fault.

    python -m tests.campaigns.derivation_pages --pages 60 --katex /path/to/node_modules --keep DIR

pdfLaTeX sets the whole .tex documents, KaTeX (by node, strict) each display of the Markdown. What
is missing is skipped, and said. `--keep` leaves the .tex, .pdf, .html and PNG files to look at.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from symnn.derivations.family import KINDS
from symnn.errors import SymnnError
from tests.campaigns.derivation_cases import CASES, Case, case

_DISPLAY: Final = re.compile(r"\$\$\n(.*?)\n\$\$", re.DOTALL)
_INLINE: Final = re.compile(r"(?<!\$)\$(?!\$)([^$\n]+)\$(?!\$)")
#: What TeX says of a line that is wider than the page, in points; a little is no fault.
_OVERFULL: Final = re.compile(r"Overfull \\hbox \(([\d.]+)pt too wide\)")
_WIDEST: Final = 20.0

_SCRIPT: Final = """
const katex = require(process.argv[2] + '/katex');
const formulas = JSON.parse(require('fs').readFileSync(0, 'utf-8'));
const found = formulas.map(([tex, display]) => {
  try {
    return {html: katex.renderToString(tex, {displayMode: display, strict: 'error'})};
  } catch (error) {
    return {error: String(error.message)};
  }
});
process.stdout.write(JSON.stringify(found));
"""


def formulas(markdown: str) -> list[tuple[str, bool]]:
    """The formulas of a page, and whether each is a display."""
    shown = [(match[1], True) for match in _DISPLAY.finditer(markdown)]
    words = _DISPLAY.sub("", markdown)
    return shown + [(match[1], False) for match in _INLINE.finditer(words)]


def katex(pages: list[str], modules: str) -> list[str]:
    """What KaTeX does not accept, page by page; an empty text if it accepts all."""
    found = []
    for page in pages:
        said = subprocess.run(
            ["node", "-e", _SCRIPT, "katex", modules],
            input=json.dumps(formulas(page)),
            capture_output=True,
            text=True,
            check=False,
        )
        if said.returncode:
            found.append(said.stderr.strip().splitlines()[-1])
            continue
        errors = [answer["error"] for answer in json.loads(said.stdout) if "error" in answer]
        found.append("; ".join(errors))
    return found


def katex_html(page: str, modules: str) -> str:
    """A page as HTML, with KaTeX's style sheet."""
    every = formulas(page)
    said = subprocess.run(
        ["node", "-e", _SCRIPT, "katex", modules],
        input=json.dumps(every), capture_output=True, text=True, check=True,
    )  # fmt: skip
    answers = [answer.get("html", "?") for answer in json.loads(said.stdout)]
    places = iter(answers)
    shown = _DISPLAY.sub(lambda _: f"\0{next(places)}\0", page)
    shown = _INLINE.sub(lambda _: f"\0{next(places)}\0", shown)
    parts = shown.split("\0")
    body = "".join(
        part if place % 2 else html.escape(part).replace("\n\n", "<p>")
        for place, part in enumerate(parts)
    )
    sheet = Path(modules).resolve() / "katex/dist/katex.min.css"
    return f'<meta charset="utf-8"><link rel="stylesheet" href="{sheet}"><body>{body}'


def pdflatex(document: str, folder: Path, name: str) -> str:
    """What pdfLaTeX does not accept; an empty text if it sets the page without an error."""
    (folder / f"{name}.tex").write_text(document, "utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", f"{name}.tex"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    errors = [line for line in lines if line.startswith("!")]
    wide = [float(width) for width in _OVERFULL.findall(done.stdout)]
    if done.returncode:
        return "; ".join(errors) or "pdflatex failed"
    return f"{max(wide):.0f}pt too wide" if max(wide, default=0) > _WIDEST else ""


def pages(count: int, start: int, kinds: list[str]) -> Iterator[tuple[Case, str]]:
    """So many pages, every kind in turn."""
    seed = start
    for number in range(count):
        kind = kinds[number % len(kinds)]
        while True:
            seed += 1
            try:
                one = case(seed, (kind,))
            except SymnnError:
                continue
            break
        yield one, f"{kind}-{seed}"


def main(arguments: list[str] | None = None) -> int:
    """Set pages; 1 if one is not accepted."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=len(KINDS) * 3)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--kinds", help="only these, with commas between them")
    parser.add_argument("--katex", default="node_modules", help="the folder that holds katex/")
    parser.add_argument("--keep", type=Path, help="a folder to leave the files in")
    options = parser.parse_args(arguments)
    kinds = options.kinds.split(",") if options.kinds else [k for k in KINDS if k in CASES]
    has_tex = shutil.which("pdflatex") is not None
    has_katex = shutil.which("node") is not None and (Path(options.katex) / "katex").is_dir()
    if not has_tex:
        print("skipped: there is no pdflatex; install a TeX Live")
    if not has_katex:
        print(f"skipped: there is no node, or no {options.katex}/katex; `npm install katex`")
    counts: Counter[str] = Counter()
    faults = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for one, name in pages(options.pages, options.start, kinds):
            said = {}
            if has_tex:
                said["pdfLaTeX"] = pdflatex(one.derivation.document(), folder, name)
            if has_katex:
                page = one.derivation.markdown()
                said["KaTeX"] = katex([page], options.katex)[0]
                if options.keep:
                    (folder / f"{name}.html").write_text(katex_html(page, options.katex), "utf-8")
            for program, errors in said.items():
                counts[f"{program} {'rejects' if errors else 'accepts'}"] += 1
                if errors:
                    faults += 1
                    print(f"[{name} {one.derivation.depth}] {program}: {errors[:300]}")
    print(", ".join(f"{what}: {n}" for what, n in sorted(counts.items())))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
