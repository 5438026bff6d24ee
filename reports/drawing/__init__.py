"""Values drawn for a page: tables joined in Python, charts, the words of the board report."""
