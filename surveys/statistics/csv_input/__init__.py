"""Answers from CSV files: read in blocks, checked cell by cell, kept as one small number a cell, then counted."""
