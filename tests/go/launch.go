package main

import (
	"crypto/tls"
	"errors"
	"flag"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/go-plugin/runner"
)

// launch says how the host starts the plugin.
type launch struct {
	command      []string
	environment  listFlag
	skipHostEnv  bool
	versions     []int
	mtls, mux    bool
	tls          *tls.Config
	startTimeout time.Duration
	group        string
	tempDir      string
	viaRunner    bool
	reattach     *plugin.ReattachConfig
}

// register declares the flags that every host takes.
func (l *launch) register(flags *flag.FlagSet) {
	flags.BoolVar(&l.mtls, "mtls", false, "AutoMTLS")
	flags.BoolVar(&l.mux, "mux", false, "GRPCBrokerMultiplex")
}

// registerAll declares the flags of a host that is more than a benchmark.
func (l *launch) registerAll(flags *flag.FlagSet) {
	l.register(flags)
	flags.DurationVar(&l.startTimeout, "start-timeout", 10*time.Second, "StartTimeout")
	flags.StringVar(&l.group, "group", "", "UnixSocketConfig.Group")
	flags.StringVar(&l.tempDir, "tempdir", "", "UnixSocketConfig.TempDir; go-plugin reads it with -runner only")
	flags.BoolVar(&l.viaRunner, "runner", false, "launch through a RunnerFunc")
	flags.BoolVar(&l.skipHostEnv, "skip-host-env", false, "SkipHostEnv")
	flags.Func("reattach", "attach to the plugin of this configuration, and launch none", func(text string) (err error) {
		l.reattach, err = parseReattach(text)
		return err
	})
	flags.Func("tls", "TLSConfig: CHAIN,KEY,ROOTS, paths of PEM files", func(text string) (err error) {
		l.tls, err = ownCertificates(text)
		return err
	})
	flags.Var(&l.environment, "env", "NAME=VALUE on the plugin's own command (repeatable)")
	flags.Func("versions", "app versions to offer, such as 1,2 (default 1)", func(text string) (err error) {
		l.versions, err = parseNumbers(text)
		return err
	})
}

// parse reads the flags and, after "--", the plugin's command.
func (l *launch) parse(flags *flag.FlagSet, arguments []string) error {
	flags.SetOutput(io.Discard)
	l.versions = []int{1}
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	l.command = flags.Args()
	if l.reattach != nil {
		return nil
	}
	if len(l.command) == 0 {
		return errors.New("a plugin's command is needed after --")
	}
	return nil
}

// prepare returns the configuration, and the command it will run.
func (l *launch) prepare(logger hclog.Logger) (*plugin.ClientConfig, *exec.Cmd) {
	command := new(exec.Cmd)
	if l.reattach == nil {
		command = exec.Command(l.command[0], l.command[1:]...)
	}
	command.Env = l.environment
	config := &plugin.ClientConfig{
		HandshakeConfig:     handshake,
		VersionedPlugins:    l.pluginSets(),
		AllowedProtocols:    []plugin.Protocol{plugin.ProtocolGRPC},
		AutoMTLS:            l.mtls,
		TLSConfig:           l.tls,
		GRPCBrokerMultiplex: l.mux,
		StartTimeout:        l.startTimeout,
		SkipHostEnv:         l.skipHostEnv,
		UnixSocketConfig:    &plugin.UnixSocketConfig{Group: l.group, TempDir: l.tempDir},
		Logger:              logger,
	}
	if l.reattach != nil {
		// Versions are not looked at: the newest set is taken for what the plugin serves (A4).
		config.Reattach, config.Plugins = l.reattach, config.VersionedPlugins[slices.Max(l.versions)]
		config.UnixSocketConfig = nil
		return config, command
	}
	if !l.viaRunner {
		config.Cmd = command
		return config, command
	}
	config.RunnerFunc = func(_ hclog.Logger, prepared *exec.Cmd, _ string) (runner.Runner, error) {
		command.Env = append(command.Env, prepared.Env...)
		command.Stdin = os.Stdin
		return newCommandRunner(command)
	}
	return config, command
}

func (l *launch) pluginSets() map[int]plugin.PluginSet {
	sets := make(map[int]plugin.PluginSet)
	for _, version := range l.versions {
		sets[version] = plugin.PluginSet{pluginName: &kvPlugin{}, lendingName: &lendingPlugin{}}
	}
	return sets
}

// listFlag is a flag that may be given several times.
type listFlag []string

func (l *listFlag) String() string { return strings.Join(*l, " ") }

func (l *listFlag) Set(text string) error {
	*l = append(*l, text)
	return nil
}
