"""API of the performance year."""
