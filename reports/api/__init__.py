"""The reports for programs: read-only JSON, with the values and the protection of the pages."""
