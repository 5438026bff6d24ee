"""Districts and what their people say, drawn with fixed seeds.

*Realistic*: each practice stands somewhere in the district (a mean between 1.8 and 3.4 of levels 1 to 4), each team
near it (standard deviation 0.4), each person near their team (0.6). Of a hundred people eight give no answer, seven
have not enough information, and for three it does not apply. *At one level*: 93 of a hundred say the same level, the
others anything else; everybody answers.
"""

from collections import Counter

from tests.assessments.publishing.attack.published import District, Team

LEVELS, NOT_ENOUGH, DOES_NOT_APPLY = 4, 4, 5
ANSWERS = 6


def board(chance, schools, families=5, sizes=range(3, 10)):
    """A district with so many schools in families, one in ten in none, and between three and nine people a team."""
    names = [f"family {number}" for number in range(families)]
    drawn = (chance.choice(names) if chance.random() < 0.9 else None for _ in range(schools))
    return District(tuple(Team(family, chance.choice(sizes)) for family in drawn))


def realistic(chance, place):
    """A world with answers as people give them."""
    practice = chance.uniform(1.8, 3.4)
    return [team_near(chance, practice + chance.gauss(0, 0.4), team.people) for team in place.teams]


def team_near(chance, mean, people):
    """The counts of a team whose levels lie around a mean."""

    def answer():
        what = chance.random()
        if what < 0.08:
            return None
        if what < 0.15:
            return NOT_ENOUGH
        if what < 0.18:
            return DOES_NOT_APPLY
        return min(LEVELS, max(1, round(chance.gauss(mean, 0.6)))) - 1

    return counted(answer() for _ in range(people))


def at_one_level(chance, place, share=0.93):
    """A world in which nearly everybody in the district says one level."""
    level = chance.randrange(LEVELS)
    others = [answer for answer in range(ANSWERS) if answer != level]
    return [
        counted(level if chance.random() < share else chance.choice(others) for _ in range(team.people))
        for team in place.teams
    ]


def counted(answers):
    """How many gave each answer."""
    counts = Counter(answers)
    return tuple(counts[answer] for answer in range(ANSWERS))
