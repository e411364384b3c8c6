#!/usr/bin/python3
"""A DNS server for loopback: answers A queries of the names it was given over UDP and TCP, NXDOMAIN for every other name.

  dns_server.py PORT HOST=ADDR[,ADDR...] ...

Several addresses are answered in turn, one a query, as a rebinding attacker would. A name whose address is "silent" gets no answer,
"servfail" gets SERVFAIL. ADDR may be IPv6 (an AAAA record).
"""
import ipaddress
import socket
import socketserver
import struct
import sys
import threading

TYPE_A, TYPE_AAAA = 1, 28


def _read_name(query, offset):
    labels = []
    while True:
        length = query[offset]
        if length == 0:
            return ".".join(labels).lower(), offset + 1
        labels.append(query[offset + 1:offset + 1 + length].decode("ascii", "replace"))
        offset += 1 + length


class DnsServer:
    def __init__(self, zone, address="127.0.0.1", port=0):
        self.zone = {host.lower(): list(addresses) for host, addresses in zone.items()}
        self.queries = []
        self._lock = threading.Lock()
        answer = self.answer

        class Udp(socketserver.BaseRequestHandler):
            def handle(self):
                reply = answer(self.request[0])
                if reply is not None:
                    self.request[1].sendto(reply, self.client_address)

        class Tcp(socketserver.StreamRequestHandler):
            timeout = 5

            def handle(self):
                while head := self.rfile.read(2):
                    reply = answer(self.rfile.read(struct.unpack("!H", head)[0]))
                    if reply is None:
                        return
                    self.wfile.write(struct.pack("!H", len(reply)) + reply)

        class UdpServer(socketserver.ThreadingUDPServer):
            daemon_threads = True

        class TcpServer(socketserver.ThreadingTCPServer):
            daemon_threads, allow_reuse_address = True, True

        self._tcp = TcpServer((address, port), Tcp)
        self.port = self._tcp.server_address[1]
        self._udp = UdpServer((address, self.port), Udp)
        self.address = f"{address}:{self.port}"
        for server in (self._tcp, self._udp):
            threading.Thread(target=server.serve_forever, daemon=True).start()

    def close(self):
        for server in (self._tcp, self._udp):
            server.shutdown()
            server.server_close()

    def answer(self, query):
        if len(query) < 17:
            return None
        identity, flags, questions = struct.unpack("!HHH", query[:6])
        name, end = _read_name(query, 12)
        kind = struct.unpack("!H", query[end:end + 2])[0]
        question = query[12:end + 4]
        with self._lock:
            self.queries.append((name, kind))
            addresses = self.zone.get(name)
            if addresses and len(addresses) > 1 and kind == TYPE_A:
                self.zone[name] = addresses[1:] + addresses[:1]
        code, records = 0, b""
        count = 0
        if addresses is None:
            code = 3
        elif addresses[0] == "silent":
            return None
        elif addresses[0] == "servfail":
            code = 2
        else:
            address = ipaddress.ip_address(addresses[0])
            if kind == (TYPE_A if address.version == 4 else TYPE_AAAA):
                # a pointer to the name in the question, class IN, no time to live: each query is seen
                records = struct.pack("!HHHIH", 0xC00C, kind, 1, 0, len(address.packed)) + address.packed
                count = 1
        head = struct.pack("!HHHHHH", identity, 0x8400 | (flags & 0x0100) | 0x80 | code, 1, count, 0, 0)
        return head + question + records


if __name__ == "__main__":
    server = DnsServer({pair.split("=")[0]: pair.split("=")[1].split(",") for pair in sys.argv[2:]}, port=int(sys.argv[1]))
    print(server.address, flush=True)
    threading.Event().wait()
