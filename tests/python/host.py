"""A host without a library: it launches a plugin, sends what that offers through every kind of call, and says what came
back otherwise."""

import os
import subprocess
import sys

import grpc
from grpc_status import rpc_status

from mirror.v1 import mirror_pb2, mirror_pb2_grpc

COOKIE = {"MIRROR_PLUGIN": "mirror", "PLUGIN_PROTOCOL_VERSIONS": "1"}
# For a Unix socket gRPC's core sends the socket's path, percent-encoded, which is no authority (RFC 3986 §3.2.2): the
# HTTP/2 library under pintle refuses it.
AUTHORITY = ("grpc.default_authority", "localhost")
SAMPLES = 40
TIMEOUT = 60


def main():
    plugin = subprocess.Popen(sys.argv[1:], env=os.environ | COOKIE, stdout=subprocess.PIPE, text=True)
    try:
        line = plugin.stdout.readline().strip().split("|")
        if line[:3] != ["1", "1", "unix"] or line[4] != "grpc":
            sys.exit(f"no handshake line of ours: {line}")
        with grpc.insecure_channel(f"unix:{line[3]}", options=[AUTHORITY]) as channel:
            look(mirror_pb2_grpc.MirrorStub(channel))
    finally:
        plugin.terminate()
        plugin.wait(timeout=10)
    print("everything came back")


def look(mirror):
    samples = [it.value for it in mirror.Samples(mirror_pb2.SamplesRequest(count=SAMPLES), timeout=TIMEOUT)]
    same(SAMPLES, len(samples))
    for sample in samples:
        same(sample, mirror.Echo(mirror_pb2.EchoRequest(all=sample), timeout=TIMEOUT).value)
        repeated = mirror.Repeat(mirror_pb2.RepeatRequest(all=sample, times=3), timeout=TIMEOUT)
        same([sample] * 3, [it.value for it in repeated])
        refuse = mirror_pb2.RefuseRequest(reason="Python", all=sample)
        is_refused(sample, lambda: mirror.Refuse(refuse, timeout=TIMEOUT))
        broken = mirror.BreakOff(mirror_pb2.BreakOffRequest(reason="Python", all=sample), timeout=TIMEOUT)
        same(sample, next(broken).value)
        is_refused(sample, lambda: next(broken))
    # The first message has the other arguments, and here no item.
    requests = [mirror_pb2.GatherRequest(label="all")] + [mirror_pb2.GatherRequest(all=it) for it in samples]
    gathered = mirror.Gather(iter(requests), timeout=TIMEOUT).value
    same(mirror_pb2.Gathered(label="all", all=samples), gathered)
    reflected = mirror.Reflect((mirror_pb2.ReflectRequest(all=it) for it in samples), timeout=TIMEOUT)
    same(samples, [it.value for it in reflected])


def is_refused(sample, call):
    try:
        call()
    except grpc.RpcError as error:
        same((grpc.StatusCode.FAILED_PRECONDITION, 'told to refuse "Python"'), (error.code(), error.details()))
        (detail,) = rpc_status.from_call(error).details
        refused = mirror_pb2.MirrorError()
        same(True, detail.Unpack(refused))
        same(mirror_pb2.MirrorError.Refused(reason="Python", numbers=sample.numbers), refused.refused)
    else:
        sys.exit("not refused")


def same(sent, received):
    if sent != received:
        sys.exit(f"sent {sent}, received {received}")


if __name__ == "__main__":
    main()
