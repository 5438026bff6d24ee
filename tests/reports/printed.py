"""What is printed, taken apart: texts of elements, figures, rows of the board report, a heatmap's chart."""

import re

from lxml import html

DASH = "–"


def text_of(element):
    """What stands in an element, as one line."""
    return " ".join(" ".join(element.itertext()).split())


def seen_in(element):
    """The same without what only a screen reader says."""
    hidden = element.xpath("descendant::*[contains(@class, 'visually-hidden')]")
    words = text_of(element)
    for one in hidden:
        words = words.replace(text_of(one), "", 1)
    return words.strip()


def number(text):
    """A printed figure as a number: "+0.3", "−0.3", "75 %", "2.7"; None for a dash."""
    text = text.replace("−", "-").replace("\u00a0", " ").removesuffix("%").strip()
    return None if text in ("", DASH) else float(text)


def tenths(value):
    """A number of one decimal in whole tenths."""
    return round(10 * value)


def drawn_in(chart):
    """What a heatmap's chart prints, by head and row, figure and mark; and which of its cells are faint."""
    printed, faint = {}, set()
    for trace in chart["data"]:
        if trace["type"] == "scatter":
            for head, y, text in zip(trace["x"], trace["y"], trace["text"], strict=True):
                printed[head, y] = (
                    f"{printed.get((head, y), '')} {html.fromstring(f'<p>{text}</p>').text_content().strip()}".strip()
                )
        elif trace.get("opacity", 1) < 1:
            faint |= {
                (trace["x"][x], y) for y, row in enumerate(trace["z"]) for x, z in enumerate(row) if z is not None
            }
    return printed, faint


def board_row(level, change, target, coverage, schools):
    """A row of the board as it is written, taken apart."""
    of_schools = re.search(r"in the same (\d+) school", change)
    left_out = re.search(r"\((\d+) left out\)", schools)
    return {
        "level": number(level.split()[0]),
        "change": number(change.split()[0]) if change else None,
        "change_schools": int(of_schools[1]) if of_schools else None,
        "target": number(re.match(r"[–\d]+", target)[0]),
        "coverage": number(re.match(r"[–\d]+", coverage)[0]),
        "schools": int(schools.split()[0]),
        "left_out": int(left_out[1]) if left_out else 0,
    }


def counted(sentence, word):
    """The number that stands before a word in a sentence; the first one without a word; 0 for none."""
    found = re.search(rf"(\d+)(?: of \d+ characteristics)? {word}" if word else r"(\d+)", sentence)
    return int(found[1]) if found else 0


def rising_in(headline):
    """How many characteristics the trend's headline says rose."""
    return 0 if headline.startswith("No ") else counted(headline, "")


def whole(text):
    """A whole number, or None."""
    return int(text) if text else None
