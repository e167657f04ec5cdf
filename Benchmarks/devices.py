#!/usr/bin/env python3
"""How fast jobs reach printers: quired beside a private cupsd, in the same minutes, with sinks that take what comes on
ports of the loopback as a printer on port 9100 does.

    Benchmarks/devices.py BIN FOLDER            BIN: where quired (a release build) is; FOLDER: for both spools

Prints for both: jobs/s and processor time a job with many printers at once and with one; the time from sending a job to
its first byte at an idle printer; for quired alone, what idle queues cost. As root `Benchmarks/on-fresh-disk.sh
Benchmarks/devices.py BIN` puts both spools on a fresh, journaled file system. Needs nothing but Python's own library.
"""
import argparse
import os
import select
import signal
import socket
import statistics
import struct
import subprocess
import time

TICKS = os.sysconf("SC_CLK_TCK")


def attribute(tag, name, value):
    if isinstance(value, bool):
        value = bytes([value])
    elif isinstance(value, int):
        value = struct.pack(">i", value)
    elif isinstance(value, str):
        value = value.encode()
    return struct.pack(">BH", tag, len(name)) + name.encode() + struct.pack(">H", len(value)) + value


def request(operation, uri, path, more=b"", group=b"", document=b""):
    body = struct.pack(">BBHI", 2, 0, operation, 1) + b"\x01"
    body += attribute(0x47, "attributes-charset", "utf-8") + attribute(0x48, "attributes-natural-language", "en")
    body += attribute(0x45, "printer-uri", uri) + attribute(0x42, "requesting-user-name", "bench") + more + group + b"\x03"
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/ipp\r\n"
    return f"{head}Content-Length: {len(body) + len(document)}\r\n\r\n".encode() + body + document


def print_job(printer, document):
    path = f"/printers/{printer}"
    more = attribute(0x42, "job-name", "bench") + attribute(0x49, "document-format", "application/octet-stream")
    return request(0x0002, f"ipp://localhost{path}", path, more, document=document)


class Answer:
    """Takes one HTTP answer in, and says when it is whole."""

    def __init__(self):
        self.bytes = b""

    def feed(self, piece):
        self.bytes += piece
        end = self.bytes.find(b"\r\n\r\n")
        if end < 0:
            return None
        head, body = self.bytes[:end].lower(), self.bytes[end + 4:]
        if b"100 continue" in head[:30]:
            self.bytes = body
            return self.feed(b"")
        if b"transfer-encoding: chunked" in head:
            if not body.endswith(b"0\r\n\r\n"):
                return None
            plain, rest = b"", body
            while rest:
                size, rest = rest.split(b"\r\n", 1)
                plain, rest = plain + rest[:int(size, 16)], rest[int(size, 16) + 2:]
            body = plain
        else:
            length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
            if len(body) < length:
                return None
        if not head.startswith(b"http/1.1 200") or len(body) < 4:
            raise SystemExit(f"the server answered {head[:60]!r}")
        status = struct.unpack(">H", body[2:4])[0]
        if status > 0xFF:
            raise SystemExit(f"the server refused a request: 0x{status:04x} {body[8:200]!r}")
        return body


def ask(port, message):
    with socket.create_connection(("127.0.0.1", port), 30) as connection:
        connection.sendall(message)
        answer = Answer()
        while True:
            piece = connection.recv(65536)
            body = answer.feed(piece)
            if body is not None:
                return body
            if not piece:
                raise SystemExit("the server closed the connection")


