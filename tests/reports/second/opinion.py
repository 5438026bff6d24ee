"""The second opinion, whole: every figure there is of a district beside what pandas finds."""

from .districts import DISTRICTS, published
from .outcomes import OUTCOMES
from .ratings import RATINGS


def the_second_opinion_is_the_same(district, families=None):
    """Everything of each published cycle, and of the district over its years.

    ``families``: by cycle where its schools belonged on the day of publication, if not where they do today.
    """
    for again in published(district, families):
        for check in (*OUTCOMES, *RATINGS):
            check(again)
    for check in DISTRICTS:
        check(district)
