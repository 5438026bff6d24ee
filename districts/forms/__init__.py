"""Forms of the administration pages: they check what was typed, in words; they write nothing."""