class Bench:
    """Clients that send jobs and printers that take them, in one loop."""

    def __init__(self, printers):
        self.poll = select.epoll()
        self.sinks, self.jobs, self.clients = {}, {}, {}
        self.ports = []
        self.received, self.octets, self.first = 0, 0, None
        for _ in range(printers):
            sink = socket.socket()
            sink.bind(("127.0.0.1", 0))
            sink.listen(64)
            sink.setblocking(False)
            self.ports.append(sink.getsockname()[1])
            self.sinks[sink.fileno()] = sink
            self.poll.register(sink.fileno(), select.EPOLLIN)

    def handle(self, number):
        if number in self.sinks:
            try:
                job, _ = self.sinks[number].accept()
            except BlockingIOError:
                return
            self.jobs[job.fileno()] = job
            self.poll.register(job.fileno(), select.EPOLLIN)
            self.handle_job(job.fileno())
        elif number in self.jobs:
            self.handle_job(number)
        else:
            self.handle_client(number)

    def handle_job(self, number):
        job = self.jobs[number]
        while True:
            try:
                piece = job.recv(65536, socket.MSG_DONTWAIT)
            except BlockingIOError:
                return
            if piece:
                if self.first is None:
                    self.first = time.perf_counter()
                self.octets += len(piece)
                continue
            self.received += 1
            self.poll.unregister(number)
            del self.jobs[number]
            job.close()
            return

    def handle_client(self, number):
        client, answer = self.clients[number]
        piece = client.recv(65536)
        if not piece:
            raise SystemExit("the server closed a connection")
        if answer.feed(piece) is None:
            return
        self.accepted += 1
        self.send(client)

    def send(self, client):
        message = next(self.messages, None)
        if message is not None:
            self.clients[client.fileno()] = (client, Answer())
            client.sendall(message)

    def run(self, port, messages, count, octets, connections, patience=300):
        """Sends all messages; returns seconds until the last was accepted, and until the last had been printed."""
        self.received, self.octets, self.first, self.accepted = 0, 0, None, 0
        self.messages = iter(messages)
        clients = [socket.create_connection(("127.0.0.1", port)) for _ in range(connections)]
        for client in clients:
            self.poll.register(client.fileno(), select.EPOLLIN)
        begun, accepted = time.perf_counter(), None
        for client in clients:
            self.send(client)
        while self.received < count or self.accepted < count:
            for number, _ in self.poll.poll(1):
                self.handle(number)
            if accepted is None and self.accepted == count:
                accepted = time.perf_counter() - begun
            if time.perf_counter() - begun > patience:
                raise SystemExit(f"only {self.received} of {count} jobs arrived within {patience} s")
        took = time.perf_counter() - begun
        for client in clients:
            self.poll.unregister(client.fileno())
            client.close()
        if self.octets != octets:
            raise SystemExit(f"{self.octets} bytes arrived, not {octets}")
        return accepted or took, took, (self.first or begun) - begun

    def rest(self):
        """Takes what still comes until nothing does: probes, and jobs that are printed twice."""
        while events := self.poll.poll(0.5):
            for number, _ in events:
                self.handle(number)


def processor(pid):
    """Seconds that a process and those of its children that have ended took."""
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return sum(int(field) for field in fields[11:15]) / TICKS


