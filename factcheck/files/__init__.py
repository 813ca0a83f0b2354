"""Claim files in: YAML text to dossiers, with every fault as data."""
