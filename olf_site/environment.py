"""How some variables of the environment are read that the settings' library has no word for."""

# What a variable may say that is a number and was once a switch.
ON, OFF = ("on", "true", "t", "yes", "y"), ("off", "false", "f", "no", "n")
PROXIES = rf"(?i)([0-9]{{1,2}}|{'|'.join(ON + OFF)})\Z"


def number_of_proxies(said):
    """How many reverse proxies there are, from what matches `PROXIES`."""
    said = said.lower()
    return int(said) if said.isdigit() else int(said in ON)
