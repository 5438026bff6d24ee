"""What `compare_pages.py` is made of: serving a demo with a stopped clock, walking it, looking at it, comparing."""
