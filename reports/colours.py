"""Colours of levels, shares, gaps, changes and answers, for stylesheets, charts and slides alike.

After a change, run ``python -m scripts.colours``, which writes ``static/css/colours/``. Black or white ink is
derived; ``tests/reports/test_contrast.py`` reports what cannot be read.
"""

BLACK, WHITE = "#000", "#fff"

# Stops of a scale, joined by straight lines in sRGB. From the lowest level to the highest; from none over half to all.
LEVELS = ("#f2e3bd", "#b5d7bf", "#5aa3a1", "#12506a")
SHARES = ("#eef4f3", "#76b4b0", "#084c4f")

# Answers without a level (``UNSCORED`` in ``assessments/rating/models.py``) stand apart from the levels, in grey.
ANSWERS = {"not_enough_information": "#a4abb0", "does_not_apply": "#c6cbce", "no_answer": "#e4e6e7"}

# A gap of so many quarters of a level, around a neutral middle: ochre where the schools rate higher, violet where the
# district's team does.
GAPS = {
    "s6": "#8f4e08",
    "s5": "#a9662a",
    "s4": "#c18150",
    "s3": "#d49e77",
    "s2": "#e2baa0",
    "s1": "#ecd6c8",
    "0": "#eeeeec",
    "d1": "#dcd5ea",
    "d2": "#c6bbdf",
    "d3": "#afa0d3",
    "d4": "#9784c5",
    "d5": "#7350ab",
    "d6": "#55328c",
}

# A change in light and in dark, where a small one is the one nearest to the ground.
CHANGES = {
    "up-1": ("#d5ebe9", "#17383a"),
    "up-2": ("#86c2be", "#2b7c80"),
    "up-3": ("#0b6468", "#6fc7c3"),
    "down-1": ("#f8e6c8", "#3a2c12"),
    "down-2": ("#e0ae62", "#8a5a10"),
    "down-3": ("#8a5300", "#f0c078"),
}

# Black would be better by a hair, but its opposite, d5, has white.
OTHER_INKS = {GAPS["s5"]: WHITE}

# What is drawn without a figure on it: at 3 : 1 on light and on dark ground.
GAP_MARKS = {"district": "#8a63c9", "schools": "#b8721b", "between": "#7d888e"}
CHANGE_MARKS = {"fell": "#b9791c", "rose": "#12868a"}

# The page's own colours for files that no stylesheet reaches: tokens.css in light.
PAGE = {"ink": "#17252d", "muted": "#55656e", "accent": "#0b6468", "sunken": "#f3f1eb", "surface": "#ffffff"}
NO_FIGURE = "#7d888e"


def level_colour(place):
    """The colour of a place on the scale, from 10 (the lowest level) to 40."""
    return along(LEVELS, (place - 10) / 30)


def share_colour(percent):
    """The colour of a share from 0 to 100."""
    return along(SHARES, percent / 100)


def along(stops, part):
    """The colour at ``part`` of the way along the stops, from 0 to 1."""
    at = part * (len(stops) - 1)
    first = min(int(at), len(stops) - 2)
    pairs = zip(channels(stops[first]), channels(stops[first + 1]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * (at - first)):02x}" for a, b in pairs)


def ink_on(colour):
    """Black or white, whichever has more contrast on a colour."""
    light = luminance(channels(colour)) + 0.05
    return OTHER_INKS.get(colour) or (WHITE if 1.05 / light > light / 0.05 else BLACK)


def channels(colour):
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def luminance(rgb):
    """WCAG's relative luminance, 0 to 1."""
    linear = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in (c / 255 for c in rgb)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
