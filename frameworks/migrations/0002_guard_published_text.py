"""Triggers that keep the source text of published editions, and scales that a cycle has used, as they are.

A migration that alters one of these tables begins with ``take_down`` and ends with ``put_up``:
SQLite makes an altered table anew and loses its triggers without a word.
"""

from django.db import migrations

TEXT_STAYS = "The text of a published edition does not change. Make a new edition and a crosswalk to it."
EDITION_STAYS = "A published edition is neither deleted nor turned back into a draft. Retire it, or make a new edition."
SCALE_STAYS = "A scale that a cycle has used does not change. Make a new scale."

OF_EDITION = "SELECT status FROM frameworks_edition WHERE id = {row}.edition_id"
OF_CHARACTERISTIC = (
    "SELECT e.status FROM frameworks_edition e"
    " JOIN frameworks_characteristic c ON c.edition_id = e.id WHERE c.id = {row}.characteristic_id"
)
OF_CATEGORY = (
    "SELECT e.status FROM frameworks_edition e"
    " JOIN frameworks_resourcecategory c ON c.edition_id = e.id WHERE c.id = {row}.category_id"
)
OF_SCALE = (
    "SELECT CASE WHEN frozen_at IS NULL THEN 'draft' ELSE 'used' END FROM frameworks_scale WHERE id = {row}.scale_id"
)

# table: what its row belongs to, the sentence, and the columns that stay. All others may be edited for ever.
PARTS = {
    "characteristic": (OF_EDITION, TEXT_STAYS, "id uuid edition_id number title"),
    "stakeholdergroup": (OF_CHARACTERISTIC, TEXT_STAYS, "id uuid characteristic_id position title"),
    "practice": (
        OF_CHARACTERISTIC,
        TEXT_STAYS,
        "id uuid characteristic_id stakeholder_group_id position code statement",
    ),
    "question": (OF_EDITION, TEXT_STAYS, "id uuid edition_id kind number text pole_from pole_to"),
    "resourcecategory": (OF_EDITION, TEXT_STAYS, "id uuid edition_id key position title"),
    "leadershipresource": (OF_CATEGORY, TEXT_STAYS, "id uuid category_id position name especially_important"),
    "level": (
        OF_SCALE,
        SCALE_STAYS,
        "id uuid scale_id value label anchor_district anchor_school is_target kinds_of_evidence",
    ),
}
EDITION = "id uuid framework_id version title source source_note year rights_note language extends_id published_at"
SCALE = "id uuid key title description kind frozen_at"


def guards():
    """Every guard: table, the event it watches, when it refuses, and the sentence it says."""
    for name, (status, sentence, columns) in PARTS.items():
        old, new = (f"({status.format(row=row)}) <> 'draft'" for row in ("OLD", "NEW"))
        yield name, "INSERT", new, sentence
        yield name, "DELETE", old, sentence
        yield name, "UPDATE", f"({old} OR {new}) AND ({changed(columns)})", sentence
    yield "edition", "UPDATE", f"OLD.status <> 'draft' AND ({changed(EDITION)})", TEXT_STAYS
    yield "edition", "UPDATE", "OLD.status <> 'draft' AND NEW.status = 'draft'", EDITION_STAYS
    yield "edition", "DELETE", "OLD.status <> 'draft'", EDITION_STAYS
    yield "scale", "UPDATE", f"OLD.frozen_at IS NOT NULL AND ({changed(SCALE)})", SCALE_STAYS
    yield "scale", "DELETE", "OLD.frozen_at IS NOT NULL", SCALE_STAYS


def changed(columns):
    """Django writes every column on every save, so what counts is whether a value is another one."""
    return " OR ".join(f'OLD."{c}" IS DISTINCT FROM NEW."{c}"' for c in columns.split())


def named_guards():
    for number, (table, event, condition, sentence) in enumerate(guards()):
        yield f"guard_{table}_{event.lower()}_{number}", f"frameworks_{table}", event, condition, sentence


def put_up(apps, schema_editor):
    """Create the triggers in the words of this database."""
    statements = {"sqlite": sqlite_guard, "postgresql": postgresql_guard}[schema_editor.connection.vendor]
    for guard in named_guards():
        for statement in statements(*guard):
            schema_editor.execute(statement, params=None)


def sqlite_guard(name, table, event, condition, sentence):
    # SQLite's IS NOT is the standard's IS DISTINCT FROM, which it knows only since 3.39.
    condition = condition.replace("IS DISTINCT FROM", "IS NOT")
    yield (
        f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" FOR EACH ROW WHEN {condition} '
        f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
    )


def postgresql_guard(name, table, event, condition, sentence):
    # A trigger's WHEN may not ask other tables, so the condition stands in the function. check_violation
    # is what Django turns into an IntegrityError, as it does with SQLite's ABORT.
    row = "OLD" if event == "DELETE" else "NEW"
    yield (
        f'CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
        f"IF {condition} THEN RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation'; END IF; "
        f"RETURN {row}; END $$"
    )
    yield f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{name}"()'


def take_down(apps, schema_editor):
    """Drop every guard."""
    for name, table, *_rest in named_guards():
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"', params=None)
            schema_editor.execute(f'DROP FUNCTION IF EXISTS "{name}"()', params=None)
        else:
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{name}"', params=None)


class Migration(migrations.Migration):
    dependencies = [("frameworks", "0001_initial")]

    operations = [migrations.RunPython(put_up, take_down)]
