"""The process that cleans documents: bound in time and memory, without anything of the site; archives read within bounds."""

import resource
import subprocess
import sys

import pytest

from assessments.evidence.files import cleaning
from assessments.evidence.files.cleaning import archive, cleaned, process
from assessments.evidence.files.cleaning.archive import Archive
from assessments.evidence.files.cleaning.errors import CannotBeCleaned
from tests import files

pytestmark = pytest.mark.once


def test_it_is_left_when_its_time_is_over(monkeypatch):
    monkeypatch.setattr(cleaning, "SECONDS", 0.001)
    with pytest.raises(CannotBeCleaned):
        cleaned(files.pdf(), ".pdf")


def test_it_has_little_memory_and_little_processor():
    bounds = process.BOUNDS
    program = "import resource; from assessments.evidence.files.cleaning.process import bind; bind(); print(*map(resource.getrlimit, %s))"
    kinds = [resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE]
    said = subprocess.run([sys.executable, "-c", program % kinds], capture_output=True, text=True, check=True).stdout
    assert said.strip() == " ".join(str((bounds[kind], bounds[kind])) for kind in kinds)


def test_it_knows_nothing_of_the_site(monkeypatch, tmp_path):
    told = tmp_path / "environment"
    told.write_text(f"#!/bin/sh\necho '{{}}'\n/usr/bin/env\necho {files.OWNER}\n")
    told.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(told))
    monkeypatch.setenv("SECRET_KEY", "a key")
    said = cleaned(files.pdf(), ".pdf").content
    assert (b"a key" in said, files.OWNER.encode() in said) == (False, True)


def test_a_part_that_unpacks_to_very_much_is_not_read():
    content = files.archive({"word/document.xml": b"\0" * (archive.MOST_OF_A_PART + 1)})
    with pytest.raises(CannotBeCleaned):
        Archive(content).read("word/document.xml")


def test_parts_that_unpack_to_very_much_together_are_not_read(monkeypatch):
    monkeypatch.setattr(archive, "MOST_IN_ALL", 100)
    opened = Archive(files.archive({"a": b"x" * 60, "b": b"x" * 60}))
    assert opened.read("a") == b"x" * 60
    with pytest.raises(CannotBeCleaned):
        opened.read("b")
