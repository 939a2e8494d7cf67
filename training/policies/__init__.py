"""Who may do what in training, one module a topic."""
