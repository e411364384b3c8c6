"""nginx as it stands in front of ekiben on a server: TLS, several host names, one address each."""
import pathlib


def start_nginx(processes, directory, sites, name="nginx"):
    """`sites`: list of dicts with host, address, certificate, key, upstream (for proxy_pass). Listens on port 443 of each address."""
    directory = pathlib.Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    blocks = []
    for site in sites:
        blocks.append(f"""
  server {{
    listen {site['address']}:{site.get('port', 443)} ssl;
    server_name {site['host']};
    ssl_certificate {site['certificate']};
    ssl_certificate_key {site['key']};
    location / {{
      proxy_pass {site['upstream']};
      proxy_http_version 1.1;
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Forwarded-Proto https;
      proxy_set_header Connection "";
    }}
  }}""")
    temporary = "\n".join(f"  {kind}_temp_path {directory}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    configuration = directory / "nginx.conf"
    configuration.write_text(f"""daemon off;
user root;
worker_processes 1;
pid {directory}/nginx.pid;
error_log {processes.logs}/{name}-error.log warn;
events {{ worker_connections 512; }}
http {{
  log_format hosts '$host $request_method $uri $status';
  access_log {processes.logs}/{name}-access.log hosts;
{temporary}
{"".join(blocks)}
}}
""")
    processes.start(name, ["nginx", "-c", configuration, "-p", directory, "-e", f"{processes.logs}/{name}-error.log"])
    for site in sites:
        processes.wait_until_listening(name, site["address"], site.get("port", 443))
