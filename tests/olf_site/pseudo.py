"""A language that nobody speaks: what was translated stands in brackets, and is two fifths longer than the English."""

import re

import polib

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|{\w*}|</?[a-z][^>]*>")
ACCENTS = str.maketrans("aceinouyAEINOU", "áçéíñóúýÁÉÍÑÓÚ")


def pseudo(text):
    """Accented, two fifths longer, in brackets; placeholders and markup as they were."""
    kept = PLACEHOLDER.findall(text)
    parts = [part.translate(ACCENTS) for part in PLACEHOLDER.split(text)]
    whole = "".join(a + b for a, b in zip(parts, [*kept, ""], strict=True))
    return f"⟦{whole}{longer(len(text) * 2 // 5)}⟧"


def longer(by):
    """So much more text, in words that are no longer than a language's."""
    return "".join(" " if place % 12 == 11 else "~" for place in range(by))


def write_catalogue(folder, strings):
    """All strings, as `translatable` finds them, in that language; compiled, where Django looks for it in a locale folder."""
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": "nplurals=2; plural=(n != 1);"}
    plural_of = {(context, one): many for context, one, many in strings if many}
    for context, one in dict.fromkeys(key[:2] for key in strings):
        many = plural_of.get((context, one))
        said = (
            {"msgid_plural": many, "msgstr_plural": {0: pseudo(one), 1: pseudo(many)}}
            if many
            else {"msgstr": pseudo(one)}
        )
        catalogue.append(polib.POEntry(msgctxt=context, msgid=one, **said))
    (folder / "eo" / "LC_MESSAGES").mkdir(parents=True)
    catalogue.save_as_mofile(str(folder / "eo" / "LC_MESSAGES" / "django.mo"))
