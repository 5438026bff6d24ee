"""The fixtures say what the sources say, and every word of the project's own is complete."""

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command

from frameworks.models.crosswalk import Crosswalk
from frameworks.models.edition import Practice
from frameworks.models.words import LookFor, LookForTranslation

pytestmark = pytest.mark.once  # that they load is said on every database by test_loading.py

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
TABLES = Path(__file__).resolve().parent / "data"
FILES = [
    *sorted(FIXTURES.glob("frameworks/*.yaml")),
    FIXTURES / "scales.yaml",
    FIXTURES / "crosswalk.yaml",
    *sorted(FIXTURES.glob("words/*.yaml")),
]
NINE = {
    "olf-placemat": "olf_system_level_practices.csv",
    "strong-districts-2013": "strong_districts_2013_practices.csv",
}


@cache
def rows_of(model):
    """Every row of a model in the fixtures, by its UUID; a row repeated in two files counts once."""
    rows = {}
    for path in FILES:
        for row in yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if row["model"] == f"frameworks.{model}":
                rows[row["fields"]["uuid"]] = row["fields"]
    return rows


def table(name):
    """A table taken from a source, as a list of dicts."""
    with (TABLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def edition_of(practice):
    """The version of the edition that a practice belongs to."""
    characteristic = rows_of("characteristic")[practice["characteristic"][0]]
    return rows_of("edition")[characteristic["edition"][0]]["version"]


def characteristics_of(version):
    return [
        row for row in rows_of("characteristic").values() if rows_of("edition")[row["edition"][0]]["version"] == version
    ]


def practices_of(version):
    return [row for row in rows_of("practice").values() if edition_of(row) == version]


@pytest.mark.parametrize("version", NINE)
def test_an_edition_of_the_nine_has_9_characteristics_and_58_practices(version):
    assert (len(characteristics_of(version)), len(practices_of(version))) == (9, 58)


@pytest.mark.parametrize(("version", "name"), NINE.items())
def test_an_edition_of_the_nine_says_its_source_word_for_word(version, name):
    groups, characteristics = rows_of("stakeholdergroup"), rows_of("characteristic")
    shipped = []
    for practice in practices_of(version):
        characteristic = characteristics[practice["characteristic"][0]]
        group = practice.get("stakeholder_group")
        shipped.append(
            {
                "characteristic_number": str(characteristic["number"]),
                "characteristic": characteristic["title"],
                "stakeholder_group": groups[group[0]]["title"] if group else "",
                "practice_code": practice["code"],
                "practice": practice["statement"],
            }
        )

    assert shipped == table(name)


def test_practices_stand_in_the_order_of_their_codes():
    for practice in rows_of("practice").values():
        assert practice["code"].split(".")[1] == str(practice["position"])


def test_the_cut_off_practice_is_shipped_as_it_stands_and_the_note_says_so():
    [practice] = [row for row in practices_of("olf-placemat") if row["code"] == "4.7"]
    [edition] = [row for row in rows_of("edition").values() if row["version"] == "olf-placemat"]

    assert practice["statement"] == "Acknowledge provincial goals and priorities in district and school"
    assert "4.7 is cut off" in edition["source_note"]


def test_the_ten_leadership_resources_carry_two_marks():
    categories = rows_of("resourcecategory")
    shipped = [
        {
            "category_key": categories[row["category"][0]]["key"],
            "category": categories[row["category"][0]]["title"],
            "resource": row["name"],
            "especially_important_for_system_leaders": str(int(row["especially_important"])),
        }
        for row in rows_of("leadershipresource").values()
    ]
    marked = [row["resource"] for row in shipped if row["especially_important_for_system_leaders"] == "1"]

    assert shipped == table("olf_personal_leadership_resources.csv")
    assert marked == ["Systems Thinking", "Proactivity"]
    assert len(shipped) == 10


def test_every_leadership_resource_is_defined_in_one_sentence():
    for resource in rows_of("leadershipresource").values():
        assert resource["definition"].count(".") == 1
        assert resource["definition"].endswith(".")


def test_the_ohio_edition_has_its_seven_functions_in_one_characteristic():
    statements = [row["statement"] for row in practices_of("ohio-dlt")]

    assert len(characteristics_of("ohio-dlt")) == 1
    assert statements == [row["function"] for row in table("ohio_dlt_functions.csv")]
    assert len(statements) == 7


def test_the_innovateed_questions_shifts_and_check_ins_are_as_in_the_source():
    shipped = [
        {"kind": row["kind"], "number": str(row["number"]), "text": row["text"]} for row in rows_of("question").values()
    ]

    assert shipped == table("innovateed_questions_and_shifts.csv")
    assert Counter(row["kind"] for row in shipped) == {"question": 5, "shift": 3, "check_in": 2}


def test_the_poles_of_a_shift_are_the_phrases_of_its_text():
    for row in rows_of("question").values():
        if row["kind"] == "shift":
            joints = [
                f"From {row['pole_from']} to {row['pole_to']}",
                f"From {row['pole_from']} to that of {row['pole_to']}",
            ]
            assert row["text"] in joints


def test_the_crosswalk_is_the_checked_one():
    practices = rows_of("practice")
    shipped = [
        {
            "olf_practice_code": practices[row["from_practice"][0]]["code"],
            "strong_districts_practice_code": practices[row["to_practice"][0]]["code"],
            "relation": row["relation"],
        }
        for row in rows_of("crosswalk").values()
    ]

    assert shipped == table("crosswalk_olf_to_strong_districts.csv")
    assert Counter(row["relation"] for row in shipped) == {"same": 46, "reworded": 11, "moved": 1}


def test_the_crosswalk_leads_from_the_placemat_to_the_sibling_and_pairs_every_practice():
    rows, practices = rows_of("crosswalk").values(), rows_of("practice")

    assert {edition_of(practices[row["from_practice"][0]]) for row in rows} == {"olf-placemat"}
    assert {edition_of(practices[row["to_practice"][0]]) for row in rows} == {"strong-districts-2013"}
    assert len({row["to_practice"][0] for row in rows}) == 58


def test_practices_the_crosswalk_calls_the_same_have_the_same_words():
    practices = rows_of("practice")
    for row in rows_of("crosswalk").values():
        ours, theirs = (practices[row[side][0]]["statement"] for side in ("from_practice", "to_practice"))
        alike = ours.replace("’", "'").replace("-", " ") == theirs.replace("-", " ")
        assert alike == (row["relation"] in {"same", "moved"})


def test_every_edition_is_a_draft_with_source_and_rights():
    editions = rows_of("edition").values()

    assert len(editions) == 4
    assert {row["status"] for row in editions} == {"draft"}
    assert all(row["source"] and row["source_note"] and row["rights_note"] for row in editions)
    assert {row["version"]: row["year"] for row in editions if row["year"]} == {"strong-districts-2013": 2013}


def levels_of(key):
    scales = rows_of("scale")
    return [row for row in rows_of("level").values() if scales[row["scale"][0]]["key"] == key]


def test_the_scales_have_the_levels_they_are_known_by():
    values = {row["key"]: [level["value"] for level in levels_of(row["key"])] for row in rows_of("scale").values()}

    assert values == {"evidence4": [1, 2, 3, 4], "implementation3": [0, 1, 2], "shift5": [-2, -1, 0, 1, 2]}


def test_the_four_level_scale_is_worded_as_designed():
    shipped = [
        {name: str(level[name]) for name in ("value", "label", "anchor_district", "anchor_school")}
        for level in levels_of("evidence4")
    ]

    assert shipped == table("evidence4.csv")
    assert [level["kinds_of_evidence"] for level in levels_of("evidence4")] == [0, 0, 2, 2]


def test_only_scales_from_low_to_high_have_a_target():
    targets = {
        row["key"]: [level["value"] for level in levels_of(row["key"]) if level["is_target"]]
        for row in rows_of("scale").values()
    }

    assert targets == {"evidence4": [3], "implementation3": [2], "shift5": []}


def test_every_practice_has_two_to_four_signs_and_one_to_three_kinds_of_evidence():
    kinds = Counter((row["practice"][0], row["kind"]) for row in rows_of("lookfor").values())
    for uuid in rows_of("practice"):
        assert 2 <= kinds[uuid, "sign"] <= 4
        assert 1 <= kinds[uuid, "evidence"] <= 3


def test_look_fors_are_8_to_20_words_and_numbered_from_1():
    positions = {}
    for row in rows_of("lookfor").values():
        assert 8 <= len(row["text"].split()) <= 20, row["text"]
        positions.setdefault((row["practice"][0], row["kind"]), []).append(row["position"])
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in positions.values())


