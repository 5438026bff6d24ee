"""One file with everything stored about a person: what each app registers (``registry``), collected and written."""
