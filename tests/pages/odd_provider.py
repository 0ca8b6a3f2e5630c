"""A sign-in service that answers what a test tells it to: sound, mistaken or hostile; on a port of its own."""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
import hmac
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
import json
from threading import Thread
import time
from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "värdekedjan & co", "s3cret/+%"
Answer = tuple[int, bytes]


def new_key(kid: str = "first") -> RSAKey:
    """A key to sign with."""
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig"})


def json_answer(told: object, status: int = 200) -> Answer:
    """An object as JSON."""
    return status, json.dumps(told).encode()


def _encoded(told: bytes) -> str:
    return urlsafe_b64encode(told).decode().rstrip("=")


@dataclass
class Provider:
    """The service. `answers` replaces what is said at a path; `asked` is what was sent for a token."""

    issuer: str = ""
    key: RSAKey = field(default_factory=new_key)
    answers: dict[str, Callable[[], Answer]] = field(default_factory=dict)
    token: Callable[[], str] = lambda: ""
    asked: dict[str, str] = field(default_factory=dict)

    def described(self, **changes: str) -> dict[str, object]:
        """What it says of itself."""
        places = {f"{name}_endpoint": f"{self.issuer}/{name}" for name in ("authorization", "token", "end_session")}
        return {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys", **places, **changes}

    def claims(self, nonce: str, /, **changes: object) -> dict[str, object]:
        """What a sound token says."""
        now = int(time.time())
        sound = {"iss": self.issuer, "aud": CLIENT, "sub": "oid-1", "nonce": nonce, "iat": now, "exp": now + 300}
        told = sound | {"preferred_username": "Anna@Ljusnaby.se", "name": "Anna Berg"} | changes
        return {name: value for name, value in told.items() if value is not None}

    def signed(self, claims: dict[str, object], key: RSAKey | None = None) -> str:
        """A token of these claims."""
        key = key or self.key
        return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key, algorithms=["RS256"])

    def sealed(self, claims: dict[str, object], secret: bytes) -> str:
        """A token sealed with a secret that others know too, as by somebody who takes the public key for one."""
        words = ".".join(
            _encoded(json.dumps(part).encode()) for part in ({"alg": "HS256", "kid": self.key.kid}, claims)
        )
        return f"{words}.{_encoded(hmac.digest(secret, words.encode(), 'sha256'))}"

    def answer(self, path: str) -> Answer:
        """What is said at a path."""
        if path in self.answers:
            return self.answers[path]()
        if path == "/.well-known/openid-configuration":
            return json_answer(self.described())
        if path == "/keys":
            return json_answer({"keys": [self.key.as_dict(private=False)]})
        return json_answer({"id_token": self.token(), "access_token": "x", "token_type": "Bearer"})


@contextmanager
def running(provider: Provider) -> Iterator[Provider]:
    """Let it answer, on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say(*provider.answer(self.path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            sent = {name: values[0] for name, values in parse_qs(body).items()}
            provider.asked = sent | {"authorization": self.headers.get("authorization", "")}
            self._say(*provider.answer(self.path))

        def _say(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            if status in (301, 302):
                self.send_header("location", f"{provider.issuer}/keys")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_told: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_told: None
    provider.issuer = f"http://localhost:{server.server_address[1]}"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
