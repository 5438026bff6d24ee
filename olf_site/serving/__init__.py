"""How requests are served: gunicorn's processes, uvicorn's connections, and the front between them and Django."""
