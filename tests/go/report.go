package main

import (
	"encoding/json"
	"os"
	"unicode/utf8"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/status"
)

// report is the JSON object that `driver host` prints; []byte is base64.
type report struct {
	Error     string      `json:"error,omitempty"`
	Ready     bool        `json:"ready,omitempty"`
	Protocol  string      `json:"protocol"`
	Version   int         `json:"version"`
	Network   string      `json:"network"`
	Address   string      `json:"address"`
	Pid       int         `json:"pid"`
	Steps     []step      `json:"steps"`
	Stdout    []byte      `json:"stdout"`
	Stderr    []byte      `json:"stderr"`
	RawStderr []byte      `json:"raw_stderr"`
	Logs      []logRecord `json:"logs"`
	Exited    bool        `json:"exited"`
	ExitCode  *int        `json:"exit_code"`
	Forced    bool        `json:"forced"`
	KillMs    int64       `json:"kill_ms"`
}

// newReport has no nulls for lists and streams, whatever happens next.
func newReport() report {
	return report{Steps: []step{}, Stdout: []byte{}, Stderr: []byte{}, RawStderr: []byte{}, Logs: []logRecord{}}
}

// step is what became of one -do.
type step struct {
	Op    string `json:"op"`
	Ok    bool   `json:"ok"`
	Error string `json:"error,omitempty"`
	// The gRPC code's name, if the error has one.
	Code string `json:"code,omitempty"`
	// What google.rpc.RetryInfo says in its details, if it is there.
	RetryAfterMs *int64 `json:"retry_after_ms,omitempty"`

	// The value as text or, if it is not UTF-8, in base64.
	Value       *string `json:"value,omitempty"`
	ValueBase64 []byte  `json:"value_base64,omitempty"`

	// Of `big`.
	Size  *int  `json:"size,omitempty"`
	Equal *bool `json:"equal,omitempty"`

	// Of `services`.
	Services []string `json:"services,omitempty"`
	Methods  []string `json:"methods,omitempty"`
}

func (s *step) setValue(value []byte) {
	if utf8.Valid(value) {
		text := string(value)
		s.Value = &text
	} else {
		s.ValueBase64 = value
	}
}

func (s *step) setError(err error) {
	if err == nil {
		s.Ok = true
		return
	}
	s.Error = err.Error()
	if state, ok := status.FromError(err); ok {
		s.Error = state.Message()
		s.Code = state.Code().String()
		for _, detail := range state.Details() {
			if info, ok := detail.(*errdetails.RetryInfo); ok {
				after := info.GetRetryDelay().AsDuration().Milliseconds()
				s.RetryAfterMs = &after
			}
		}
	}
}

// printLine writes one JSON object on one line of stdout.
func printLine(value any) {
	if err := json.NewEncoder(os.Stdout).Encode(value); err != nil {
		panic(err)
	}
}
