"""What anybody writes about the pages, such as what is not accessible, and its answer."""
