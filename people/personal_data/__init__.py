"""Everything stored about a person, as one file for them: what each app knows (``registry``), gathered and written."""
