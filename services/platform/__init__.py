"""How the services are composed and run: wiring, processes, settings, servers, the portal.

It names all services; no service names it.
"""
