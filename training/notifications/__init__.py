"""What training tells people."""