def test_no_practice_repeats_another_practices_look_for():
    for version in ("olf-placemat", "strong-districts-2013", "ohio-dlt"):
        ours = {uuid for uuid, row in rows_of("practice").items() if edition_of(row) == version}
        texts = Counter(row["text"] for row in rows_of("lookfor").values() if row["practice"][0] in ours)
        assert [text for text, times in texts.items() if times > 1] == []


def look_fors_by_practice():
    found = {}
    for row in rows_of("lookfor").values():
        found.setdefault(row["practice"][0], []).append((row["kind"], row["position"], row["text"]))
    return found


def test_both_editions_of_the_nine_say_the_same_to_look_for():
    found = look_fors_by_practice()
    for row in rows_of("crosswalk").values():
        assert found[row["from_practice"][0]] == found[row["to_practice"][0]]


@pytest.mark.parametrize(
    ("model", "translation", "key", "words"),
    [
        ("characteristic", "characteristictranslation", "characteristic", ["short_name"]),
        ("leadershipresource", "resourcetranslation", "resource", ["definition"]),
        ("level", "leveltranslation", "level", ["label", "anchor_district", "anchor_school"]),
        ("lookfor", "lookfortranslation", "look_for", ["text"]),
    ],
)
def test_every_row_in_the_projects_own_words_has_a_french_working_translation(model, translation, key, words):
    french = {row[key][0]: row for row in rows_of(translation).values() if row["language"] == "fr"}

    assert set(french) == set(rows_of(model))
    assert all(row[word].strip() for row in french.values() for word in words)
    assert not any(row["checked"] for row in french.values())


def test_source_texts_are_not_translated():
    assert {row["title"] for row in rows_of("characteristictranslation").values()} == {""}
    assert rows_of("practicetranslation") == rows_of("questiontranslation") == {}


def test_a_uuid_names_one_row():
    seen = {}
    for path in FILES:
        for row in yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            assert "pk" not in row
            assert seen.setdefault(row["fields"]["uuid"], row) == row


@pytest.mark.django_db
def test_the_fixtures_load_twice_and_change_nothing_the_second_time():
    for _ in range(2):
        call_command("loaddata", *FILES, verbosity=0)

    assert Practice.objects.count() == len(rows_of("practice"))
    assert Crosswalk.objects.count() == 58
    assert LookFor.objects.count() == LookForTranslation.objects.count() == len(rows_of("lookfor"))
