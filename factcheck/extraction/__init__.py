"""Figures in running text, Korean and English."""
