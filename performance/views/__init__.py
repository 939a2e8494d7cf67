"""views of the performance app."""
