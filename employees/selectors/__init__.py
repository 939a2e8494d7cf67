"""Reads of people and organisation; each takes the actor."""
