"""Forms of promotions."""
