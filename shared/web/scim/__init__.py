"""SCIM 2.0 (RFC 7643, RFC 7644): how an identity provider keeps people here, as far as any service
needs it. What a user or a group is, the service itself says."""
