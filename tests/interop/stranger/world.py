"""One ekiben and as many strangers' hosts as a case wants, each on an address of its own."""
import itertools

from peers.dns_server import DnsServer
from peers.instance import Instance
from peers.stranger import Sender, Stranger

# ekiben may dial 127.0.0.0 - 127.0.127.255; 127.0.200.0/24 plays the owner's private network.
ALLOWED, FORBIDDEN = "127.0.0.0/17", "127.0.200."


class World:
    def __init__(self, processes):
        self.processes = processes
        self.names = DnsServer({})
        processes.at_end(self.names.close)
        self.ekiben = Instance(processes, allow=(ALLOWED,), configuration=f"dns.servers = {self.names.address}\n").start()
        self.send = Sender(self.ekiben)
        self._numbers = itertools.count(1)

    def host(self, port=0):
        number = next(self._numbers)
        stranger = Stranger(f"127.0.{1 + number // 250}.{1 + number % 250}", port)
        self.processes.at_end(stranger.close)
        return stranger

    def actor(self, name="mallory", key=None):
        return self.host().actor(name, key)

    def named(self, name, addresses=None):
        """A host that is found by name; `addresses` are what the DNS server says (None: where it really is)."""
        stranger = self.host()
        self.names.zone[name] = addresses or [stranger.host.split(":")[0]]
        stranger.host = f"{name}:{stranger.port}"
        stranger.base = f"http://{stranger.host}"
        return stranger

    def forbidden(self, port=0):
        """A listener that must never be spoken to."""
        stranger = Stranger(FORBIDDEN + str(1 + next(self._numbers) % 250), port)
        self.processes.at_end(stranger.close)
        return stranger

    @property
    def me(self):
        return self.ekiben.actor

    def followers(self):
        """Ids in the followers collection's pages are hidden on some servers: the total is what counts."""
        return self.ekiben.followers_total()
