"""notifications of the employees app."""
