"""What can be compared with what, what follows from what, and what that says of each claim. Pure."""
