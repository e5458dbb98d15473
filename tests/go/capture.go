package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"sync"

	"github.com/hashicorp/go-hclog"
)

// stream keeps what was written to it and wakes those who wait for a text.
type stream struct {
	mutex   sync.Mutex
	written []byte
	changed chan struct{}
}

func newStream() *stream {
	return &stream{written: []byte{}, changed: make(chan struct{})}
}

func (s *stream) Write(bytes []byte) (int, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.written = append(s.written, bytes...)
	close(s.changed)
	s.changed = make(chan struct{})
	return len(bytes), nil
}

func (s *stream) bytes() []byte {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return bytes.Clone(s.written)
}

func (s *stream) waitFor(ctx context.Context, text string) error {
	for {
		found, changed := s.contains(text)
		if found {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("%q did not come in time", text)
		}
	}
}

// contains also returns a channel that the next write closes.
func (s *stream) contains(text string) (bool, <-chan struct{}) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return bytes.Contains(s.written, []byte(text)), s.changed
}

// logRecord is one call on the logger that go-plugin's client was given.
type logRecord struct {
	Level   string         `json:"level"`
	Name    string         `json:"name"`
	Message string         `json:"message"`
	Fields  map[string]any `json:"fields"`
}

// logSink keeps log records; it is an hclog sink.
type logSink struct {
	mutex   sync.Mutex
	records []logRecord
}

// logger returns a logger that writes to the sink only.
func (s *logSink) logger() hclog.Logger {
	logger := hclog.NewInterceptLogger(&hclog.LoggerOptions{Name: "plugin", Level: hclog.Trace, Output: io.Discard})
	logger.RegisterSink(s)
	return logger
}

// Accept implements hclog.SinkAdapter.
func (s *logSink) Accept(name string, level hclog.Level, message string, arguments ...any) {
	record := logRecord{Level: level.String(), Name: name, Message: message, Fields: make(map[string]any)}
	for i := 0; i+1 < len(arguments); i += 2 {
		record.Fields[fmt.Sprint(arguments[i])] = fieldValue(arguments[i+1])
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.records = append(s.records, record)
}

func (s *logSink) all() []logRecord {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return append([]logRecord{}, s.records...)
}

// fieldValue keeps what JSON can say as it is and spells out the rest.
func fieldValue(value any) any {
	switch value := value.(type) {
	case nil, bool, string, int, int64, uint, uint64, float64, []any, []string, map[string]any:
		return value
	default:
		return fmt.Sprint(value)
	}
}
