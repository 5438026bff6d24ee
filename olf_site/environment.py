"""Environment variables that need more parsing than the settings' library offers."""

from environs import validate

# What a variable may say that is a number and was once a switch.
ON, OFF = ("on", "true", "t", "yes", "y"), ("off", "false", "f", "no", "n")
PROXIES = validate.Regexp(
    rf"(?i)([0-9]{{1,2}}|{'|'.join(ON + OFF)})\Z", error="must be the number of your reverse proxies, 0 for none"
)


def number_of_proxies(said):
    said = said.lower()
    return int(said) if said.isdigit() else int(said in ON)


# Of a name in ALLOWED_HOSTS, the port that stands for all.
ANY_PORT = "*"


def hosts_and_ports(entries, usual):
    """The names in `ALLOWED_HOSTS` as Django compares them, and the ports allowed for each.

    An entry with a port (`name:8443`, `[::1]:*`) allows that one; a name alone allows the usual ones.
    """
    ports = {}
    for entry in entries:
        name, colon, port = entry.rpartition(":")
        if not colon or port.endswith("]"):
            name, port = entry, None
        ports.setdefault(name, set()).update(usual if port is None else {port})
    return list(ports), ports
