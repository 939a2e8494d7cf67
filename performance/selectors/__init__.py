"""selectors of the performance app."""
