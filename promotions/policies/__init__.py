"""Who may do what in promotions, one module a topic; figures that agencies set stand beside."""
