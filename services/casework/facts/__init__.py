"""What a programme asks of its families: answers with their day, and what is still to be asked."""
