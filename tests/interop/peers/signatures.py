"""Signing as other servers do it (draft-cavage-12 and RFC 9421), and checking what ekiben signed. python3-cryptography does the arithmetic."""
import base64
import email.utils
import hashlib
import time

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

CAVAGE_POST = ("(request-target)", "host", "date", "digest", "content-type")
CAVAGE_GET = ("(request-target)", "host", "date")


class Key:
    def __init__(self, bits=2048):
        self._key = rsa.generate_private_key(65537, bits)
        self.public_pem = self._key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()

    def sign(self, text):
        return self._key.sign(text, padding.PKCS1v15(), hashes.SHA256())


def http_date(seconds_from_now=0):
    return email.utils.formatdate(time.time() + seconds_from_now, usegmt=True)


def digest(body):
    return "SHA-256=" + base64.b64encode(hashlib.sha256(body).digest()).decode()


def cavage(key, key_id, method, target, headers, signed=CAVAGE_POST, algorithm="rsa-sha256"):
    """The value of the Signature header over `signed` of lower-case `headers`."""
    lines = [f"{name}: {method.lower()} {target}" if name == "(request-target)" else f"{name}: {headers[name]}" for name in signed]
    signature = base64.b64encode(key.sign("\n".join(lines).encode())).decode()
    kind = f'algorithm="{algorithm}",' if algorithm else ""
    return f'keyId="{key_id}",{kind}headers="{" ".join(signed)}",signature="{signature}"'


def rfc9421(key, key_id, components, created=None, algorithm="rsa-v1_5-sha256", label="sig1"):
    """Signature-Input and Signature over `components`, pairs of name and value in their order."""
    names = " ".join(f'"{name}"' for name, _ in components)
    parameters = f"({names});created={int(time.time()) if created is None else created};keyid=\"{key_id}\""
    if algorithm:
        parameters += f';alg="{algorithm}"'
    base = "".join(f'"{name}": {value}\n' for name, value in components) + f'"@signature-params": {parameters}'
    return f"{label}={parameters}", f"{label}=:{base64.b64encode(key.sign(base.encode())).decode()}:"


def content_digest(body):
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def parse_cavage(value):
    found = {}
    for part in value.split(","):
        name, _, content = part.strip().partition("=")
        found[name] = content.strip('"')
    return found


def verifies(public_pem, method, target, headers, value):
    """Whether a received draft-cavage signature holds; `headers` has lower-case names."""
    claim = parse_cavage(value)
    lines = [f"{name}: {method.lower()} {target}" if name == "(request-target)" else f"{name}: {headers[name]}" for name in claim["headers"].split()]
    key = serialization.load_pem_public_key(public_pem.encode())
    try:
        key.verify(base64.b64decode(claim["signature"]), "\n".join(lines).encode(), padding.PKCS1v15(), hashes.SHA256())
        return True
    except InvalidSignature:
        return False
