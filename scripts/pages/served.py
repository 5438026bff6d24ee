"""Run in a process of its own, in the folder of the commit to be looked at: its code, with the clock stopped.

served.py MOMENT manage COMMAND...   as manage.py
served.py MOMENT serve PORT          the site, in one process
"""

import datetime
import json
import os
import sys
from pathlib import Path

import time_machine

# Paths as a JSON list, answered with the pattern of each: whoever walks takes only a few pages of a pattern.
PATTERNS = "/-patterns-/"


def main(moment, verb, *arguments):
    """Stop the clock before anything of the site is imported."""
    sys.path[0] = os.getcwd()  # instead of the folder of this file
    sys.path.append(str(Path(os.environ["VAR_DIR"])))  # where the settings of this run are
    time_machine.travel(datetime.datetime.fromisoformat(moment), tick=False).start()
    if verb == "manage":
        from django.core.management import execute_from_command_line

        execute_from_command_line(["manage.py", *arguments])
    else:
        serve(int(arguments[0]))


def serve(port):
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    class QuietHandler(WSGIRequestHandler):
        def log_message(self, *_words):
            pass

    server = ThreadedWSGIServer(("127.0.0.1", port), QuietHandler)
    server.set_app(with_patterns(get_wsgi_application()))
    server.serve_forever()


def with_patterns(site):
    """The site, which also says by which pattern it knows a path."""

    def answer(environ, start_response):
        if environ["PATH_INFO"] != PATTERNS:
            return site(environ, start_response)
        paths = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps([pattern_of(path) for path in paths]).encode()]

    return answer


def pattern_of(path):
    from django.urls import Resolver404, resolve

    try:
        return resolve(path).route
    except Resolver404:
        return None


if __name__ == "__main__":
    main(*sys.argv[1:])
