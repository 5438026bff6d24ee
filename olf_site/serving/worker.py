"""gunicorn's worker: one process with uvicorn's connections, the front, and the threads behind it."""

from uvicorn_worker import UvicornWorker

from ..logs import discreet
from .connection import Connection
from .front import Front


class FrontWorker(UvicornWorker):
    CONFIG_KWARGS = {
        "http": Connection,
        "loop": "asyncio",
        "lifespan": "off",
        "ws": "none",
        "access_log": False,
        # Django is told by its settings whether a proxy stands before it, and reads its headers as they came.
        "proxy_headers": False,
        "server_header": False,
        "h11_max_incomplete_event_size": 32 * 1024,
        "timeout_graceful_shutdown": 15,
    }

    def load_wsgi(self):
        super().load_wsgi()
        limits = getattr(self.wsgi, "body_limits", None)
        told = self.write_access if self.cfg.accesslog else None
        self.wsgi = Front(self.wsgi, threads=self.cfg.threads, limits=limits, told=told)

    def write_access(self, environ, status, seconds):
        """Log one line for an answer: no query string, no IP address, no browser, and no secret from the path."""
        path = discreet(environ["PATH_INFO"].encode("latin-1", "replace").decode("utf-8", "replace"))
        self.log.access_log.info("%s %s %s %dms", environ["REQUEST_METHOD"], path, status[:3], seconds * 1000)
