"""What reports say: frozen values, worked out of records. None of them knows how it is drawn or taken along."""
