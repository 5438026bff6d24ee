"""Say what differs between two sets of pages. The same difference on many pages is said once."""

import json
from collections import Counter, defaultdict
from difflib import unified_diff

from PIL import Image, ImageChops

# In the order in which they are said; what a page was counted as (`kind`) may change its name.
PARTS = (
    "status",
    "reached",
    "type",
    "name",
    "location",
    "sum",
    "title",
    "language",
    "text",
    "folded",
    "links",
    "forms",
    "tree",
)
# Of a difference so many lines are said, and so many pages named that have it.
LINES, PAGES = 24, 3
# Anti-aliasing moves a colour by less than this, of 255, in each of red, green and blue.
ANTI_ALIASING = 32


def compare(old, new, log=print):
    """Print the differences between two folders and a line of counts; 1 where anything differs, otherwise 0."""
    if about(old) != about(new):
        log(f"not taken alike: {about(old)} and {about(new)}")
        return 1
    before, after = pages_in(old), pages_in(new)
    gone, come = sorted(before.keys() - after.keys()), sorted(after.keys() - before.keys())
    for sign, pages in (("-", gone), ("+", come)):
        for page in pages:
            log(f"{sign} {described(page)}")
    both = [page for page in before if page in after]
    found = differences({page: (before[page], after[page]) for page in both})
    for (part, lines), pages in found.items():
        more = f" and {len(pages) - PAGES} more" if len(pages) > PAGES else ""
        log(f"\n{part}: {'; '.join(map(described, pages[:PAGES]))}{more}")
        log("\n".join(f"    {line}" for line in lines))
    pictures = changed_pictures(old / "pictures", new / "pictures")
    for name, words in pictures.items():
        log(f"picture {name}: {words}")
    changed = {page for pages in found.values() for page in pages}
    taken = len(list((old / "pictures").iterdir()))
    log(
        f"{len(both)} pages and files compared: {len(changed)} differ, {len(gone)} went, {len(come)} came; "
        f"{taken} pictures: {len(pictures)} differ"
    )
    return int(bool(changed or gone or come or pictures or not both))


def about(folder):
    return json.loads((folder / "about.json").read_text())


def pages_in(folder):
    """Every page by who sees it, its address, and the how manieth of this address it is."""
    pages = {}
    for file in sorted(folder.glob("*.json")):
        if file.name == "about.json":
            continue
        same = Counter()
        for page in json.loads(file.read_text()):
            same[page["url"]] += 1
            pages[file.stem, page["url"], same[page["url"]]] = page
    return pages


def described(page):
    walk, url, number = page
    return f"{walk} {url}" + (f" ({number})" if number > 1 else "")


def differences(pairs):
    """{(part, lines of the difference): pages that have it}."""
    found = defaultdict(list)
    for page, (old, new) in pairs.items():
        for part in PARTS:
            if compared(part, old.get(part)) != compared(part, new.get(part)):
                found[part, lines_between(old.get(part), new.get(part))].append(page)
    return found


def compared(part, value):
    """What of a part is compared: where text is folded away, a space between two blocks is no difference."""
    return ["".join(text.split()) for text in value or ()] if part == "folded" else value


def lines_between(old, new):
    lines = list(unified_diff(lines_of(old), lines_of(new), n=0, lineterm=""))[2:]
    lines = [line for line in lines if not line.startswith("@@")]
    left_out = [f"… {len(lines) - LINES} lines more"] if len(lines) > LINES else []
    return tuple(lines[:LINES] + left_out)


def lines_of(part):
    return [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in each_of(part)]


def each_of(part):
    """A form's controls are lines of their own, after the form."""
    for one in part if isinstance(part, list) else [part]:
        if isinstance(one, dict) and "controls" in one:
            yield {name: value for name, value in one.items() if name != "controls"}
            yield from one["controls"]
        else:
            yield one


def changed_pictures(old, new):
    """{name: how it differs}, of those that do."""
    names = sorted({file.name for folder in (old, new) for file in folder.iterdir()})
    said = {name: difference_of_pictures(old / name, new / name) for name in names}
    return {name: words for name, words in said.items() if words}


def difference_of_pictures(old, new):
    """Words, or none where the pictures are the same but for anti-aliasing."""
    if not (old.exists() and new.exists()):
        return "went" if old.exists() else "came"
    with Image.open(old) as first, Image.open(new) as second:
        if first.size != second.size:
            return "was {} × {}, is {} × {}".format(*first.size, *second.size)
        channels = ImageChops.difference(first.convert("RGB"), second.convert("RGB")).split()
        strongest = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
        changed = sum(strongest.histogram()[ANTI_ALIASING:])
        if not changed:
            return ""
        box = strongest.point(lambda value: 255 * (value >= ANTI_ALIASING)).getbbox()
        return f"{changed} pixels differ, {100 * changed / (first.width * first.height):.3f} %, within {box}"
