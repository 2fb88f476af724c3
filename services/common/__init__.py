"""What all four services speak: codes and labels, places, ages, workdays, programmes, phrases.

Every service may import it; it imports of them only `events` modules.
"""
