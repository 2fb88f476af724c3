"""One report: read by its reader, shown as a page, and sent as JSON, CSV or XLSX."""
