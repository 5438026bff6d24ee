"""Compare every page of the demo between two commits: what it says, where it leads, what it asks, how it looks.

compare_pages.py take FOLDER [--checkout DIR]    write down the pages of a checkout
compare_pages.py compare OLD NEW                 say what differs; exit 1 where anything does
"""

import argparse
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
from functools import partial
from pathlib import Path

from pages.demo import served_demo
from pages.difference import compare
from pages.neutral import Neutral
from pages.walk import Walk, pages_of, said, take_pictures

ROOT = Path(__file__).resolve().parent.parent
# When all pages are looked at, whichever day it is: cycles, ages and words such as "yesterday" hang on it.
MOMENT = "2026-11-30T15:00:00+00:00"
LANGUAGES = ("en", "fr")


def main():
    given = arguments()
    if given.verb == "compare":
        return compare(given.old, given.new)
    take(given)
    return 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    taking = verbs.add_parser("take", help="write down the pages of a checkout")
    taking.add_argument("folder", type=Path, help="where to write; emptied before")
    taking.add_argument("--checkout", type=Path, default=ROOT, help="whose code is served (default: this one's)")
    taking.add_argument("--most", type=int, default=3, help="pages of a URL pattern, a role (default: 3)")
    taking.add_argument("--roles", nargs="+", help="only these demo accounts; `anonymous` for a stranger")
    taking.add_argument("--languages", nargs="+", default=LANGUAGES, choices=LANGUAGES)
    taking.add_argument("--pictures", nargs="*", default=["en"], choices=LANGUAGES, help="languages (default: en)")
    taking.add_argument("--jobs", type=int, default=os.cpu_count() or 2, help="browsers at a time")
    taking.add_argument("--also", type=Path, help="a folder taken before: its addresses are asked, too, old ones also")
    taking.add_argument("--moment", default=MOMENT, help=f"when it is for the site (default: {MOMENT})")
    taking.add_argument("--var", type=Path, help="a folder where the demo is, or will be, prepared and stays")
    taking.add_argument("--chromium", default=chromium(), help="the browser's program")
    comparing = verbs.add_parser("compare", help="say what differs between two folders")
    comparing.add_argument("old", type=Path)
    comparing.add_argument("new", type=Path)
    return parser.parse_args()


def chromium():
    """None where Playwright finds its own."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


def take(given):
    begun = time.monotonic()
    shutil.rmtree(given.folder, ignore_errors=True)
    (given.folder / "pictures").mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="pages-") as temporary:
        var = given.var or Path(temporary)
        var.mkdir(parents=True, exist_ok=True)
        with served_demo(given.checkout, var, given.moment) as site, ProcessPoolExecutor(given.jobs) as workers:
            print(f"prepared and served after {time.monotonic() - begun:.0f} s", flush=True)
            walks = walks_of(given, site.accounts)
            kinds = all_or_none(workers, partial(take_walk, given=given, site=site), walks)
            print(f"walked after {time.monotonic() - begun:.0f} s", flush=True)
            wanted = wanted_pictures(given, walks, kinds)
            taking = partial(take_pictures, site, chromium=given.chromium)
            all_or_none(workers, taking, wanted, wanted.values())
    count, pictures = sum(map(len, kinds)), sum(map(len, wanted.values()))
    (given.folder / "about.json").write_text(json.dumps({"moment": given.moment, "most": given.most}))
    print(f"{count} pages and files, {pictures} pictures in {time.monotonic() - begun:.0f} s")


def all_or_none(workers, work, *given):
    """What each work answers; where one fails, those that have not begun are left alone."""
    done = [workers.submit(work, *each) for each in zip(*given, strict=True)]
    try:
        for one in as_completed(done):
            one.result()
    except BaseException:
        workers.shutdown(wait=False, cancel_futures=True)
        raise
    return [one.result() for one in done]


def walks_of(given, accounts):
    roles = given.roles or [*accounts, "anonymous"]
    roles = [None if role == "anonymous" else role for role in roles]
    walks = [Walk(role, language, given.most) for role in roles for language in given.languages]
    return [
        replace(walk, also=addresses_in(given.also / f"{walk.name}.json")) if given.also else walk for walk in walks
    ]


def addresses_in(file):
    """Of the pages of a walk, as far as nothing in them is random."""
    if not file.exists():
        return ()
    return tuple(page["url"] for page in json.loads(file.read_text()) if "<" not in page["url"])


def take_walk(walk, given, site):
    """Write down what one person sees in one language; answers path and kind of each page that has a picture."""
    begun = time.monotonic()
    neutral = Neutral(given.checkout)
    found = pages_of(site, walk, given.chromium)
    seen = [(page["url"], page["kind"], "tree" in page) for page in found]
    pages = [said(page, neutral) for page in found]
    (given.folder / f"{walk.name}.json").write_text(json.dumps(pages, indent=1, ensure_ascii=False))
    print(f"  {walk.name}: {len(pages)} in {time.monotonic() - begun:.0f} s", flush=True)
    return seen


def wanted_pictures(given, walks, seen):
    """One a kind of page and language, by whoever is the first to see one: {walk: [(path, file)]}."""
    wanted, known, names = defaultdict(list), set(), {}
    for walk, pages in zip(walks, seen, strict=True):
        for path, kind, is_page in pages:
            if not is_page or walk.language not in given.pictures or (walk.language, kind) in known:
                continue
            known.add((walk.language, kind))
            name = f"{walk.language}-{re.sub('[^a-z0-9]+', '-', str(kind).lower()).strip('-') or 'home'}.png"
            if name in names:
                name = f"{len(names)}-{name}"
            names[name] = f"{walk.name} {path}"
            wanted[walk].append((path, given.folder / "pictures" / name))
    return wanted


if __name__ == "__main__":
    sys.exit(main())
