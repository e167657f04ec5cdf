#!/usr/bin/env python3
"""What waiting for events costs: opens many subscribers that wait ("notify-wait") at a running quired, and says what a
waiter costs in memory, how long after a change it hears of it, and how fast jobs are taken meanwhile.

    quired serve --dir /tmp/q --listen 127.0.0.1:6310 --policy open &
    Benchmarks/notifications.py --server 127.0.0.1:6310 --pid $! --waiters 2000

With --hold SECONDS the waiters stay, and ask again whenever they were told something, so that PrintBench can be run
beside them. Needs nothing but Python's own library. The daemon's limit of open files must leave room for the connections.
"""
import argparse
import asyncio
import struct
import time


def attribute(tag, name, value):
    if isinstance(value, int):
        value = struct.pack(">i", value) if tag != 0x22 else bytes([value])
    elif isinstance(value, str):
        value = value.encode()
    return struct.pack(">BH", tag, len(name)) + name.encode() + struct.pack(">H", len(value)) + value


def message(operation, uri, user, attributes=b"", groups=b"", document=b""):
    head = struct.pack(">BBHI", 2, 0, operation, 1) + b"\x01"
    head += attribute(0x47, "attributes-charset", "utf-8") + attribute(0x48, "attributes-natural-language", "en")
    head += attribute(0x45, "printer-uri", uri) + attribute(0x42, "requesting-user-name", user)
    return head + attributes + groups + b"\x03" + document


def post(path, body):
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/ipp\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def answer(reader):
    head = await reader.readuntil(b"\r\n\r\n")
    fields = head.decode().lower()
    if "transfer-encoding: chunked" not in fields:
        length = int(fields.split("content-length:")[1].split("\r\n")[0])
        return await reader.readexactly(length)
    body = b""
    while True:
        size = int(await reader.readuntil(b"\r\n"), 16)
        part = await reader.readexactly(size + 2)
        if size == 0:
            return body
        body += part[:-2]


def integer(body, name):
    at = body.index(name.encode()) + len(name)
    return struct.unpack(">i", body[at + 2:at + 6])[0]


def resident(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))


class Bench:
    def __init__(self, options):
        self.host, port = options.server.rsplit(":", 1)
        self.port, self.options = int(port), options
        self.uri = f"ipp://localhost/printers/{options.printer}"
        self.heard, self.waiting = [], 0

    async def connect(self):
        return await asyncio.open_connection(self.host, self.port)

    async def subscribe(self, user):
        reader, writer = await self.connect()
        group = b"\x06" + attribute(0x44, "notify-pull-method", "ippget")
        group += attribute(0x44, "notify-events", self.options.event)
        writer.write(post("/", message(0x16, self.uri, user, groups=group)))
        body = await answer(reader)
        writer.close()
        return integer(body, "notify-subscription-id")

    async def unsubscribe(self, user, subscription):
        """What stays would be served by the next run as well, and make its figures others."""
        reader, writer = await self.connect()
        wanted = attribute(0x21, "notify-subscription-id", subscription)
        writer.write(post("/", message(0x1B, self.uri, user, attributes=wanted)))
        await answer(reader)
        writer.close()

    async def wait(self, user, subscription, until):
        reader, writer = await self.connect()
        number = 1
        while time.monotonic() < until():
            wanted = attribute(0x21, "notify-subscription-ids", subscription)
            wanted += attribute(0x21, "notify-sequence-numbers", number) + attribute(0x22, "notify-wait", 1)
            writer.write(post("/", message(0x1C, self.uri, user, attributes=wanted)))
            self.waiting += 1
            body = await answer(reader)
            self.waiting -= 1
            count = body.count(b"notify-sequence-number")
            if count:
                self.heard.append(time.monotonic())
                at = body.rindex(b"notify-sequence-number") + len("notify-sequence-number")
                number = struct.unpack(">i", body[at + 2:at + 6])[0] + 1
        writer.close()

    async def print_jobs(self, seconds, connections=8):
        """Jobs a second of so many clients, each of which waits for its answer."""
        count, end = 0, time.monotonic() + seconds

        async def client():
            nonlocal count
            reader, writer = await self.connect()
            format = attribute(0x49, "document-format", "application/pdf")
            request = post(f"/printers/{self.options.printer}",
                           message(0x02, self.uri, "bench", attributes=format, document=b"%PDF-1.4\n"))
            while time.monotonic() < end:
                writer.write(request)
                body = await answer(reader)
                assert body[2] == 0, body[:80]
                count += 1
            writer.close()

        await asyncio.gather(*(client() for _ in range(connections)))
        return count / seconds

    async def run(self):
        options = self.options
        if options.rate:
            print(f"Print-Job without waiters: {await self.print_jobs(options.rate):.0f}/s from this client")
        users = [f"watcher{index % options.users}" for index in range(options.waiters)]
        subscriptions = []
        for start in range(0, len(users), 50):
            subscriptions += await asyncio.gather(*(self.subscribe(user) for user in users[start:start + 50]))
        before = resident(options.pid) if options.pid else 0
        self.end = time.monotonic() + 3600
        tasks = [asyncio.create_task(self.wait(user, subscription, lambda: self.end))
                 for user, subscription in zip(users, subscriptions)]
        while self.waiting < len(users):
            await asyncio.sleep(0.05)
        await asyncio.sleep(2)
        if options.pid:
            after = resident(options.pid)
            print(f"{len(users)} waiters: {(after - before) / len(users):.1f} kB each ({before} kB to {after} kB)")
        self.heard, start = [], time.monotonic()
        reader, writer = await self.connect()
        writer.write(post(f"/printers/{options.printer}", message(0x05, self.uri, "bench")))
        await answer(reader)
        done = time.monotonic()
        while len(self.heard) < len(users) and time.monotonic() < start + 20:
            await asyncio.sleep(0.01)
        times = sorted((moment - done) * 1000 for moment in self.heard)
        if times:
            print(f"{len(times)} heard, after the answer to Create-Job: first {times[0]:.1f} ms, "
                  f"median {times[len(times) // 2]:.1f} ms, last {times[-1]:.1f} ms")
        if options.rate:
            print(f"Print-Job with waiters: {await self.print_jobs(options.rate):.0f}/s from this client")
        if options.hold:
            print(f"waiting for {options.hold} s more", flush=True)
            await asyncio.sleep(options.hold)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        pairs = list(zip(users, subscriptions))
        for start in range(0, len(pairs), 50):
            await asyncio.gather(*(self.unsubscribe(*pair) for pair in pairs[start:start + 50]))


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--server", default="127.0.0.1:6310")
parser.add_argument("--pid", type=int, help="of quired, to see its memory")
parser.add_argument("--printer", default="paper")
parser.add_argument("--waiters", type=int, default=2000)
parser.add_argument("--users", type=int, default=2000, help="how many different users subscribe")
parser.add_argument("--event", default="job-created")
parser.add_argument("--rate", type=float, default=0, help="also measure Print-Job for so many seconds")
parser.add_argument("--hold", type=float, default=0)
asyncio.run(Bench(parser.parse_args()).run())
