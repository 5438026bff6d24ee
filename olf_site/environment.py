"""How some variables of the environment are read that the settings' library has no word for."""

from environs import validate

# What a variable may say that is a number and was once a switch.
ON, OFF = ("on", "true", "t", "yes", "y"), ("off", "false", "f", "no", "n")
PROXIES = validate.Regexp(
    rf"(?i)([0-9]{{1,2}}|{'|'.join(ON + OFF)})\Z", error="must be the number of your reverse proxies, 0 for none"
)


def number_of_proxies(said):
    """How many reverse proxies there are, from what `PROXIES` lets through."""
    said = said.lower()
    return int(said) if said.isdigit() else int(said in ON)


# Of a name in ALLOWED_HOSTS, the port that stands for all.
ANY_PORT = "*"


def hosts_and_ports(entries, usual):
    """The names of `ALLOWED_HOSTS` as Django compares them, and of each the ports it is asked for with.

    An entry with a port (`name:8443`, `[::1]:*`) takes that one; a name alone takes the usual ones.
    """
    ports = {}
    for entry in entries:
        name, colon, port = entry.rpartition(":")
        if not colon or port.endswith("]"):
            name, port = entry, None
        ports.setdefault(name, set()).update(usual if port is None else {port})
    return list(ports), ports
