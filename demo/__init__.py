"""Two districts that do not exist, made in full: what `manage.py demo` fills an empty installation with."""
