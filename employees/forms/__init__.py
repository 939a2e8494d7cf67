"""Forms of people and organisation."""
