"""How requests come in: gunicorn's processes, uvicorn's connections, and the front that takes in and hands over."""
