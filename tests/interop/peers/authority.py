"""A certificate authority for one test run, made by the openssl command. Nothing is committed, nothing outlives the run."""
import pathlib
import subprocess


def _openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True, timeout=60)


class Authority:
    """`certificate` is the root's PEM file; issue() gives a host's chain and key."""

    def __init__(self, directory, name="test authority"):
        self.directory = pathlib.Path(directory)
        self.directory.mkdir(parents=True, exist_ok=True)
        self.key, self.certificate = self.directory / "root.key", self.directory / "root.pem"
        _openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30", "-subj", f"/CN={name}",
                 "-keyout", self.key, "-out", self.certificate, "-addext", "basicConstraints=critical,CA:TRUE",
                 "-addext", "keyUsage=critical,keyCertSign,cRLSign")

    def issue(self, host, days=10, alternative=None):
        """Paths of the certificate and the key. A negative `days` gives one that has expired; `alternative` replaces the name it is good for."""
        key, request, certificate = (self.directory / f"{host}.{kind}" for kind in ("key", "csr", "pem"))
        extensions = self.directory / f"{host}.ext"
        extensions.write_text(f"subjectAltName=DNS:{alternative or host}\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n")
        _openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={host}", "-keyout", key, "-out", request)
        told = subprocess.run(["openssl", "x509", "-help"], capture_output=True, text=True, timeout=60)
        dated = days < 0 and "-not_after" in told.stdout + told.stderr  # newer OpenSSL refuses a negative number of days
        validity = ["-not_before", "20240101000000Z", "-not_after", "20240201000000Z"] if dated else ["-days", days]
        _openssl("x509", "-req", "-in", request, "-CA", self.certificate, "-CAkey", self.key, "-CAcreateserial", *validity,
                 "-extfile", extensions, "-out", certificate)
        return certificate, key
