"""
Compiled catalogues are generated, so they lie in VAR_DIR and not beside their sources.

They are made when Django starts, of those sources that changed: the server, the tests and every
command find them, and nobody has to remember a step.
"""

import os
import tempfile
from pathlib import Path


def compile_changed(source: Path, target: Path) -> list[Path]:
    """Bring the .mo files below `target` up to date with the .po files; what was written."""
    written = []
    for po in sorted(source.glob("*/LC_MESSAGES/*.po")):
        mo = target / po.relative_to(source).with_suffix(".mo")
        # Another time, not only a later one: going back to an older release counts as a change.
        if not mo.exists() or mo.stat().st_mtime_ns != po.stat().st_mtime_ns:
            _compile(po, mo)
            written.append(mo)
    return written


def _compile(po: Path, mo: Path):
    # Half a megabyte that most starts never need.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    changed = po.stat().st_mtime_ns
    with po.open("rb") as lines:
        catalogue = read_po(lines, locale=po.parent.parent.name, abort_invalid=True)
    mo.parent.mkdir(parents=True, exist_ok=True)
    # Several processes may start at once; each replaces the whole file.
    with tempfile.NamedTemporaryFile(dir=mo.parent, delete=False) as new:
        write_mo(new, catalogue)
    os.utime(new.name, ns=(changed, changed))
    Path(new.name).chmod(0o644)
    Path(new.name).replace(mo)
