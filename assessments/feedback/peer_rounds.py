"""Who reads whom: one round in which every team reads one other team and is read by one."""


def one_round(teams, known=frozenset()):
    """Pairs (reader, rated) of these keys, in a ring; as few as can be that are ``known`` from earlier.

    Each reads the one that comes so many places after it. Of all distances the first is taken that repeats the
    fewest known pairs, so that in another year a team meets another one. Fewer than two teams make no pair.
    """
    if len(teams) < 2:
        return []
    rounds = [ring(teams, step) for step in range(1, len(teams))]
    return min(rounds, key=lambda pairs: len(known.intersection(pairs)))


def ring(teams, step):
    """Each team with the one that comes ``step`` places after it."""
    return list(zip(teams, [*teams[step:], *teams[:step]], strict=True))
