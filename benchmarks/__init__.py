"""What the compass of speed is measured with: `make bench`."""

from pathlib import Path

HOME = Path(__file__).resolve().parent
VAR = HOME / "var"
