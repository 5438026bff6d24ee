"""The first sheet of a workbook: what it is about, and the meaning of every figure in it."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.exports.table import Field, Table
from reports.figures.legend import NOT_SHOWN

HEAD = (Field("about", gettext_lazy("About")), Field("words", gettext_lazy("What it means")))


def readme_table(tidy, choices):
    return Table(_("Read me"), HEAD, (*subject(tidy), *sheets(), *rated(choices), *outcomes(tidy), *protected()))


def subject(tidy):
    cycle = tidy.records.cycle
    yield _("District"), cycle.district.name
    yield _("Cycle"), cycle.name
    yield _("Published"), date_format(localtime(cycle.published_at), "DATE_FORMAT")
    yield _("Framework"), cycle.edition.title
    for level in tidy.records.scale.levels:
        yield _("Level %(level)s") % {"level": level.value}, level.label
    if tidy.has_target:
        yield _("Target level"), str(tidy.records.scale.target.value)
    yield (
        _("What is in it"),
        _(
            "The schools that you read, by the names of the day on which their records were written, listed by name and "
            "never ranked. An empty cell means: no figure."
        ),
    )


def sheets():
    yield _("Sheet: %(name)s") % {"name": _("Figures")}, _("One row a school and characteristic: counts and figures.")
    yield (
        _("Sheet: %(name)s") % {"name": _("Means")},
        _(
            "One row a characteristic, for the district (no family named) and for each family: the mean of its schools’ "
            "figures, each school once, over schools with at least half of their practices agreed; coverage over all of "
            "them. A family’s mean needs two schools."
        ),
    )
    yield (
        _("Sheet: %(name)s") % {"name": _("Practices")},
        _("One row a team and practice: what was agreed and what it rests on."),
    )
    yield (
        _("Sheet: %(name)s") % {"name": _("Evidence")},
        _("One row a school and characteristic: how many practices have evidence, and of what kind."),
    )


def outcomes(tidy):
    yield _("Practices that apply"), _("All of the framework’s practices but those that the team said do not apply.")
    yield _("Practices agreed"), _("Practices for which the team agreed a level.")
    yield _("Level"), _("The mean of the levels agreed for the practices that apply, to one decimal.")
    if tidy.has_target:
        yield _("At or above target (%)"), _("Agreed levels at or above the target level ÷ agreed levels.")
    yield _("Coverage (%)"), _("Practices agreed ÷ practices that apply. Below 50 a level says little.")
    yield _("With evidence (%)"), _("Practices with at least one piece of evidence ÷ practices that apply.")
    yield (
        _("With evidence of changed outcomes (%)"),
        _("Practices with a piece of evidence that shows changed outcomes ÷ practices that apply."),
    )
    yield (
        _("Without the evidence that the level asks for"),
        _("Practices agreed at a level that asks for more kinds of evidence than are linked."),
    )
    yield _("Locally different on purpose"), _("The team does it otherwise for a reason of its own.")


def rated(choices):
    name = _("Sheet: %(name)s") % {"name": _("How people rated")}
    if not choices:
        yield name, str(NOT_SHOWN)
        return
    yield (
        name,
        _(
            "One row a block of schools and practice: of the people who answered anything, the share who gave each answer "
            "before their team met. All schools are the mean of the blocks, weighted by their people."
        ),
    )
    yield (
        _("Shares in steps of (%)"),
        _(
            "Shares are rounded to this step, so that they say nothing of one person: 0 means less than one step, 100 all "
            "but less than one. An empty cell: not shown, to protect people."
        ),
    )


def protected():
    yield (
        _("Protection"),
        _(
            "What the people of one school’s team answered stays in that team: no figure made from it is in this file. "
            "No reason, dissent or name of a person is in it either."
        ),
    )
