"""What is done anew when an installation is prepared, and what is not."""

import shutil

import pytest

from olf_site.management.commands.prepare import sum_of_fixtures


@pytest.mark.parametrize(("file", "loads"), [("words/more.yaml", True), ("demo/more.yaml", False), ("NOTES.md", False)])
def test_frameworks_are_loaded_again_when_a_file_of_theirs_changes(file, loads, settings, tmp_path):
    settings.FIXTURE_DIRS = [shutil.copytree(settings.FIXTURE_DIRS[0], tmp_path / "fixtures")]
    before = sum_of_fixtures()

    (settings.FIXTURE_DIRS[0] / file).write_text("[]")

    assert (sum_of_fixtures() != before) == loads
