"""Imports by workbook: columns, parsing, checking against what is recorded, applying, exporting.

Sits at the layer of services. `columns`, `parsing` and `planning` are pure; the rest reads and writes in chunks.
"""
