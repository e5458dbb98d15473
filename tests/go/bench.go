// The benchmark, so that another host can repeat it call for call. A value of
// N bytes is N times 0x61; "Get" is one unary call, timed from just before the
// request is handed to the stub until the reply is decoded.
//
//  1. first_reply_us: -launches times, one after the other: take the time, make
//     a client, launch the plugin, connect, Get("first"); any reply counts, also
//     NOT_FOUND, and stops the clock. Then kill the plugin, untimed.
//
// All that follows uses one further plugin and its one connection. First
// Put(key, value) of every payload, then:
//
//  2. unary_us: Get of the 64 B value -warmup times untimed, then -calls times,
//     one after the other; percentiles of the single times. Then the plugin's
//     VmRSS is read: plugin_rss_kib.after_warmup.
//  3. callers64_per_second: 64 callers, each in a loop Get of the 64 B value,
//     for -seconds; calls finished divided by the time until the last returned.
//  4. payload: for 64 B, 64 KiB and 5 MiB, one after the other: Get a tenth of
//     the repetitions untimed, then -payload-calls of them timed; the median.
//     Then VmRSS again: after_load.
//
// The p-th percentile of n sorted times is the one at index floor(p/100·(n-1)).
// Neither end logs: the host's logger is off. The message limits must let the
// 5 MiB through, both ways.

package main

import (
	"flag"
	"fmt"
)

const concurrentCallers = 64

var payloadSizes = []int{64, 64 << 10, 5 << 20}

type benchSettings struct {
	launch       launch
	launches     int
	warmup       int
	calls        int
	seconds      float64
	payloadCalls []int
}

// benchReport is the JSON object that `driver bench` prints.
type benchReport struct {
	Error              string          `json:"error,omitempty"`
	FirstReplyUs       []float64       `json:"first_reply_us"`
	UnaryUs            unaryTimes      `json:"unary_us"`
	Callers64PerSecond float64         `json:"callers64_per_second"`
	Payload            []payloadTimes  `json:"payload"`
	PluginRssKib       residentSetSize `json:"plugin_rss_kib"`
}

type unaryTimes struct {
	Calls int     `json:"calls"`
	P50   float64 `json:"p50"`
	P99   float64 `json:"p99"`
}

type payloadTimes struct {
	Bytes int     `json:"bytes"`
	Calls int     `json:"calls"`
	P50Us float64 `json:"p50_us"`
}

type residentSetSize struct {
	AfterWarmup int `json:"after_warmup"`
	AfterLoad   int `json:"after_load"`
}

// runBench measures and prints the report.
func runBench(arguments []string) int {
	settings, err := parseBench(arguments)
	var report benchReport
	if err == nil {
		err = settings.run(&report)
	}
	if err != nil {
		report.Error = err.Error()
	}
	printLine(report)
	if err != nil {
		return 1
	}
	return 0
}

func parseBench(arguments []string) (benchSettings, error) {
	settings := benchSettings{payloadCalls: []int{5000, 1000, 100}}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	settings.launch.register(flags)
	flags.IntVar(&settings.launches, "launches", 10, "launches timed for first_reply_us")
	flags.IntVar(&settings.warmup, "warmup", 2000, "untimed calls before unary_us")
	flags.IntVar(&settings.calls, "calls", 20000, "calls timed for unary_us")
	flags.Float64Var(&settings.seconds, "seconds", 3, "how long the 64 callers call")
	flags.Func("payload-calls", "calls timed per payload size (default 5000,1000,100)", func(text string) (err error) {
		if settings.payloadCalls, err = parseNumbers(text); err == nil && len(settings.payloadCalls) != len(payloadSizes) {
			err = fmt.Errorf("needs %d numbers", len(payloadSizes))
		}
		return err
	})
	return settings, settings.launch.parse(flags, arguments)
}

// run fills the report, in the order of its fields.
func (b *benchSettings) run(report *benchReport) error {
	var err error
	if report.FirstReplyUs, err = b.firstReplies(); err != nil {
		return err
	}
	subject, err := b.start()
	if err != nil {
		return err
	}
	defer subject.client.Kill()
	if report.UnaryUs, err = subject.sequential(b.warmup, b.calls); err != nil {
		return err
	}
	if report.PluginRssKib.AfterWarmup, err = subject.residentKib(); err != nil {
		return err
	}
	if report.Callers64PerSecond, err = subject.concurrent(b.seconds); err != nil {
		return err
	}
	if report.Payload, err = subject.payloads(b.payloadCalls); err != nil {
		return err
	}
	report.PluginRssKib.AfterLoad, err = subject.residentKib()
	return err
}
