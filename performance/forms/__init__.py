"""Forms of the performance year, one module per aggregate."""
