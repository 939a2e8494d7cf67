"""Accounts: login, activation, tokens."""
