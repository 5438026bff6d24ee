"""A published cycle with two blocks of schools, for tests of how people rated."""

from assessments.publishing.models import Block
from reports.figures.records import read_cycle
from reports.rater_agreement.value import choices_of, rater_agreement_of
from tests.factories import make_family

from .factories import add_school, make_block, make_published

# Levels 1 to 4, then not enough information, does not apply, no answer.
NORTH = {
    "1.1": [0, 0, 100, 0, 0, 0, 0],
    "1.2": [40, 10, 10, 40, 0, 0, 0],
    "1.3": [30, 20, 30, 20, 0, 0, 0],
    "2.1": [0, 50, 50, 0, 0, 0, 0],
    "2.2": [0, 0, 0, 0, 90, 0, 10],
}
OTHERS = {
    "1.1": [0, 0, 80, 20, 0, 0, 0],
    "1.2": [20, 20, 20, 20, 0, 0, 20],
    "2.1": [0, 60, 40, 0, 0, 0, 0],
    "2.2": [0, 0, 0, 0, 100, 0, 0],
}


def make_rated():
    """Two schools of North and one without a family; 30 people in steps of 10 %, 15 in steps of 20 %."""
    cycle = make_published()
    north = make_family(cycle.district, name="North")
    schools = [add_school(cycle, levels, family=north) for levels in ({"1.1": 3, "1.2": 2}, {"1.1": 4, "1.2": "no"})]
    other = add_school(cycle, {"1.1": 1, "1.3": 3})
    make_block(cycle, NORTH, people=30, step=10, family=north, schools=schools)
    make_block(cycle, OTHERS, people=15, step=20, schools=[other])
    Block.objects.update(is_all=False)
    return cycle


def report_of(cycle, place=0):
    choices = choices_of(cycle)
    return rater_agreement_of(read_cycle(cycle), choices, choices[place])


def by_code(report):
    return {rated.practice.code: rated for rated in report.practices}
