"""The steps of training, one module a topic."""
