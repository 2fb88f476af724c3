"""The tool folder as a page and over HTTP: each tool of the programme, and how it stands."""
