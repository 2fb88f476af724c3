"""Who a person or program is and what they may use: sign-in, sessions, tokens, principals, access.

People, roles, organisations and clients are data from outside; nothing here knows what
any role means. The protocol work (OAuth 2, OpenID Connect, JOSE) is Authlib's and joserfc's.
"""
