package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"

	"pintle-driver/kv"
)

// What both ends must agree on before they speak.
var handshake = plugin.HandshakeConfig{
	MagicCookieKey:   "BASIC_PLUGIN",
	MagicCookieValue: "hello",
}

// pluginName is local to each end: names are not on the wire.
const pluginName = "kv"

// kvPlugin ties the KV service to go-plugin, for either end.
type kvPlugin struct {
	plugin.NetRPCUnsupportedPlugin
	// serve makes the plugin's side; nil in a host.
	serve func() kv.KVServer
}

func (p *kvPlugin) GRPCServer(_ *plugin.GRPCBroker, server *grpc.Server) error {
	kv.RegisterKVServer(server, p.serve())
	return nil
}

func (p *kvPlugin) GRPCClient(_ context.Context, _ *plugin.GRPCBroker, connection *grpc.ClientConn) (any, error) {
	return kv.NewKVClient(connection), nil
}

// parseNumbers reads "2,3".
func parseNumbers(text string) ([]int, error) {
	var numbers []int
	for part := range strings.SplitSeq(text, ",") {
		number, err := strconv.Atoi(part)
		if err != nil {
			return nil, fmt.Errorf("%q is not a list of numbers such as 2,3", text)
		}
		numbers = append(numbers, number)
	}
	return numbers, nil
}
