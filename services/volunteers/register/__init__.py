"""The register of support persons over HTTP, and the page of one of them."""
