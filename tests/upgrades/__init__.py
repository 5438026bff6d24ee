"""Databases as earlier versions left them, and that this version brings each of them up to date."""
