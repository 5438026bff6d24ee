"""What is random in every run, written as what it is: `<token>` for a token, `<uuid>` for an identifier."""

import re
from pathlib import Path

UUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")
# Thirty-two signs or more with a capital and a digit among them: no word of a language looks like that.
TOKEN = re.compile(r"(?<![\w:=-])(?=[\w:=-]*[A-Z])(?=[\w:=-]*\d)[A-Za-z0-9_:=-]{32,}(?![\w:=-])")


class Neutral:
    """Takes what is random out of anything made of strings. Identifiers that a commit's fixtures fix are not random."""

    def __init__(self, checkout):
        fixtures = (path for path in (Path(checkout) / "fixtures").rglob("*") if path.is_file())
        self.fixed = {found for path in fixtures for found in UUID.findall(path.read_text(errors="ignore"))}

    def __call__(self, value):
        if isinstance(value, str):
            return TOKEN.sub("<token>", UUID.sub(self.identifier, value))
        if isinstance(value, list):
            return [self(part) for part in value]
        if isinstance(value, dict):
            return {name: self(part) for name, part in value.items()}
        return value

    def identifier(self, found):
        return found[0] if found[0] in self.fixed else "<uuid>"
