"""A plugin made with pyvider-rpcplugin, with no services but its own."""

import asyncio

from pyvider.rpcplugin import create_basic_protocol, plugin_server


async def main():
    await plugin_server(protocol=create_basic_protocol()(), handler=object()).serve()


asyncio.run(main())
