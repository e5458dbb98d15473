"""The mirror as Python's gRPC has it, made a plugin by hand: it prints the handshake line, and gives back what it gets."""

import os
import signal
import sys
import tempfile
from concurrent import futures

import grpc
from google.protobuf import any_pb2
from google.rpc import status_pb2
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_status import rpc_status

from mirror.v1 import mirror_pb2, mirror_pb2_grpc

COOKIE = ("MIRROR_PLUGIN", "mirror")


class Mirror(mirror_pb2_grpc.MirrorServicer):
    def Echo(self, request, context):
        return mirror_pb2.EchoResponse(value=request.all)

    def Repeat(self, request, context):
        for _ in range(request.times):
            yield mirror_pb2.RepeatResponse(value=request.all)

    def Gather(self, requests, context):
        gathered = mirror_pb2.Gathered()
        for number, request in enumerate(requests):
            if number == 0:
                gathered.label = request.label
            if request.HasField("all"):
                gathered.all.append(request.all)
        return mirror_pb2.GatherResponse(value=gathered)

    def Reflect(self, requests, context):
        for request in requests:
            yield mirror_pb2.ReflectResponse(value=request.all)

    def Refuse(self, request, context):
        context.abort_with_status(refused(request))

    def BreakOff(self, request, context):
        yield mirror_pb2.BreakOffResponse(value=request.all)
        context.abort_with_status(refused(request))


def refused(request):
    """The error as pintle sends it: an ordinary status, with the enum in its details."""
    error = mirror_pb2.MirrorError(refused=mirror_pb2.MirrorError.Refused(reason=request.reason, numbers=request.all.numbers))
    detail = any_pb2.Any()
    detail.Pack(error)
    code = grpc.StatusCode.FAILED_PRECONDITION.value[0]
    return rpc_status.to_status(status_pb2.Status(code=code, message="refused by Python", details=[detail]))


def main():
    if os.environ.get(COOKIE[0]) != COOKIE[1]:
        sys.exit("this is a plugin: its host launches it")
    with tempfile.TemporaryDirectory() as directory:
        socket = os.path.join(directory, "socket")
        server = grpc.server(futures.ThreadPoolExecutor(max_workers=8))
        mirror_pb2_grpc.add_MirrorServicer_to_server(Mirror(), server)
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
