"""Write static/css/colours/ from the table in reports/colours.py: python -m scripts.colours"""

from pathlib import Path

from reports import colours
from reports.colours import ink_on, level_colour, share_colour

FOLDER = Path(__file__).resolve().parent.parent / "static/css/colours"
HEADING = "/* Written by `python -m scripts.colours` from reports/colours.py: change a colour there. */\n"


def stylesheets():
    """Each file's name and text, as the formatter would leave it."""
    return {
        "levels.css": sheet(
            *(grounds(f".lvl-{place}", level_colour(place)) for place in range(10, 41)),
            *(grounds(f".pct-{percent}", share_colour(percent)) for percent in range(0, 101, 5)),
        ),
        "answers.css": sheet(*(grounds(f".answer-{name}", colour) for name, colour in colours.ANSWERS.items())),
        "gaps.css": sheet(
            marks(colours.GAP_MARKS),
            *(grounds(f".gap-{name}", colour) for name, colour in colours.GAPS.items()),
        ),
        "changes.css": changes(),
    }


def changes():
    """In the dark a change has colours of its own, by choice or by what the device prefers; paper is always light."""
    light = [grounds(f".{name}", colour) for name, (colour, _dark) in colours.CHANGES.items()]
    chosen, preferred = (
        "\n\n".join(grounds(f"{dark} .{name}", colour) for name, (_light, colour) in colours.CHANGES.items())
        for dark in ('[data-bs-theme="dark"]', ":root:not([data-bs-theme])")
    )
    return sheet(
        marks(colours.CHANGE_MARKS),
        *light,
        f"@media screen {{\n{indented(chosen)}\n}}",
        f"@media screen and (prefers-color-scheme: dark) {{\n{indented(preferred)}\n}}",
    )


def grounds(selector, colour):
    """A colour behind a figure, and the ink of the figure."""
    return rule(selector, {"c": colour, "on": ink_on(colour)})


def marks(named):
    """Colours of what is drawn, by name."""
    return rule(":root", {f"mark-{name}": colour for name, colour in named.items()})


def rule(selector, properties):
    """A rule that sets custom properties."""
    lines = "".join(f"  --{name}: {value};\n" for name, value in properties.items())
    return f"{selector} {{\n{lines}}}"


def sheet(*rules):
    """A stylesheet under its heading."""
    return "\n".join((HEADING, "\n\n".join(rules), ""))


def indented(text):
    """One step to the right, empty lines left empty."""
    return "\n".join(f"  {line}" if line else "" for line in text.splitlines())


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in stylesheets().items():
        (FOLDER / name).write_text(text)
