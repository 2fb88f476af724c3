"""What nginx is told of a region on one server: one address before its processes."""

from collections.abc import Mapping
from pathlib import Path

NGINX = """pid {folder}/nginx.pid;
worker_processes auto;
error_log stderr warn;
events {{ worker_connections 1024; }}
http {{
  access_log off;  # the services log each request themselves
  client_body_temp_path {folder}/nginx-body;
  proxy_temp_path {folder}/nginx-proxy;
  fastcgi_temp_path {folder}/nginx-other;
  uwsgi_temp_path {folder}/nginx-other;
  scgi_temp_path {folder}/nginx-other;
  client_max_body_size 11m;
  server_tokens off;
  client_header_timeout 10s;
  client_body_timeout 10s;
  proxy_http_version 1.1;
  proxy_set_header Host $http_host;
  proxy_set_header X-Forwarded-For $remote_addr;
  proxy_set_header X-Forwarded-Proto $scheme;
  proxy_set_header X-Forwarded-Host "";
  server {{
{listen}
{locations}
  }}
}}
"""
TLS = """    listen {port} ssl;
    ssl_certificate {tls}/fullchain.pem;
    ssl_certificate_key {tls}/privkey.pem;
    ssl_protocols TLSv1.2 TLSv1.3;"""


def configuration(folder: Path, port: int, ports: Mapping[str, int], *, tls: str | None) -> str:
    """nginx.conf: `ports` by the first part of the path, the portal for all others."""
    listen = TLS.format(port=port, tls=tls) if tls else f"    listen 127.0.0.1:{port};"
    paths = {name: f"~ ^/{name}(/|$)" for name in ports if name != "portal"} | {"portal": "/"}
    locations = "\n".join(
        f"    location {path} {{ proxy_pass http://127.0.0.1:{ports[name]}; }}"
        for name, path in paths.items()
    )
    return NGINX.format(folder=folder, listen=listen, locations=locations)
