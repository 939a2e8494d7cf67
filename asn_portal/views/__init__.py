"""Pages composed of every app."""
