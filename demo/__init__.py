"""Two complete districts that do not exist, with which `manage.py demo` fills an empty installation."""
