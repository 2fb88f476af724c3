"""How the services are put together and run: wiring, processes, settings, servers, the front door.

It names all services; no service names it.
"""
