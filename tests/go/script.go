package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"time"

	"pintle-driver/kv"
)

// script is the list of -do operations; it is a flag.
type script []operation

// operation is one -do, parsed: what it is called and what it does.
type operation struct {
	text string
	act  action
}

// action fills in the step, all but its outcome.
type action func(context.Context, *session, *step) error

// operations makes actions of the part after the colon.
var operations = map[string]func(argument string) (action, error){
	"put":             parsePut,
	"put-base64":      parsePutBase64,
	"get":             parseGet,
	"big":             parseBig,
	"wait-stdout":     waitFor(func(s *session) *stream { return s.stdout }),
	"wait-stderr":     waitFor(func(s *session) *stream { return s.stderr }),
	"wait-raw-stderr": waitFor(func(s *session) *stream { return s.rawStderr }),
	"ping":            plain(ping),
	"pid":             plain(pid),
	"services":        plain(services),
	"lend":            parseExchanges(oneByOne, lendToPlugin),
	"keep":            parseExchanges(oneByOne, lendForKeeps),
	"borrow":          parseExchanges(oneByOne, borrowFromPlugin),
	"lend-together":   parseExchanges(together, lendToPlugin),
	"borrow-together": parseExchanges(together, borrowFromPlugin),
	"lend-joiner":     parseExchanges(oneByOne, lendJoiner),
	"borrow-joiner":   parseExchanges(oneByOne, borrowJoiner),
	"reattach":        plain(reattachable),
	"hold":            plain(hold),
}

// waitLimit bounds the wait- operations.
const waitLimit = 10 * time.Second

func (s *script) String() string { return "" }

// Set implements flag.Value.
func (s *script) Set(text string) error {
	name, argument, _ := strings.Cut(text, ":")
	parse, ok := operations[name]
	if !ok {
		return fmt.Errorf("no operation is called %q", name)
	}
	act, err := parse(argument)
	if err != nil {
		return err
	}
	*s = append(*s, operation{text: text, act: act})
	return nil
}

func (o operation) run(s *session) step {
	ctx, cancel := context.WithTimeout(context.Background(), s.callTimeout)
	defer cancel()
	step := step{Op: o.text}
	step.setError(o.act(ctx, s, &step))
	return step
}

func plain(act action) func(string) (action, error) {
	return func(string) (action, error) { return act, nil }
}

func parsePut(argument string) (action, error) {
	key, value, ok := strings.Cut(argument, "=")
	if !ok {
		return nil, fmt.Errorf("put needs KEY=VALUE, not %q", argument)
	}
	return put(key, []byte(value)), nil
}

func parsePutBase64(argument string) (action, error) {
	key, text, _ := strings.Cut(argument, "=")
	value, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, err
	}
	return put(key, value), nil
}

func put(key string, value []byte) action {
	return func(ctx context.Context, s *session, _ *step) error {
		_, err := s.kv.Put(ctx, &kv.PutRequest{Key: key, Value: value})
		return err
	}
}

func parseGet(key string) (action, error) {
	return func(ctx context.Context, s *session, step *step) error {
		response, err := s.kv.Get(ctx, &kv.GetRequest{Key: key})
		if err != nil {
			return err
		}
		step.setValue(response.GetValue())
		return nil
	}, nil
}

func parseBig(argument string) (action, error) {
	size, err := strconv.Atoi(argument)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, s *session, step *step) error {
		value := pseudoRandom(size)
		if err := put("big", value)(ctx, s, step); err != nil {
			return err
		}
		response, err := s.kv.Get(ctx, &kv.GetRequest{Key: "big"})
		if err != nil {
			return err
		}
		received := len(response.GetValue())
		equal := bytes.Equal(value, response.GetValue())
		step.Size, step.Equal = &received, &equal
		return nil
	}, nil
}

// pseudoRandom returns the same bytes for the same size.
func pseudoRandom(size int) []byte {
	value := make([]byte, size)
	// ChaCha8 never fails to read.
	_, _ = rand.NewChaCha8([32]byte{}).Read(value)
	return value
}

func waitFor(pick func(*session) *stream) func(string) (action, error) {
	return func(text string) (action, error) {
		return func(_ context.Context, s *session, _ *step) error {
			ctx, cancel := context.WithTimeout(context.Background(), waitLimit)
			defer cancel()
			return pick(s).waitFor(ctx, text)
		}, nil
	}
}

func ping(_ context.Context, s *session, _ *step) error {
	return s.protocol.Ping()
}

func pid(_ context.Context, s *session, step *step) error {
	step.setValue([]byte(s.client.ID()))
	return nil
}

// hold reports what is known so far, then waits until stdin ends.
func hold(_ context.Context, s *session, _ *step) error {
	s.observe()
	ready := s.report
	ready.Ready = true
	printLine(ready)
	_, err := io.Copy(io.Discard, os.Stdin)
	return err
}
