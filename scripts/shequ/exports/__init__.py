"""Rows and records as bytes for other programs: JSON, CSV, JSON Schema. Nothing is computed here."""
