"""go-plugin's KV example as a plugin in Python, made by hand: it keeps values, and reads and writes the messages itself."""

import os
import signal
import sys
import tempfile
from concurrent import futures

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc

COOKIE = ("BASIC_PLUGIN", "hello")


def varint(data, at):
    value, shift = 0, 0
    while True:
        byte = data[at]
        value, at, shift = value | (byte & 0x7F) << shift, at + 1, shift + 7
        if byte < 0x80:
            return value, at


def fields(data):
    """The fields of a message whose fields are all bytes or text."""
    found, at = {}, 0
    while at < len(data):
        tag, at = varint(data, at)
        length, at = varint(data, at)
        found[tag >> 3] = data[at : at + length]
        at += length
    return found


def message(value):
    """A message whose field 1 is `value`."""
    length, size = len(value), bytearray()
    while length >= 0x80:
        size.append(length & 0x7F | 0x80)
        length >>= 7
    size.append(length)
    return b"\x0a" + bytes(size) + value


class Store:
    def __init__(self):
        self.values = {}

    def get(self, request, context):
        value = self.values.get(fields(request).get(1, b""))
        if value is None:
            context.abort(grpc.StatusCode.NOT_FOUND, "no such key")
        return message(value)

    def put(self, request, _):
        both = fields(request)
        self.values[both.get(1, b"")] = both.get(2, b"")
        return b""

    def handler(self):
        methods = {"Get": self.get, "Put": self.put}
        handlers = {name: grpc.unary_unary_rpc_method_handler(method) for name, method in methods.items()}
        return grpc.method_handlers_generic_handler("proto.KV", handlers)


def main():
    if os.environ.get(COOKIE[0]) != COOKIE[1]:
        sys.exit("this is a plugin: its host launches it")
    with tempfile.TemporaryDirectory(dir=os.environ.get("PLUGIN_UNIX_SOCKET_DIR")) as directory:
        socket = os.path.join(directory, "s")
        server = grpc.server(futures.ThreadPoolExecutor(max_workers=8))
        server.add_generic_rpc_handlers((Store().handler(),))
        status = health.HealthServicer()
        status.set("plugin", health_pb2.HealthCheckResponse.SERVING)
        health_pb2_grpc.add_HealthServicer_to_server(status, server)
        server.add_insecure_port(f"unix:{socket}")
        server.start()
        signal.signal(signal.SIGTERM, lambda *_: server.stop(grace=None))
        print(f"1|1|unix|{socket}|grpc|", flush=True)
        server.wait_for_termination()


if __name__ == "__main__":
    main()
