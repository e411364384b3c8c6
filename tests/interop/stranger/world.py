"""One ekiben and as many strangers' hosts as a case wants, each on an address of its own."""
import itertools

from peers.instance import Instance
from peers.stranger import Sender, Stranger

# ekiben may dial 127.0.0.0 - 127.0.127.255; 127.0.200.0/24 plays the owner's private network.
ALLOWED, FORBIDDEN = "127.0.0.0/17", "127.0.200."


class World:
    def __init__(self, processes):
        self.processes = processes
        self.ekiben = Instance(processes, allow=(ALLOWED,)).start()
        self.send = Sender(self.ekiben)
        self._numbers = itertools.count(1)

    def host(self, port=0):
        number = next(self._numbers)
        stranger = Stranger(f"127.0.{1 + number // 250}.{1 + number % 250}", port)
        self.processes.at_end(stranger.close)
        return stranger

    def actor(self, name="mallory", key=None):
        return self.host().actor(name, key)

    def forbidden(self):
        """A listener that must never be spoken to."""
        stranger = Stranger(FORBIDDEN + str(next(self._numbers) % 250))
        self.processes.at_end(stranger.close)
        return stranger

    @property
    def me(self):
        return self.ekiben.actor

    def followers(self):
        """Ids in the followers collection's pages are hidden on some servers: the total is what counts."""
        return self.ekiben.followers_total()
