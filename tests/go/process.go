package main

import (
	"os"
	"strconv"
	"sync/atomic"

	"github.com/hashicorp/go-hclog"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// process is the plugin's own process, as far as a Put may act on it.
type process struct {
	// The files on descriptors 1 and 2, as they were before Serve.
	stdout, stderr  *os.File
	logger          hclog.Logger
	loans           *loans
	ignoresShutdown atomic.Bool
}

// acts holds the keys under which a Put does something instead of storing.
var acts = map[string]func(*process, []byte) error{
	"stdout":          func(_ *process, text []byte) error { return write(os.Stdout, text) },
	"stderr":          func(_ *process, text []byte) error { return write(os.Stderr, text) },
	"raw-stdout":      func(p *process, text []byte) error { return write(p.stdout, text) },
	"raw-stderr":      func(p *process, text []byte) error { return write(p.stderr, text) },
	"log":             (*process).log,
	"panic":           func(_ *process, text []byte) error { panic(string(text)) },
	"exit":            (*process).exit,
	"ignore-shutdown": (*process).ignoreShutdown,
}

func write(file *os.File, text []byte) error {
	_, err := file.Write(text)
	return err
}

func (p *process) log(text []byte) error {
	p.logger.Info(string(text), "foo", "bar", "number", 12)
	return nil
}

func (p *process) exit(text []byte) error {
	code, err := strconv.Atoi(string(text))
	if err != nil {
		return status.Errorf(codes.InvalidArgument, "%q is not an exit status", text)
	}
	os.Exit(code)
	return nil
}

// ignoreShutdown keeps the process alive after Shutdown ended its server:
// go-plugin has no public way to refuse the call itself.
func (p *process) ignoreShutdown([]byte) error {
	p.ignoresShutdown.Store(true)
	return nil
}
