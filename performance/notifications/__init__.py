"""notifications of the performance app."""
