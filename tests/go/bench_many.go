// A host of many plugins, which does as it is told so that it can be looked at
// from outside. It says {} before it launches any. Told to go on by a line on
// stdin, it launches COUNT plugins with AutoMTLS, TOGETHER at a time, calls each
// once (Get "first"; any reply counts), gives back what memory it no longer
// needs, and says how long the launches took; at the next line it kills them,
// and says how long that took.

package main

import (
	"bufio"
	"context"
	"errors"
	"os"
	"runtime/debug"
	"strconv"
	"sync"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"pintle-driver/kv"
)

type manyReport struct {
	Error      string    `json:"error,omitempty"`
	StartMs    []float64 `json:"start_ms,omitempty"`
	StartAllMs float64   `json:"start_all_ms,omitempty"`
	EndAllMs   float64   `json:"end_all_ms,omitempty"`
}

func runBenchMany(arguments []string) int {
	if err := benchMany(arguments); err != nil {
		printLine(manyReport{Error: err.Error()})
		return 1
	}
	return 0
}

func benchMany(arguments []string) error {
	if len(arguments) < 4 || arguments[2] != "--" {
		return errors.New("needs COUNT TOGETHER -- PLUGIN [ARGS]")
	}
	count, err := strconv.Atoi(arguments[0])
	if err != nil {
		return err
	}
	together, err := strconv.Atoi(arguments[1])
	if err != nil {
		return err
	}
	many := many{
		launch:  launch{command: arguments[3:], versions: []int{1}, mtls: true},
		clients: make([]*plugin.Client, count),
		times:   make([]float64, count),
	}
	told := bufio.NewScanner(os.Stdin)
	debug.FreeOSMemory()
	printLine(manyReport{})
	told.Scan()

	begin := time.Now()
	err = inTurns(count, together, many.start)
	elapsed := time.Since(begin)
	defer plugin.CleanupClients()
	if err != nil {
		return err
	}
	debug.FreeOSMemory()
	printLine(manyReport{StartMs: many.times, StartAllMs: microseconds(elapsed) / 1000})
	told.Scan()

	begin = time.Now()
	err = inTurns(count, together, func(i int) error {
		many.clients[i].Kill()
		return nil
	})
	printLine(manyReport{EndAllMs: microseconds(time.Since(begin)) / 1000})
	return err
}

type many struct {
	launch  launch
	clients []*plugin.Client
	times   []float64
}

func (m *many) start(i int) error {
	begin := time.Now()
	config, _ := m.launch.prepare(hclog.NewNullLogger())
	config.Managed = true
	m.clients[i] = plugin.NewClient(config)
	_, service, err := connect(m.clients[i])
	if err != nil {
		return err
	}
	_, err = service.Get(context.Background(), &kv.GetRequest{Key: "first"})
	m.times[i] = microseconds(time.Since(begin)) / 1000
	if err != nil && status.Code(err) != codes.NotFound {
		return err
	}
	return nil
}

// inTurns does all, so many at a time.
func inTurns(count, together int, do func(int) error) error {
	turns := make(chan int)
	failures := make([]error, count)
	var workers sync.WaitGroup
	for range together {
		workers.Go(func() {
			for i := range turns {
				failures[i] = do(i)
			}
		})
	}
	for i := range count {
		turns <- i
	}
	close(turns)
	workers.Wait()
	return errors.Join(failures...)
}
