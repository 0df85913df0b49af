"""The three servers over one database of 1,000 users: the rendered service, the hand-written minimum, FastAPI."""

import base64
import hashlib
import hmac
import json
import os
import secrets
import socket
import sqlite3
import subprocess
import time
import urllib.request

PASSWORD = "correct horse battery"
ADMIN = "admin@example.org"


class Server:
    """A process that listens on a free port of the loopback interface, and the token that it takes."""

    def __init__(self, name, folder, command, environment, cwd):
        self.name, self.port = name, free_port()
        self.log = open(f"{folder}/{name}.log", "w")
        words = [word.format(port=self.port) for word in command]
        variables = {key: value.format(port=self.port) for key, value in environment.items()}
        self.process = subprocess.Popen(
            words, cwd=cwd, env=os.environ | variables, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
            start_new_session=True)  # fmt: skip
        self.token_file = f"{folder}/{name}.token"

    def wait(self):
        for _ in range(400):
            if self.process.poll() is not None:
                raise SystemExit(f"{self.name} ended with {self.process.returncode}; see {self.log.name}")
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                time.sleep(0.05)
        raise SystemExit(f"{self.name} does not listen; see {self.log.name}")

    def take(self, token):
        with open(os.open(self.token_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(token)
        self.token = token

    def get(self, path):
        return call(f"http://127.0.0.1:{self.port}{path}", headers={"Authorization": f"Bearer {self.token}"})

    def memory(self):
        """Resident megabytes."""
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def call(url, body=None, headers={}):
    data = json.dumps(body).encode() if body is not None else None
    headers = headers | ({"Content-Type": "application/json"} if data else {})
    with urllib.request.urlopen(urllib.request.Request(url, data, headers), timeout=10) as answer:
        return json.load(answer)


def fill(folder, state):
    """The schema, an administrator and 999 other users. Answers the ids."""
    environment = os.environ | {"STATE_DIR": state}

    def command(words, text=None):
        subprocess.run(
            [f"{folder}/bin/Server", *words], cwd=f"{folder}/service", env=environment, check=True, input=text, text=True,
            stdout=subprocess.PIPE)  # fmt: skip

    command(["migrate", "up"])
    command(["admin", "create", ADMIN, "--set", "name=Admin"], PASSWORD + "\n")
    database = sqlite3.connect(f"{state}/service.sqlite")
    with database:
        for number in range(1, 1000):
            moment = f"2026-01-{number // 48 + 1:02}T{number % 24:02}:{number % 60:02}:00.000Z"
            database.execute(
                "INSERT INTO users (id, email, name, phone, role, status, created_at, updated_at, version) "
                "VALUES (?, ?, ?, ?, 'user', 'active', ?, ?, 1)",
                (f"01980000-0001-7000-8000-{number:012}", f"someone{number}@example.org", f"Someone {number}",
                 f"+4930{number:07}" if number % 2 else None, moment, moment))  # fmt: skip
    ids = [row[0] for row in database.execute("SELECT id FROM users")]
    database.close()
    return ids


def start(folder, state, running):
    """Starts the three, each with a token that it takes. `running` has every one that was started, whatever goes wrong."""
    service, programs = f"{folder}/service", f"{folder}/bin"
    database, secret = f"{state}/service.sqlite", secrets.token_hex(32)

    def add(*arguments):
        running.append(Server(arguments[0], state, *arguments[1:]))
        return running[-1].wait()

    ours = add("service", [f"{programs}/Server", "serve"], {"STATE_DIR": state, "PORT": "{port}"}, service)
    minimum = add("minimum", [f"{programs}/Minimum", database, "{port}"], {"SECRET": secret}, service)
    peer = add(
        "fastapi",
        [f"{folder}/python/bin/uvicorn", "app:app", "--port", "{port}", "--no-access-log"],
        {"DATABASE": database, "SECRET": secret}, os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + "/fastapi")  # fmt: skip
    base = f"http://127.0.0.1:{ours.port}/v1"
    ours.take(call(f"{base}/auth/login", {"email": ADMIN, "password": PASSWORD})["accessToken"])
    token = signed({"sub": "01980000-0001-7000-8000-000000000001", "exp": int(time.time()) + 3600}, secret)
    minimum.take(token)
    peer.take(token)
    return ours, minimum, peer


def signed(claims, secret):
    """A JSON web token, HS256."""

    def part(data):
        return base64.urlsafe_b64encode(data).rstrip(b"=")

    text = part(json.dumps({"alg": "HS256", "typ": "JWT"}).encode()) + b"." + part(json.dumps(claims).encode())
    return (text + b"." + part(hmac.digest(secret.encode(), text, hashlib.sha256))).decode()
