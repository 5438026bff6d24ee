"""`make diagram`: draw the tables into docs/data-model.md, from Django's models; the database is not asked.

Everything is sorted by name, so that moving a model to another module changes nothing here.
"""

import os
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "data-model.md"
BEGIN, END = "<!-- Written by `make diagram`: begin -->", "<!-- Written by `make diagram`: end -->"

REQUIRED, OPTIONAL, SINGLE, MANY = "||--o{", "|o--o{", "||--o|", "}o--o{"


def own_models():
    """The models of this project by app, apps in their order in the settings; no libraries' tables."""
    from django.apps import apps

    found = {}
    for config in apps.get_app_configs():
        models = sorted(config.get_models(), key=lambda model: model.__name__)
        if models and Path(config.path).parent == ROOT:
            found[config.label] = models
    return found


def relations(model):
    """The fields of a model that point at another one, sorted by name."""
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return sorted((field for field in fields if field.is_relation), key=lambda field: field.name)


def ends(field):
    """How many rows stand at the two ends of a relation, in Mermaid's crow's feet."""
    if field.many_to_many:
        return MANY
    if field.one_to_one:
        return SINGLE
    return OPTIONAL if field.null else REQUIRED


def lines_of(models):
    """One line of the drawing for all fields of one kind between two tables of the app, what is pointed at first.

    A field that is called as the table it points at needs no label.
    """
    names = defaultdict(list)
    for model in models:
        for field in relations(model):
            to = field.related_model
            if to in models:
                name = "" if field.name.replace("_", "") == to._meta.model_name else field.name
                names[to.__name__, ends(field), model.__name__].append(name)
    return [f'    {to} {kind} {of} : "{", ".join(fields)}"' for (to, kind, of), fields in sorted(names.items())]


def drawing_of(models):
    """The tables of one app; those without a line to another one stand alone."""
    lines = lines_of(models)
    tables = [f"    {model.__name__}" for model in models]
    return "\n".join(["```mermaid", "erDiagram", "    direction LR", *tables, *lines, "```"])


def overview(by_app):
    """Which app points at which tables of which other app."""
    wanted = defaultdict(set)
    for app, models in by_app.items():
        for model in models:
            for field in relations(model):
                if field.related_model._meta.app_label in by_app.keys() - {app}:
                    wanted[app, field.related_model._meta.app_label].add(field.related_model.__name__)
    boxes = [f'    {app}["<b>{app}</b><br>{len(models)} tables"]' for app, models in reversed(by_app.items())]
    arrows = [f'    {of} -->|"{"<br>".join(sorted(names))}"| {to}' for (of, to), names in sorted(wanted.items())]
    return "\n".join(["```mermaid", "flowchart TD", *boxes, *arrows, "```"])


def first_line(model):
    """What a table holds: the first line of its model's docstring."""
    line = model.__doc__.strip().splitlines()[0].replace("``", "`")
    return line.replace("|", "\\|")


def outside(model):
    """What a model points at in other apps, with the fields that do."""
    names = defaultdict(list)
    for field in relations(model):
        if field.related_model._meta.app_label != model._meta.app_label:
            names[field.related_model.__name__].append(field.name)
    return "; ".join(f"{to} ({', '.join(fields)})" for to, fields in sorted(names.items()))


def table_of(models):
    """One line a table: what it holds, its own columns, and what it points at outside its app."""
    lines = ["| table | holds | columns | points outside the app |", "|---|---|---|---|"]
    for model in models:
        columns = [f.name for f in model._meta.local_fields if not f.is_relation and not f.primary_key]
        lines.append(f"| {model.__name__} | {first_line(model)} | {', '.join(columns)} | {outside(model)} |")
    return "\n".join(lines)


def drawn():
    """Everything between the two marks."""
    by_app = own_models()
    parts = ["## How the apps hang together", overview(by_app)]
    for app, models in by_app.items():
        parts += [f"## {app}", drawing_of(models), table_of(models)]
    return "\n\n".join(parts)


def page(text):
    """The page with its drawn part anew; what stands before and after the marks is written by hand."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n\n{drawn()}\n\n{END}{after}"


if __name__ == "__main__":
    import django

    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "olf_site.settings")
    django.setup()
    PAGE.write_text(page(PAGE.read_text()))
