"""The tests' own helpers: processes, a DNS server, certificates, peers. Standard library and python3-cryptography only."""
