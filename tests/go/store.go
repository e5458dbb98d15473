package main

import (
	"context"
	"os"
	"strconv"
	"strings"
	"sync"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"pintle-driver/kv"
)

// store is the plugin's KV service: a map, behind keys that act instead.
type store struct {
	kv.UnimplementedKVServer
	version int
	process *process

	mutex  sync.RWMutex
	values map[string][]byte
}

func newStore(version int, process *process) *store {
	return &store{version: version, process: process, values: make(map[string][]byte)}
}

func (s *store) Get(_ context.Context, request *kv.GetRequest) (*kv.GetResponse, error) {
	value, ok := s.find(request.GetKey())
	if !ok {
		return nil, status.Errorf(codes.NotFound, "no value under %q", request.GetKey())
	}
	return &kv.GetResponse{Value: value}, nil
}

func (s *store) find(key string) ([]byte, bool) {
	if name, ok := strings.CutPrefix(key, "env:"); ok {
		value, ok := os.LookupEnv(name)
		return []byte(value), ok
	}
	switch key {
	case "version":
		return strconv.AppendInt(nil, int64(s.version), 10), true
	case "pid":
		return strconv.AppendInt(nil, int64(os.Getpid()), 10), true
	}
	s.mutex.RLock()
	defer s.mutex.RUnlock()
	value, ok := s.values[key]
	return value, ok
}

func (s *store) Put(ctx context.Context, request *kv.PutRequest) (*kv.Empty, error) {
	if act, ok := acts[request.GetKey()]; ok {
		return &kv.Empty{}, act(s.process, request.GetValue())
	}
	if request.GetKey() == "hang" {
		<-ctx.Done()
		s.put("hang", []byte("cancelled"))
		return nil, status.FromContextError(ctx.Err()).Err()
	}
	s.put(request.GetKey(), request.GetValue())
	return &kv.Empty{}, nil
}

func (s *store) put(key string, value []byte) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.values[key] = value
}
