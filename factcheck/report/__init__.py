"""A review as text for machines and people."""
