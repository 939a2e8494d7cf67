"""views of the employees app."""
