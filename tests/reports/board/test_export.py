"""Files for the board: asked for, made by the worker, downloaded by who asked; opened by libraries that did not write them."""

import io
import subprocess
import sys
import zipfile
from types import ModuleType
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult
from pypdf import PdfReader

from districts.roles.models import Role
from frameworks.caching import clear_caches
from people.made_files import LONG_TO_MAKE, LONG_TO_WAIT
from reports.board import actions, export_actions
from reports.board.frozen import freeze, thaw
from reports.board.models import KEPT, Export
from reports.board.value import BoardWords, board_of
from tests.factories import appoint
from tests.reports.board.test_board import add_cycle_before
from tests.reports.factories import add_school, make_export, make_published, superintendent_of
from tests.reports.test_pages import as_person, results
from tests.worker import work

pytestmark = pytest.mark.django_db
needs_pango = pytest.mark.needs_pango
LEVELS = {"1.1": 1, "1.2": 3, "1.3": 4, "1.4": 3, "2.1": 2, "2.2": 2}
WORDS = BoardWords("We learned\n\n- this\n- and that", "Then <b>this</b> & more", is_draft=True)


@pytest.fixture
def cycle():
    cycle = make_published(name="Now")
    for name in ("North School", "South School"):
        add_school(cycle, LEVELS, name=name)
    return cycle


@pytest.fixture
def superintendent(cycle):
    return superintendent_of(cycle.district)


def ask(cycle, by, kind="pptx"):
    frozen = freeze(lambda: board_of(cycle, words=WORDS), ["en"])
    return export_actions.ask_for_export(cycle=cycle, kind=kind, language="en", frozen=frozen, by=by)


# -- From asking to the download -----------------------------------------------------------------------


def test_a_file_is_asked_for_made_by_the_worker_and_downloaded(cycle, superintendent):
    client = as_person(superintendent)

    page = client.post(results(cycle.district, "board/export/pptx/"), follow=True)
    export = Export.objects.get()
    assert page.redirect_chain[-1][0] == f"/exports/{export.pk}/"
    assert "Waiting for its turn" in page.content.decode()
    assert client.get(f"/exports/{export.pk}/file/").status_code == 404

    work()

    assert "Ready" in client.get(f"/exports/{export.pk}/").content.decode()
    file = client.get(f"/exports/{export.pk}/file/")
    assert file["Content-Disposition"].endswith('-now-board-report.pptx"')
    assert zipfile.is_zipfile(io.BytesIO(file.content))


@pytest.mark.sqlite_only
def test_the_command_does_all_that_waits_and_ends_where_it_is_told_to(cycle, superintendent):
    export = ask(cycle, superintendent)

    call_command("work", batch=True)

    export.refresh_from_db()
    assert (export.state, export.problem) == ("done", "")


def test_a_page_that_looks_again_is_answered_only_when_something_changed(cycle, superintendent):
    client, export = as_person(superintendent), ask(cycle, superintendent)
    htmx = {"HTTP_HX_REQUEST": "true"}

    assert client.get(f"/exports/{export.pk}/?seen=waiting", **htmx).status_code == 204
    work()
    answer = client.get(f"/exports/{export.pk}/?seen=waiting", **htmx)

    assert answer.status_code == 200
    assert "hx-trigger" not in answer.content.decode()


def test_a_file_is_seen_by_nobody_else_and_no_longer_than_a_day(cycle, superintendent, time_machine):
    export = make_export(cycle, superintendent)
    colleague = as_person(superintendent_of(cycle.district))

    assert colleague.get(f"/exports/{export.pk}/file/").status_code == 404
    assert as_person(superintendent).get(f"/exports/{export.pk}/file/").status_code == 200
    time_machine.move_to(export.asked_at + KEPT)
    assert as_person(superintendent).get(f"/exports/{export.pk}/file/").status_code == 404
    ask(cycle, superintendent)
    assert not Export.objects.filter(pk=export.pk).exists()


def test_who_lost_the_role_downloads_no_more(cycle):
    trustee = appoint(Role.TRUSTEE, district=cycle.district)
    export = make_export(cycle, trustee)
    trustee.appointments.all().delete()

    assert as_person(trustee).get(f"/exports/{export.pk}/file/").status_code == 404


def test_asking_twice_for_the_same_is_one_file(cycle, superintendent):
    first, again = ask(cycle, superintendent), ask(cycle, superintendent)

    assert first == again
    assert DBTaskResult.objects.count() == 1
    assert ask(cycle, superintendent, kind="pdf") != first
    assert ask(cycle, superintendent_of(cycle.district)) != first


def test_a_file_holds_the_words_that_its_reader_reads(cycle, superintendent):
    actions.write_notes(cycle=cycle, learned="zebra", next_steps="", revision=0, by=superintendent)
    trustee = appoint(Role.TRUSTEE, district=cycle.district)

    for person in (superintendent, trustee):
        as_person(person).post(results(cycle.district, "board/export/pptx/"))

    assert thaw(Export.objects.get(person=superintendent).frozen).words == BoardWords("zebra", is_draft=True)
    assert not thaw(Export.objects.get(person=trustee).frozen).words


def test_what_went_wrong_is_said_and_asking_again_begins_anew(cycle, superintendent):
    export = ask(cycle, superintendent)
    Export.objects.filter(pk=export.pk).update(frozen={"en": {}})

    work()

    export.refresh_from_db()
    assert (export.problem, export.content) == ("failed", None)
    page = as_person(superintendent).get(f"/exports/{export.pk}/").content.decode()
    assert "Something went wrong while the file was made" in page
    assert ask(cycle, superintendent) != export


