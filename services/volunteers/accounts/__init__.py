"""To which account a support person is paid back: asked once, of themselves alone."""
