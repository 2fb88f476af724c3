"""Who someone is and what they may reach: sign-in, sessions, tokens, principals, access rules.

People, roles, organisations and clients are data given from outside; nothing here knows what
any role means. The protocol work (OAuth 2, OpenID Connect, JOSE) is Authlib's and joserfc's.
"""
