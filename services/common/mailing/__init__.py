"""Mail that says that something waits to be read, in which no name and no thing is named."""
