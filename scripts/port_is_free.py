"""Exit with 0 when nobody listens on the given port of this machine, else with 1."""

import socket
import sys

with socket.socket() as probe:
    # As the server does it: a port whose last connections are still being wound up is free.
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("127.0.0.1", int(sys.argv[1])))
    except (OSError, OverflowError, ValueError) as problem:
        print(f"127.0.0.1:{sys.argv[1]}: {problem}", file=sys.stderr)
        sys.exit(1)
