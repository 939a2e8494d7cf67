"""What promotions tell people."""
