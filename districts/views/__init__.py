"""Pages for those who administer a district or the installation, and for a person's own account."""
