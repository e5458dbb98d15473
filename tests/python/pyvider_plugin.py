"""A plugin made with pyvider-rpcplugin, with no services but its own."""

import asyncio

from pyvider.rpcplugin import create_basic_protocol, plugin_server


async def main():
    protocol = create_basic_protocol()()
    protocol.supported_protocol_versions = [1]
    await plugin_server(protocol=protocol, handler=object()).serve()


asyncio.run(main())
