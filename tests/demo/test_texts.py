"""The words of the demo are data: each file holds what its dataclass says, and what does not fit is named."""

import ast
import re
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import pytest
from django.conf import settings

from demo.assessment_texts import AssessmentTexts
from demo.board_notes import NotesTexts
from demo.criteria import CriteriaTexts
from demo.evidence import EvidenceTexts
from demo.evidence_files import FileTexts
from demo.feedback import FeedbackTexts
from demo.names import Names, full_names
from demo.notices import NoticeTexts
from demo.outcome_texts import OutcomeSentences
from demo.places import SLUGS, DistrictTexts
from demo.reflections import ReflectionTexts
from demo.texts import WrongText, read_texts, shaped

FOLDER = Path(settings.BASE_DIR, "fixtures", "demo")
SHAPES = {
    "accounts": dict[str, str],
    "assessments": AssessmentTexts,
    "board_notes": dict[int, NotesTexts],
    "criteria": CriteriaTexts,
    "districts": dict[str, DistrictTexts],
    "evidence": EvidenceTexts,
    "evidence_files": FileTexts,
    "feedback": FeedbackTexts,
    "names": Names,
    "notices": dict[str, NoticeTexts],
    "outcomes": OutcomeSentences,
    "reflections": ReflectionTexts,
}


# Of two letters and more: commands of a PDF are no words.
WORD = re.compile(r"[^\W\d_]{2,}")


class Colour(Enum):
    RED = "red"


@dataclass(frozen=True)
class Poster:
    title: str
    colour: Colour
    lines: tuple[str, ...] = ()


def test_every_file_has_its_shape():
    assert sorted(path.stem for path in FOLDER.glob("*.yaml")) == sorted(SHAPES)


@pytest.mark.parametrize("name", SHAPES)
def test_a_file_holds_what_its_shape_says(name):
    assert read_texts(name, SHAPES[name])


def test_both_districts_have_places_and_a_notice():
    assert tuple(read_texts("districts", SHAPES["districts"])) == SLUGS
    assert tuple(read_texts("notices", SHAPES["notices"])) == SLUGS


def test_nobody_is_called_as_somebody_else():
    names = list(full_names())

    assert len(set(names)) == len(names) > 5000


def test_what_is_left_out_has_its_default():
    assert shaped({"title": "Goals", "colour": "red"}, Poster, "posters") == Poster("Goals", Colour.RED)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Goals", "posters: 'Goals' is not of type dict"),
        ({"title": "Goals"}, "posters: .*missing.*'colour'"),
        ({"title": "Goals", "colour": "red", "size": 3}, "posters: Poster has no size"),
        ({"title": 3, "colour": "red"}, "posters.title: 3 is not of type str"),
        ({"title": "Goals", "colour": "grey"}, "posters.colour: 'grey' is not a valid Colour"),
        ({"title": "Goals", "colour": "red", "lines": "one"}, "posters.lines: 'one' is not of type list"),
        ({"title": "Goals", "colour": "red", "lines": ["one", True]}, r"posters.lines\[1\]: True is not of type str"),
    ],
)
def test_what_does_not_fit_is_named_by_its_place(row, said):
    with pytest.raises(WrongText, match=said):
        shaped(row, Poster, "posters")


def test_keys_of_a_mapping_are_of_their_type():
    with pytest.raises(WrongText, match="cycles: '1' is not of type int"):
        shaped({"1": "first"}, dict[int, str], "cycles")


def sentences_in(path):
    """Strings of more than six words that are not docstrings."""
    tree = ast.parse(path.read_text())
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            if len(WORD.findall(node.value)) > 6:
                yield node.value


def test_what_fills_the_demo_has_no_sentences_of_its_own():
    """But the command, which speaks to whoever runs it."""
    room = Path(settings.BASE_DIR, "demo")

    assert {path.name: list(sentences_in(path)) for path in room.glob("*.py") if list(sentences_in(path))} == {}
