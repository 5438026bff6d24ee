"""The pages of a team's assessment and of a district's cycles."""
