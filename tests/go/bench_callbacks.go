// The benchmark of callbacks, so that another host can repeat it call for call.
// The service is yardstick.v1.Yardstick; what is lent is a lending.v1.Adder.
// Every timed call adds 1 and 2; it is timed as in bench.go.
//
// With one plugin, and of two directions, first the host's, who calls what the
// plugin lends, then the plugin's, who calls what the host lends:
//
//  1. first_use_us: -objects times, one after the other: lend an object; take
//     the time from before it is dialled until its first call is answered; end
//     the loan, untimed. The median.
//  2. ordinary_us and callback_us: one more object, which stays. In turns, a
//     block of Yardstick.Add of the host's, and as many calls of the object
//     (for the plugin: one Yardstick.Time), until each was called -warmup times
//     untimed and then -calls times; medians.

package main

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"

	"pintle-driver/lending"
	"pintle-driver/yardstick"
)

// blockCalls is how many calls of one kind follow each other.
const blockCalls = 50

type callbackSettings struct {
	launch                 launch
	objects, warmup, calls int
}

// callbackReport is the JSON object that `driver bench-callbacks` prints.
type callbackReport struct {
	Error  string        `json:"error,omitempty"`
	Host   callbackTimes `json:"host"`
	Plugin callbackTimes `json:"plugin"`
}

// callbackTimes are those of one direction, named after who calls.
type callbackTimes struct {
	OrdinaryUs float64 `json:"ordinary_us"`
	CallbackUs float64 `json:"callback_us"`
	FirstUseUs float64 `json:"first_use_us"`
}

func runBenchCallbacks(arguments []string) int {
	settings, err := parseBenchCallbacks(arguments)
	var report callbackReport
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

func parseBenchCallbacks(arguments []string) (callbackSettings, error) {
	var settings callbackSettings
	flags := flag.NewFlagSet("bench-callbacks", flag.ContinueOnError)
	settings.launch.register(flags)
	flags.IntVar(&settings.objects, "objects", 50, "objects used for first_use_us")
	flags.IntVar(&settings.warmup, "warmup", 1000, "untimed calls of each kind")
	flags.IntVar(&settings.calls, "calls", 5000, "timed calls of each kind")
	return settings, settings.launch.parse(flags, arguments)
}

func (s *callbackSettings) run(report *callbackReport) error {
	config, _ := s.launch.prepare(hclog.NewNullLogger())
	config.VersionedPlugins = map[int]plugin.PluginSet{1: {yardstickName: &yardstickPlugin{}}}
	client := plugin.NewClient(config)
	defer client.Kill()
	protocol, err := client.Client()
	if err != nil {
		return err
	}
	dispensed, err := protocol.Dispense(yardstickName)
	if err != nil {
		return err
	}
	// The plugin set above gives this name no other type.
	measured := dispensed.(*measured)
	if report.Host, err = s.measure(measured, measured.borrow); err != nil {
		return err
	}
	report.Plugin, err = s.measure(measured, measured.lend)
	return err
}

// measure looks at one direction. open makes an object and uses it once.
func (s *callbackSettings) measure(m *measured, open func(context.Context) (*object, error)) (callbackTimes, error) {
	ctx := context.Background()
	var times callbackTimes
	var firstUses, ordinary, callbacks []float64
	for range s.objects {
		object, err := open(ctx)
		if err != nil {
			return times, err
		}
		object.end()
		firstUses = append(firstUses, microseconds(object.firstUse))
	}
	object, err := open(ctx)
	if err != nil {
		return times, err
	}
	defer object.end()
	for done := 0; done < s.warmup+s.calls; done += blockCalls {
		plain, err := timeMany(blockCalls, func() (time.Duration, error) { return m.add(ctx) })
		if err != nil {
			return times, err
		}
		called, err := object.call(blockCalls)
		if err != nil {
			return times, err
		}
		if done >= s.warmup {
			ordinary, callbacks = append(ordinary, plain...), append(callbacks, called...)
		}
	}
	return callbackTimes{OrdinaryUs: middle(ordinary), CallbackUs: middle(callbacks), FirstUseUs: middle(firstUses)}, nil
}

// measured is the host's view of the plugin.
type measured struct {
	broker *plugin.GRPCBroker
	client yardstick.YardstickClient
}

// object is one that is lent, and was used once.
type object struct {
	firstUse time.Duration
	// call calls it so often, and says how long each call took, in µs.
	call func(times uint32) ([]float64, error)
	end  func()
}

func (m *measured) add(ctx context.Context) (time.Duration, error) {
	begin := time.Now()
	response, err := m.client.Add(ctx, &yardstick.AddRequest{A: 1, B: 2})
	taken := time.Since(begin)
	if err == nil && response.GetValue() != 3 {
		err = fmt.Errorf("1 and 2 are %d", response.GetValue())
	}
	return taken, err
}

// borrow has the plugin lend an object to the host.
func (m *measured) borrow(ctx context.Context) (*object, error) {
	response, err := m.client.Lend(ctx, &yardstick.LendRequest{})
	if err != nil {
		return nil, err
	}
	connection, taken, err := firstUse(ctx, m.broker, response.GetValue())
	if err != nil {
		return nil, err
	}
	client := lending.NewAdderClient(connection)
	call := func(times uint32) ([]float64, error) {
		return timeMany(times, func() (time.Duration, error) { return timeCallback(ctx, client) })
	}
	return &object{firstUse: taken, call: call, end: func() { closeQuietly(connection) }}, nil
}

// lend has the plugin use an object of the host's.
func (m *measured) lend(ctx context.Context) (*object, error) {
	loan, err := lend(m.broker, new(adder).register)
	if err != nil {
		return nil, err
	}
	response, err := m.client.Keep(ctx, &yardstick.KeepRequest{Adder: loan.id})
	if err != nil {
		loan.end()
		return nil, err
	}
	call := func(times uint32) ([]float64, error) {
		response, err := m.client.Time(ctx, &yardstick.TimeRequest{Times: times})
		var samples []float64
		for _, taken := range response.GetValue() {
			samples = append(samples, microseconds(time.Duration(taken)))
		}
		return samples, err
	}
	return &object{firstUse: time.Duration(response.GetValue()), call: call, end: loan.end}, nil
}

func closeQuietly(connection *grpc.ClientConn) { _ = connection.Close() }

func timeMany(times uint32, one func() (time.Duration, error)) ([]float64, error) {
	samples := make([]float64, 0, times)
	for range times {
		taken, err := one()
		if err != nil {
			return nil, err
		}
		samples = append(samples, microseconds(taken))
	}
	return samples, nil
}

// middle is the median.
func middle(samples []float64) float64 {
	slices.Sort(samples)
	return percentile(samples, 50)
}
