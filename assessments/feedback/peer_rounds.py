"""Rounds of peer feedback, in which every team reads one other team and is read by one."""


def one_round(teams, known=frozenset()):
    """Pairs (reader, rated) of these keys in a ring, with as few ``known`` earlier pairs as possible.

    Each team reads the one a fixed number of places after it: the first distance with the fewest known pairs, so that
    teams meet new ones each year. Fewer than two teams give no pairs.
    """
    if len(teams) < 2:
        return []
    rounds = [ring(teams, step) for step in range(1, len(teams))]
    return min(rounds, key=lambda pairs: len(known.intersection(pairs)))


def ring(teams, step):
    return list(zip(teams, [*teams[step:], *teams[:step]], strict=True))
