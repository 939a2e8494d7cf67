"""What training writes."""
