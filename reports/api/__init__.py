"""The reports for programs: read-only, JSON, the same values and the same protection as the pages."""