def resident(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:")) / 1024


class Quired:
    name = "quired"

    def __init__(self, binaries, folder, ports):
        self.process = subprocess.Popen(
            [f"{binaries}/quired", "serve", "--dir", f"{folder}/quired", "--listen", "127.0.0.1:0", "--policy", "open"],
            stdout=subprocess.PIPE, stderr=open(f"{folder}/quired.log", "w"), text=True)
        line = self.process.stdout.readline().split()
        self.port = next(int(word.split(":")[1]) for word in line if word.startswith("127.0.0.1:"))
        for number, port in enumerate(ports):
            self.add(f"p{number}", f"socket://127.0.0.1:{port}")

    def add(self, name, uri):
        group = b"\x04" + attribute(0x45, "device-uri", uri) + attribute(0x23, "printer-state", 3)
        group += attribute(0x22, "printer-is-accepting-jobs", True)
        ask(self.port, request(0x4003, f"ipp://localhost/printers/{name}", "/admin/", group=group))


class Cupsd:
    name = "cupsd"

    def __init__(self, folder, ports):
        root = f"{folder}/cupsd"
        for part in ["etc", "spool", "tmp", "cache", "run", "log"]:
            os.makedirs(f"{root}/{part}")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        places = {
            "ServerRoot": "etc", "RequestRoot": "spool", "TempDir": "tmp", "CacheDir": "cache", "StateDir": "run",
            "AccessLog": "log/access_log", "ErrorLog": "log/error_log", "PageLog": "log/page_log"}
        with open(f"{root}/cups-files.conf", "w") as file:
            file.write("SystemGroup root\nUser lp\nGroup lp\nFileDevice Yes\n")
            file.writelines(f"{key} {root}/{place}\n" for key, place in places.items())
        with open(f"{root}/cupsd.conf", "w") as file:
            file.write(
                f"LogLevel warn\nAccessLogLevel config\nListen 127.0.0.1:{self.port}\nBrowsing No\nWebInterface No\n"
                "MaxClients 4000\nMaxJobs 0\n<Location />\n  Order allow,deny\n  Allow all\n</Location>\n"
                "<Policy default>\n  JobPrivateAccess all\n  JobPrivateValues none\n  <Limit All>\n"
                "    Order deny,allow\n    Allow all\n  </Limit>\n</Policy>\n")
        with open(f"{root}/etc/printers.conf", "w") as file:
            for number, port in enumerate(ports):
                file.write(
                    f"<Printer p{number}>\nPrinterId {number + 1}\n"
                    f"UUID urn:uuid:00000000-0000-4000-8000-{number + 1:012d}\nDeviceURI socket://127.0.0.1:{port}\n"
                    "State Idle\nAccepting Yes\nShared Yes\nJobSheets none none\nOpPolicy default\n"
                    "ErrorPolicy retry-job\n</Printer>\n")
        self.process = subprocess.Popen(
            ["/usr/sbin/cupsd", "-f", "-c", f"{root}/cupsd.conf", "-s", f"{root}/cups-files.conf"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(500):
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except OSError:
                time.sleep(0.02)
        raise SystemExit("cupsd did not start")


def measure(server, bench, settings):
    pid = server.process.pid
    document = bytes(range(256)) * 16
    figures = {}

    def load(printers, jobs):
        messages = (print_job(f"p{number % printers}", document) for number in range(jobs))
        before = processor(pid)
        accepted, took, _ = bench.run(server.port, messages, jobs, jobs * len(document), settings.connections)
        bench.rest()
        time.sleep(0.5)
        return accepted, took, (processor(pid) - before) / jobs * 1000

    load(len(bench.ports), len(bench.ports))
    many = [load(len(bench.ports), len(bench.ports) * settings.jobs) for _ in range(settings.rounds)]
    count = len(bench.ports) * settings.jobs
    figures["many"] = [count / took for _, took, _ in many]
    figures["many accepted"] = [count / accepted for accepted, _, _ in many]
    figures["many CPU"] = [cpu for _, _, cpu in many]
    one = [load(1, settings.one) for _ in range(settings.rounds)]
    figures["one"] = [settings.one / took for _, took, _ in one]
    figures["one CPU"] = [cpu for _, _, cpu in one]
    waits = []
    for _ in range(settings.latencies):
        time.sleep(0.02)
        _, _, first = bench.run(server.port, [print_job("p0", document)], 1, len(document), 1)
        waits.append(first * 1000)
    figures["latency"] = [statistics.median(waits), sorted(waits)[int(len(waits) * 0.99)]]
    if server.name == "quired":
        pause = (processor(pid), resident(pid))
        for number in range(settings.idle):
            server.add(f"idle{number}", f"socket://127.0.0.1:{bench.ports[0]}")
        time.sleep(2)
        begun, before = time.perf_counter(), processor(pid)
        time.sleep(10)
        figures["idle CPU"] = [(processor(pid) - before) / (time.perf_counter() - begun) * 100]
        figures["idle RSS"] = [resident(pid), pause[1]]
    return figures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binaries")
    parser.add_argument("folder")
    parser.add_argument("--printers", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=20, help="for each of them")
    parser.add_argument("--one", type=int, default=500, help="jobs for one printer alone")
    parser.add_argument("--latencies", type=int, default=100)
    parser.add_argument("--idle", type=int, default=2000, help="idle queues")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--without-cups", action="store_true")
    settings = parser.parse_args()
    os.makedirs(settings.folder, exist_ok=True)
    bench = Bench(settings.printers)
    figures = {}
    makers = [lambda: Quired(settings.binaries, settings.folder, bench.ports)]
    if not settings.without_cups and os.access("/usr/sbin/cupsd", os.X_OK):
        makers.append(lambda: Cupsd(settings.folder, bench.ports))
    for make in makers:
        server = make()
        try:
            figures[server.name] = measure(server, bench, settings)
        finally:
            server.process.send_signal(signal.SIGTERM)
            server.process.wait(60)
    show(figures, settings)


def show(figures, settings):
    def text(values, form):
        return " ".join(form % value for value in values)

    lines = [
        ("many", f"{settings.printers} printers, jobs/s", "%.0f"), ("many accepted", "… accepted/s", "%.0f"),
        ("many CPU", "… CPU ms a job", "%.2f"), ("one", "one printer, jobs/s", "%.0f"),
        ("one CPU", "… CPU ms a job", "%.2f"), ("latency", "idle: first byte after ms, p50 p99", "%.1f"),
        ("idle RSS", f"{settings.idle} idle queues: resident MB (before)", "%.0f"), ("idle CPU", "… CPU %", "%.2f")]
    ours, theirs = figures["quired"], figures.get("cupsd", {})
    print("| 4 KiB jobs | quired | cupsd | ratio |\n|---|--:|--:|--:|")
    for key, name, form in lines:
        a, b = ours.get(key, []), theirs.get(key, [])
        ratio = ""
        if a and b:
            x, y = (a[0], b[0]) if key == "latency" else (statistics.median(a), statistics.median(b))
            ratio = "%.1f" % (y / x if "CPU" in key or key == "latency" else x / y)
        print(f"| {name} | {text(a, form)} | {text(b, form)} | {ratio} |")


if __name__ == "__main__":
    main()
