"""What the machinery shows of itself over HTTP: health, figures."""
