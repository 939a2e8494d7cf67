"""What promotions write."""
