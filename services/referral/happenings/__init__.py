"""Open events: lectures, workshops and meeting places, planned, published, held and counted."""
