#!/usr/bin/env python3
"""How long from a Print-Job's last byte to the document's first byte at an IPP printer, on an idle server.

    Benchmarks/ipp-first-byte.py [QUIRED] [JOBS]

Starts a quired (default .build/release/quired) in a folder of its own and a printer that answers at once, prints JOBS
pictures (default 200) one after another with a pause between, and writes the percentiles. The printer runs in this
process, so that both ends are one clock.
"""
import os, shutil, socket, struct, subprocess, sys, tempfile, threading, time

QUIRED = sys.argv[1] if len(sys.argv) > 1 else ".build/release/quired"
JOBS = int(sys.argv[2]) if len(sys.argv) > 2 else 200


def attribute(tag, name, value):
    value = struct.pack(">i", value) if isinstance(value, int) else value.encode() if isinstance(value, str) else value
    return struct.pack(">BH", tag, len(name)) + name.encode() + struct.pack(">H", len(value)) + value


def message(code, request, *groups):
    head = struct.pack(">BBHI", 2, 0, code, request)
    first = b"\x01" + attribute(0x47, "attributes-charset", "utf-8") + attribute(0x48, "attributes-natural-language", "en")
    return head + first + b"".join(groups) + b"\x03"


def several(tag, name, values):
    return b"".join(attribute(tag, name if i == 0 else "", v) for i, v in enumerate(values))


PRINTER = b"\x04" + b"".join([
    attribute(0x23, "printer-state", 3), attribute(0x44, "printer-state-reasons", "none"),
    attribute(0x22, "printer-is-accepting-jobs", b"\x01"), attribute(0x41, "printer-make-and-model", "Sink"),
    several(0x23, "operations-supported", [2, 4, 5, 6, 8, 9, 10, 11]),
    several(0x49, "document-format-supported", ["application/octet-stream", "image/jpeg", "application/pdf"]),
    several(0x44, "media-supported", ["iso_a4_210x297mm"]), attribute(0x33, "copies-supported", struct.pack(">ii", 1, 99)),
])
arrived = threading.Event()
first_byte = [0.0]


def serve(connection):
    stream = connection.makefile("rb")
    job = 0
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    while line := stream.readline():
        fields = {}
        while (field := stream.readline().strip()):
            name, value = field.split(b":", 1)
            fields[name.lower()] = value.strip()
        body = b""
        if fields.get(b"expect"):
            connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        if fields.get(b"transfer-encoding"):
            while size := int(stream.readline(), 16):
                body += stream.read(size)
                stream.readline()
            stream.readline()
        else:
            body = stream.read(int(fields.get(b"content-length", 0)))
        now = time.perf_counter()
        operation, request = struct.unpack(">HI", body[2:8])
        groups = []
        if operation == 0x0B:
            groups = [PRINTER]
        elif operation in (5, 6, 9):
            job += operation == 5
            groups = [b"\x02" + attribute(0x21, "job-id", 1) + attribute(0x45, "job-uri", "ipp://x/1")
                      + attribute(0x23, "job-state", 9 if operation == 9 else 3) + attribute(0x44, "job-state-reasons", "none")]
        if operation == 6:
            first_byte[0] = now
            arrived.set()
        answer = message(0, request, *groups)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: %d\r\n\r\n" % len(answer) + answer)


def listen(listener):
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(connection,), daemon=True).start()


listener = socket.create_server(("127.0.0.1", 0), backlog=128)
threading.Thread(target=listen, args=(listener,), daemon=True).start()
folder = tempfile.mkdtemp(prefix="quire-first-byte-")
daemon = subprocess.Popen([QUIRED, "serve", "--dir", folder, "--listen", "127.0.0.1:0", "--policy", "open"],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
try:
    port = int(daemon.stdout.readline().split()[1].rsplit(":", 1)[1])

    def post(connection, path, body):
        connection.sendall(b"POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/ipp\r\nContent-Length: %d\r\n\r\n"
                           % (path.encode(), len(body)) + body)
        sent = time.perf_counter()
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += connection.recv(65536)
        head, rest = answer.split(b"\r\n\r\n", 1)
        length = int([l for l in head.lower().split(b"\r\n") if l.startswith(b"content-length:")][0].split(b":")[1])
        while len(rest) < length:
            rest += connection.recv(65536)
        return sent, struct.unpack(">H", rest[2:4])[0]

    def request(operation, uri, *groups):
        head = struct.pack(">BBHI", 2, 0, operation, 1)
        return (head + b"\x01" + attribute(0x47, "attributes-charset", "utf-8")
                + attribute(0x48, "attributes-natural-language", "en") + attribute(0x45, "printer-uri", uri)
                + b"".join(groups) + b"\x03")

    uri = "ipp://127.0.0.1:%d/printers/sink" % port
    connection = socket.create_connection(("127.0.0.1", port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    device = attribute(0x45, "device-uri", "ipp://127.0.0.1:%d/ipp/print" % listener.getsockname()[1])
    _, status = post(connection, "/admin/", request(0x4003, uri, b"\x04" + device
                     + attribute(0x23, "printer-state", 3) + attribute(0x22, "printer-is-accepting-jobs", b"\x01")))
    assert status < 0x100, hex(status)
    picture = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + os.urandom(4000) + b"\xff\xd9"
    times = []
    for number in range(JOBS + 5):
        arrived.clear()
        sent, status = post(connection, "/printers/sink", request(2, uri, attribute(0x42, "job-name", str(number))) + picture)
        assert status < 0x100, hex(status)
        assert arrived.wait(60), "nothing arrived"
        if number >= 5:
            times.append((first_byte[0] - sent) * 1000)
        time.sleep(0.05)
    times.sort()
    print("first byte at the printer after %d submissions, ms: p50 %.2f  p90 %.2f  p99 %.2f  max %.2f" % (
        len(times), times[len(times) // 2], times[len(times) * 9 // 10], times[len(times) * 99 // 100], times[-1]))
finally:
    daemon.terminate()
    daemon.wait()
    shutil.rmtree(folder, ignore_errors=True)
