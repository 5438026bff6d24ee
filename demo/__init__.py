"""A district that does not exist, told in full: what `manage.py demo` fills an empty installation with."""
