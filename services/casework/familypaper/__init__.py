"""What a family takes home of its case: on paper, in its own language, without third parties."""
