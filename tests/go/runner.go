package main

import (
	"context"
	"io"
	"os/exec"
	"strconv"

	"github.com/hashicorp/go-plugin/runner"
)

// commandRunner is a plain child process behind go-plugin's runner interface.
// Its only use: with a RunnerFunc, and not otherwise, go-plugin makes a socket
// directory and names it in PLUGIN_UNIX_SOCKET_DIR.
type commandRunner struct {
	command        *exec.Cmd
	stdout, stderr io.ReadCloser
}

func newCommandRunner(command *exec.Cmd) (runner.Runner, error) {
	stdout, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	stderr, err := command.StderrPipe()
	if err != nil {
		return nil, err
	}
	return &commandRunner{command: command, stdout: stdout, stderr: stderr}, nil
}

func (r *commandRunner) Start(context.Context) error     { return r.command.Start() }
func (r *commandRunner) Wait(context.Context) error      { return r.command.Wait() }
func (r *commandRunner) Kill(context.Context) error      { return r.command.Process.Kill() }
func (r *commandRunner) Diagnose(context.Context) string { return "launched through a RunnerFunc" }
func (r *commandRunner) Stdout() io.ReadCloser           { return r.stdout }
func (r *commandRunner) Stderr() io.ReadCloser           { return r.stderr }
func (r *commandRunner) Name() string                    { return r.command.Path }

func (r *commandRunner) ID() string {
	if r.command.Process == nil {
		return ""
	}
	return strconv.Itoa(r.command.Process.Pid)
}

func (r *commandRunner) PluginToHost(network, address string) (string, string, error) {
	return network, address, nil
}

func (r *commandRunner) HostToPlugin(network, address string) (string, string, error) {
	return network, address, nil
}
