"""What a deck says."""
