"""Compile the translation catalogues that are newer than what was compiled from them.

Django's own `compilemessages` calls gettext's msgfmt, which a fresh machine does not have.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def catalogues():
    """Every .po file of the project, wherever an app keeps its own."""
    for place in ("locale", "*/locale"):
        for source in sorted(ROOT.glob(f"{place}/*/LC_MESSAGES/*.po")):
            if not source.relative_to(ROOT).parts[0].startswith("."):
                yield source


def compile_catalogue(source):
    """Write the .mo beside its .po; whoever reads meanwhile sees the old file or the new one, never half."""
    import polib  # only when there is something to do: every start passes here

    target = source.with_suffix(".mo")
    unfinished = target.with_suffix(f".mo.{os.getpid()}")
    polib.pofile(str(source)).save_as_mofile(str(unfinished))
    unfinished.replace(target)
    return target


def stale(source):
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns


if __name__ == "__main__":
    for source in catalogues():
        if stale(source) or "--all" in sys.argv:
            print(f"Compiled {compile_catalogue(source).relative_to(ROOT)}")
