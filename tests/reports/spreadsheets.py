"""What Excel makes of a CSV file that somebody opens with a double click: where cells end, and what they become."""

import csv
import datetime
import io
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Excel:
    """Excel as it is installed for a language: its list separator, its decimal mark, its words for true and false."""

    separator: str
    decimal: str
    truths: dict

    def opened(self, content):
        """The rows of a file, each cell as what Excel takes it for."""
        assert content.startswith(b"\xef\xbb\xbf")  # without it Excel reads accents as two letters each
        text = content.decode("utf-8-sig")
        assert not text.startswith("ID")  # a file that begins so is taken for another format
        return [
            [self.taken_for(cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=self.separator)
        ]

    def taken_for(self, text):
        """A number, a date, true or false, a formula, or text."""
        if text.strip()[:1] in tuple("=+-@") and not self.is_number(text):
            return f"formula {text}"
        if self.is_number(text):
            return float(text.replace(self.decimal, "."))
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return datetime.date.fromisoformat(text)
        if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}", text):
            return f"a date of {text}"
        return self.truths.get(text.upper(), text)

    def is_number(self, text):
        """Whether it is a number here: 9.10 is one where decimals have a point."""
        return bool(re.fullmatch(rf"[-+]?\d+({re.escape(self.decimal)}\d+)?(E[-+]?\d+)?", text.strip(), re.IGNORECASE))


ENGLISH = Excel(",", ".", {"TRUE": True, "FALSE": False})
FRENCH = Excel(";", ",", {"VRAI": True, "FAUX": False})
