"""Devices that answer at once, for what is counted of a gateway and not measured by the clock: for bench-counts.py and record-order."""

import contextlib
import multiprocessing
import selectors
import socket
import struct
import sys
import time


def answer(request, now):
    """Returns the answer to a read of holding registers whose values change with each second."""
    transaction, _, _, unit, function, address, count = struct.unpack(">HHHBBHH", request)
    words = [(int(now) + address + index) & 0xFFFF for index in range(count)]
    return struct.pack(f">HHHBBB{count}H", transaction, 0, 3 + 2 * count, unit, function, 2 * count, *words)


def serve(load, port, ready):
    """Serves the devices, until it is ended."""
    waiting = selectors.DefaultSelector()
    for index in range(load.devices):
        server = socket.create_server(("127.0.0.1", port + index))
        waiting.register(server, selectors.EVENT_READ, True)
    ready.set()
    while True:
        for key, _ in waiting.select():
            if key.data:
                connection, _ = key.fileobj.accept()
                waiting.register(connection, selectors.EVENT_READ, False)
                continue
            request = key.fileobj.recv(12)
            if len(request) == 12:
                key.fileobj.sendall(answer(request, time.time()))
            else:
                waiting.unregister(key.fileobj)
                key.fileobj.close()


@contextlib.contextmanager
def farm(load, port):
    """Serves the devices in a process of their own meanwhile."""
    ready = multiprocessing.Event()
    devices = multiprocessing.Process(target=serve, args=(load, port, ready), daemon=True)
    devices.start()
    try:
        if not ready.wait(20):
            sys.exit("the devices did not start")
        yield
    finally:
        devices.terminate()
