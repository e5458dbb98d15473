package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"pintle-driver/kv"
)

// firstReplies times launches, each up to the reply to its first call.
func (b *benchSettings) firstReplies() ([]float64, error) {
	var samples []float64
	for range b.launches {
		sample, err := b.firstReply()
		if err != nil {
			return nil, err
		}
		samples = append(samples, sample)
	}
	return samples, nil
}

func (b *benchSettings) firstReply() (float64, error) {
	begin := time.Now()
	client := b.newClient()
	defer client.Kill()
	_, service, err := connect(client)
	if err != nil {
		return 0, err
	}
	_, err = service.Get(context.Background(), &kv.GetRequest{Key: "first"})
	elapsed := microseconds(time.Since(begin))
	if err != nil && status.Code(err) != codes.NotFound {
		return 0, err
	}
	return elapsed, nil
}

func (b *benchSettings) newClient() *plugin.Client {
	config, _ := b.launch.prepare(hclog.NewNullLogger())
	return plugin.NewClient(config)
}

// subject is the plugin being measured.
type subject struct {
	client *plugin.Client
	kv     kv.KVClient
}

// start launches the plugin and stores the payloads.
func (b *benchSettings) start() (*subject, error) {
	client := b.newClient()
	_, service, err := connect(client)
	if err != nil {
		client.Kill()
		return nil, err
	}
	for _, size := range payloadSizes {
		request := &kv.PutRequest{Key: payloadKey(size), Value: bytes.Repeat([]byte("a"), size)}
		if _, err := service.Put(context.Background(), request); err != nil {
			client.Kill()
			return nil, err
		}
	}
	return &subject{client: client, kv: service}, nil
}

func payloadKey(size int) string {
	return fmt.Sprintf("payload-%d", size)
}

// get fetches the payload of this size.
func (s *subject) get(size int) error {
	response, err := s.kv.Get(context.Background(), &kv.GetRequest{Key: payloadKey(size)})
	if err == nil && len(response.GetValue()) != size {
		err = fmt.Errorf("%d bytes came back instead of %d", len(response.GetValue()), size)
	}
	return err
}

// times returns how long single calls took, in µs and sorted.
func (s *subject) times(size, warmup, calls int) ([]float64, error) {
	samples := make([]float64, 0, calls)
	for i := range warmup + calls {
		begin := time.Now()
		if err := s.get(size); err != nil {
			return nil, err
		}
		if i >= warmup {
			samples = append(samples, microseconds(time.Since(begin)))
		}
	}
	slices.Sort(samples)
	return samples, nil
}

func (s *subject) sequential(warmup, calls int) (unaryTimes, error) {
	samples, err := s.times(payloadSizes[0], warmup, calls)
	return unaryTimes{Calls: calls, P50: percentile(samples, 50), P99: percentile(samples, 99)}, err
}

func (s *subject) payloads(calls []int) ([]payloadTimes, error) {
	var all []payloadTimes
	for i, size := range payloadSizes {
		samples, err := s.times(size, calls[i]/10, calls[i])
		if err != nil {
			return nil, err
		}
		all = append(all, payloadTimes{Bytes: size, Calls: calls[i], P50Us: percentile(samples, 50)})
	}
	return all, nil
}

// concurrent returns how many calls per second all callers finish together.
func (s *subject) concurrent(seconds float64) (float64, error) {
	var finished atomic.Int64
	var failure atomic.Pointer[error]
	var callers sync.WaitGroup
	begin := time.Now()
	end := begin.Add(time.Duration(seconds * float64(time.Second)))
	for range concurrentCallers {
		callers.Go(func() {
			for time.Now().Before(end) {
				if err := s.get(payloadSizes[0]); err != nil {
					failure.Store(&err)
					return
				}
				finished.Add(1)
			}
		})
	}
	callers.Wait()
	if err := failure.Load(); err != nil {
		return 0, *err
	}
	return float64(finished.Load()) / time.Since(begin).Seconds(), nil
}

// residentKib reads the plugin's VmRSS, in KiB.
func (s *subject) residentKib() (int, error) {
	text, err := os.ReadFile("/proc/" + s.client.ID() + "/status")
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(text), "VmRSS:")
	var kib int
	_, err = fmt.Sscan(rest, &kib)
	return kib, err
}

func percentile(sorted []float64, percent int) float64 {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[percent*(len(sorted)-1)/100]
}

func microseconds(duration time.Duration) float64 {
	return float64(duration.Nanoseconds()/100) / 10
}
