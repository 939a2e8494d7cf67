"""Transition tables of the employees app."""
