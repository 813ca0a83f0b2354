"""What a claim is: frozen records, exact arithmetic, no I/O and no rules."""