class WithoutPango(ModuleType):
    """WeasyPrint as Python finds it on a machine that lacks the libraries it draws letters with."""

    def __getattr__(self, name):
        raise OSError("cannot load library 'libpango-1.0-0'")


def test_a_server_without_pango_says_what_is_missing(cycle, superintendent, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", WithoutPango("weasyprint"))
    export = ask(cycle, superintendent, kind="pdf")

    work()

    export.refresh_from_db()
    assert (export.problem, export.content) == ("no_pango", None)
    page = as_person(superintendent).get(f"/exports/{export.pk}/").content.decode()

    assert "a library named Pango is missing" in page


@pytest.mark.parametrize(
    ("started", "patience"), [(False, LONG_TO_WAIT), (True, LONG_TO_MAKE)], ids=["waiting", "being made"]
)
def test_a_file_that_takes_too_long_says_what_to_do(cycle, superintendent, time_machine, started, patience):
    export = ask(cycle, superintendent)
    if started:
        Export.objects.filter(pk=export.pk).update(started_at=export.asked_at)
    time_machine.move_to(export.asked_at + patience * 1.1, tick=False)

    page = as_person(superintendent).get(f"/exports/{export.pk}/").content.decode()

    assert "ask whoever runs this server" in page
    assert ask(cycle, superintendent) != export


def test_an_unknown_kind_of_file_is_404(cycle, superintendent):
    assert as_person(superintendent).post(results(cycle.district, "board/export/docx/")).status_code == 404


# -- The files ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def report(django_db_setup, django_db_blocker):
    """One report for all files: with a comparison, with words, a draft."""
    from django.db import transaction

    clear_caches()  # this is made before what the test before it left is forgotten
    with django_db_blocker.unblock(), transaction.atomic():
        cycle = make_published(name="Now", characteristics=3)
        for name in ("North School", "South School"):
            add_school(cycle, LEVELS, name=name)
        made = board_of(cycle, add_cycle_before(cycle), WORDS)
        transaction.set_rollback(True)
    return made


def tags_in(element):
    """The names of a PDF's structure, from the top down."""
    element = element.get_object()
    if "/S" in element:
        yield element["/S"][1:]
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        if hasattr(kid.get_object(), "get"):
            yield from tags_in(kid)


@needs_pango
@pytest.mark.once
def test_the_pdf_is_tagged_titled_and_says_its_language(report):
    from reports.board.pdf import board_pdf

    with override("fr"):
        pdf = PdfReader(io.BytesIO(board_pdf(report)))

    root = pdf.trailer["/Root"]
    tags = list(tags_in(root["/StructTreeRoot"]))
    assert root["/Lang"] == "fr"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert report.district in pdf.metadata.title
    assert tags.count("H1") == 1
    assert tags.count("H2") == 3
    assert (tags.count("TH"), tags.count("TR")) == (6 + 3, 1 + 3)
    assert b"pdfuaid" in root["/Metadata"].get_data()
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert "2,8" in text
    assert "Then <b>this</b> & more" in text
    assert "North School" not in text


DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.mark.once
def test_the_slides_have_a_table_and_a_chart_that_can_be_edited(report):
    from reports.board.slides import board_slides

    deck = zipfile.ZipFile(io.BytesIO(board_slides(report)))

    names = deck.namelist()
    slides = [ElementTree.fromstring(deck.read(f"ppt/slides/slide{n}.xml")) for n in range(1, 7)]
    assert "ppt/slides/slide7.xml" not in names
    cells = ["".join(cell.itertext()) for cell in slides[1].iter(f"{DRAWING}tc")]
    assert cells[:6] == [
        "Characteristic",
        "Level",
        "Change since Before",
        "Established or above",
        "Coverage",
        "Schools",
    ]
    assert cells[6:12] == ["1  Short 1", "2.8", "+1.0in the same 2 schools both years", "75 %", "100 %", "2"]
    chart = "".join(ElementTree.fromstring(deck.read(next(n for n in names if "/charts/chart" in n))).itertext())
    assert "2.8" in chart
    assert [name for name in names if name.startswith("ppt/embeddings/")] != []  # the numbers behind the chart
    assert [name for name in names if name.startswith("ppt/media/")] == []  # and no picture of anything
    assert all(run.get("lang") == "en-CA" for slide in slides for run in slide.iter(f"{DRAWING}rPr"))
    said = " ".join("".join(slide.itertext()) for slide in slides)
    assert "Board report (Draft)" in said
    assert "–\u00a0and that" in said
    assert "North School" not in said


@pytest.mark.once
def test_long_words_go_on_on_another_slide(report):
    from dataclasses import replace

    from reports.board.slides import board_slides

    long = replace(report, words=BoardWords("\n\n".join(["Word " * 60] * 5)))

    deck = zipfile.ZipFile(io.BytesIO(board_slides(long)))

    titles = [deck.read(name).decode() for name in deck.namelist() if name.startswith("ppt/slides/slide")]
    assert sum("(continued)" in slide for slide in titles) == 2


@pytest.mark.once
def test_a_web_worker_imports_nothing_that_draws_files():
    code = (
        "import django; django.setup(); import olf_site.urls, sys;"
        "print({'weasyprint', 'pptx', 'lxml', 'fontTools', 'pandas'} & set(sys.modules))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=settings.BASE_DIR)

    assert done.stdout.strip() == "set()", done.stderr


def test_the_worker_makes_each_file_once(cycle, superintendent):
    export = ask(cycle, superintendent)
    work()
    made = Export.objects.get(pk=export.pk).finished_at

    export_actions.make_export.call(str(export.pk))

    assert Export.objects.get(pk=export.pk).finished_at == made
