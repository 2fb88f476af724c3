"""Receipts of what was paid: pictures and PDFs of a visit's costs, or of a cost in the book."""
