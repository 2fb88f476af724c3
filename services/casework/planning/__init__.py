"""What can be done to the plan of a case: over HTTP, and on the pages for it."""
