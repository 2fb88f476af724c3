"""Machinery that knows no word of the product: it could serve a shop for bicycles unchanged."""
