package main

import (
	"crypto/tls"
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"

	"pintle-driver/kv"
)

const (
	defaultMaxReceive = 256 << 20

	// An ignored Shutdown does not leave a process behind for ever.
	ignoredShutdownLinger = time.Minute
)

func servePlugin() {
	settings, err := pluginSettingsFromEnvironment()
	if err != nil {
		fmt.Fprintln(os.Stderr, "driver:", err)
		os.Exit(2)
	}
	// Taken before Serve, which puts pipes into os.Stdout and os.Stderr.
	process := &process{stdout: os.Stdout, stderr: os.Stderr, logger: newPluginLogger(), loans: newLoans()}
	if settings.test {
		serveTest(settings.serveConfig(process))
	} else {
		plugin.Serve(settings.serveConfig(process))
	}
	// The broker does not end what it serves (K4): its sockets would stay behind.
	process.loans.endAll()
	if process.ignoresShutdown.Load() {
		time.Sleep(ignoredShutdownLinger)
	}
}

type pluginSettings struct {
	versions   []int
	maxReceive int
	// Whether to serve in go-plugin's test mode.
	test bool
	// CHAIN,KEY,ROOTS of a TLSProvider; none where it is empty.
	tls string
}

func pluginSettingsFromEnvironment() (pluginSettings, error) {
	settings := pluginSettings{versions: []int{1}, maxReceive: defaultMaxReceive}
	settings.test = os.Getenv("DRIVER_TEST") != ""
	settings.tls = os.Getenv("DRIVER_TLS")
	var err error
	if text := os.Getenv("DRIVER_VERSIONS"); text != "" {
		if settings.versions, err = parseNumbers(text); err != nil {
			return settings, fmt.Errorf("DRIVER_VERSIONS: %w", err)
		}
	}
	if text := os.Getenv("DRIVER_MAX_RECV"); text != "" {
		if settings.maxReceive, err = strconv.Atoi(text); err != nil {
			return settings, fmt.Errorf("DRIVER_MAX_RECV: %w", err)
		}
	}
	return settings, nil
}

func (s pluginSettings) serveConfig(process *process) *plugin.ServeConfig {
	sets := make(map[int]plugin.PluginSet)
	for _, version := range s.versions {
		serve := func() kv.KVServer { return newStore(version, process) }
		sets[version] = plugin.PluginSet{
			pluginName:  &kvPlugin{serve: serve},
			lendingName: &lendingPlugin{loans: process.loans},
		}
		if version >= joiningVersion {
			sets[version][joiningName] = &joiningPlugin{loans: process.loans}
		}
	}
	config := &plugin.ServeConfig{
		HandshakeConfig:  handshake,
		VersionedPlugins: sets,
		GRPCServer:       s.grpcServer,
		Logger:           process.logger,
	}
	if s.tls != "" {
		config.TLSProvider = func() (*tls.Config, error) { return ownCertificates(s.tls) }
	}
	return config
}

func (s pluginSettings) grpcServer(options []grpc.ServerOption) *grpc.Server {
	if s.maxReceive > 0 {
		options = append(options, grpc.MaxRecvMsgSize(s.maxReceive))
	}
	return grpc.NewServer(options...)
}

// newPluginLogger writes what a go-plugin host parses back into log records.
func newPluginLogger() hclog.Logger {
	return hclog.New(&hclog.LoggerOptions{
		Level:      hclog.Trace,
		Output:     os.Stderr,
		JSONFormat: true,
	})
}
