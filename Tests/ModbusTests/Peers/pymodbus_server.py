"""A Modbus TCP server that shares no code with libmodbus: prints its port, answers until its input ends.

Every register N of every table holds N + 100 (bits: N odd), holding 1000 to 1007 the float 123.456 in the four orders.
"""
import asyncio
import socket
import struct
import sys

from pymodbus.datastore import ModbusDeviceContext, ModbusSequentialDataBlock, ModbusServerContext
from pymodbus.server import ModbusTcpServer


def main():
    words = [n + 100 for n in range(1100)]
    high, low = struct.unpack(">HH", struct.pack(">f", 123.456))
    swap = lambda word: (word & 0xFF) << 8 | word >> 8
    words[1000:1008] = [high, low, low, high, swap(high), swap(low), swap(low), swap(high)]
    block = lambda values: ModbusSequentialDataBlock(1, values)
    bits = [n % 2 == 1 for n in range(1100)]
    device = ModbusDeviceContext(di=block(bits), co=block(list(bits)), ir=block(words), hr=block(list(words)))
    context = ModbusServerContext(devices=device, single=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    async def serve():
        server = ModbusTcpServer(context, address=("127.0.0.1", port))
        await server.serve_forever(background=True)
        print(port, flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
        await server.shutdown()

    asyncio.run(serve())


main()
