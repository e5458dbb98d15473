package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/signal"

	"github.com/hashicorp/go-plugin"
)

// reattachConfig is go-plugin's ReattachConfig as Terraform and Waypoint write it.
type reattachConfig struct {
	Protocol        string
	ProtocolVersion int
	Pid             int
	Test            bool
	Addr            reattachAddress
}

type reattachAddress struct {
	Network string
	String  string
}

func newReattachConfig(config *plugin.ReattachConfig) reattachConfig {
	return reattachConfig{
		Protocol:        string(config.Protocol),
		ProtocolVersion: config.ProtocolVersion,
		Pid:             config.Pid,
		Test:            config.Test,
		Addr:            reattachAddress{Network: config.Addr.Network(), String: config.Addr.String()},
	}
}

// parseReattach reads what newReattachConfig writes, as Terraform does: what it does not know it ignores.
func parseReattach(text string) (*plugin.ReattachConfig, error) {
	var config reattachConfig
	if err := json.Unmarshal([]byte(text), &config); err != nil {
		return nil, err
	}
	var address net.Addr
	var err error
	switch config.Addr.Network {
	case "unix":
		address, err = net.ResolveUnixAddr("unix", config.Addr.String)
	case "tcp":
		address, err = net.ResolveTCPAddr("tcp", config.Addr.String)
	default:
		err = fmt.Errorf("%q is no network", config.Addr.Network)
	}
	return &plugin.ReattachConfig{
		Protocol:        plugin.Protocol(config.Protocol),
		ProtocolVersion: config.ProtocolVersion,
		Addr:            address,
		Pid:             config.Pid,
		Test:            config.Test,
	}, err
}

// reattachable reports how to reattach to the plugin.
func reattachable(_ context.Context, s *session, step *step) error {
	text, err := json.Marshal(newReattachConfig(s.client.ReattachConfig()))
	if err == nil {
		step.setValue(text)
	}
	return err
}

// serveTest serves in go-plugin's test mode, says how to reattach, and ends at SIGINT.
func serveTest(config *plugin.ServeConfig) {
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt)
	defer cancel()
	configs, closed := make(chan *plugin.ReattachConfig), make(chan struct{})
	config.Test = &plugin.ServeTestConfig{Context: ctx, ReattachConfigCh: configs, CloseCh: closed}
	go plugin.Serve(config)
	printLine(newReattachConfig(<-configs))
	<-closed
}
