"""services of the performance app."""
