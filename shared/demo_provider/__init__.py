"""The demo identity provider: OpenID Connect for the embedded default, refused elsewhere."""
