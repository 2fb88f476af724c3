"""Who suits a need: hard rules first, then a sum that explains itself."""
