"""The steps of promotions, one module a topic."""
