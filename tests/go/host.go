package main

import (
	"flag"
	"os/exec"
	"strconv"
	"time"

	"github.com/hashicorp/go-plugin"

	"pintle-driver/kv"
)

// runHost launches a plugin, runs the script and prints the report.
func runHost(arguments []string) int {
	var launch launch
	var script script
	flags := flag.NewFlagSet("host", flag.ContinueOnError)
	launch.registerAll(flags)
	flags.Var(&script, "do", "an operation of the script (repeatable)")
	callTimeout := flags.Duration("call-timeout", 30*time.Second, "limit of each operation's calls")
	if err := launch.parse(flags, arguments); err != nil {
		report := newReport()
		report.Error = err.Error()
		printLine(report)
		return 1
	}
	session := newSession(launch, *callTimeout)
	err := session.run(script)
	session.end()
	if err != nil {
		session.report.Error = err.Error()
	}
	printLine(session.report)
	if err != nil {
		return 1
	}
	return 0
}

// session is one plugin's life in the host, and what was seen of it.
type session struct {
	client      *plugin.Client
	command     *exec.Cmd
	callTimeout time.Duration

	stdout, stderr, rawStderr *stream
	logs                      logSink
	report                    report

	// Set once the plugin is connected.
	protocol *plugin.GRPCClient
	kv       kv.KVClient
}

func newSession(launch launch, callTimeout time.Duration) *session {
	s := &session{callTimeout: callTimeout, report: newReport()}
	s.stdout, s.stderr, s.rawStderr = newStream(), newStream(), newStream()
	config, command := launch.prepare(s.logs.logger())
	config.SyncStdout, config.SyncStderr, config.Stderr = s.stdout, s.stderr, s.rawStderr
	s.client, s.command = plugin.NewClient(config), command
	return s
}

// run fails if the script could not run; a step that fails is only recorded.
func (s *session) run(script script) error {
	if err := s.connect(); err != nil {
		return err
	}
	for _, operation := range script {
		s.report.Steps = append(s.report.Steps, operation.run(s))
	}
	return nil
}

func (s *session) connect() error {
	address, err := s.client.Start()
	if err != nil {
		return err
	}
	s.report.Protocol = string(s.client.Protocol())
	s.report.Version = s.client.NegotiatedVersion()
	s.report.Network, s.report.Address = address.Network(), address.String()
	// A plugin in test mode has no id: it is not the host's.
	if id := s.client.ID(); id != "" {
		if s.report.Pid, err = strconv.Atoi(id); err != nil {
			return err
		}
	}
	s.protocol, s.kv, err = connect(s.client)
	return err
}

// connect starts the plugin if need be and returns its clients.
func connect(client *plugin.Client) (*plugin.GRPCClient, kv.KVClient, error) {
	protocol, err := client.Client()
	if err != nil {
		return nil, nil, err
	}
	dispensed, err := protocol.Dispense(pluginName)
	if err != nil {
		return nil, nil, err
	}
	// AllowedProtocols and kvPlugin leave no other types.
	return protocol.(*plugin.GRPCClient), dispensed.(kv.KVClient), nil
}

// end kills the plugin and records how it went.
func (s *session) end() {
	begin := time.Now()
	s.client.Kill()
	s.report.KillMs = time.Since(begin).Milliseconds()
	s.report.Exited = s.client.Exited()
	if state := s.command.ProcessState; state != nil {
		code := state.ExitCode()
		s.report.ExitCode = &code
	}
	s.observe()
}

// observe brings the captured output into the report.
func (s *session) observe() {
	s.report.Stdout, s.report.Stderr = s.stdout.bytes(), s.stderr.bytes()
	s.report.RawStderr = s.rawStderr.bytes()
	s.report.Logs = s.logs.all()
	for _, record := range s.report.Logs {
		if record.Message == "plugin failed to exit gracefully" {
			s.report.Forced = true
		}
	}
}
