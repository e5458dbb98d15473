package main

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/hashicorp/go-plugin"

	"pintle-driver/lending"
)

// borrower is the host's view of the Lending service.
type borrower struct {
	broker *plugin.GRPCBroker
	client lending.LendingClient
}

// exchange is one object, lent or borrowed, and so many calls of it. It looks around before it ends.
type exchange func(ctx context.Context, b *borrower, calls uint32, look func() error) error

// lendToPlugin lends an Adder for one Call.
func lendToPlugin(ctx context.Context, b *borrower, calls uint32, look func() error) error {
	lent := new(adder)
	loan, err := lend(b.broker, lent.register)
	if err != nil {
		return err
	}
	defer loan.end()
	response, err := b.client.Call(ctx, &lending.CallRequest{Adder: loan.id, Times: calls})
	if err != nil {
		return err
	}
	// Each object knows its own calls: they did not go to another one.
	if sum, called := response.GetValue(), lent.calls.Load(); sum != int64(calls) || called != calls {
		return fmt.Errorf("id %d: the sum is %d, after %d of %d calls", loan.id, sum, called, calls)
	}
	return look()
}

// borrowFromPlugin borrows an Adder and counts with it.
func borrowFromPlugin(ctx context.Context, b *borrower, calls uint32, look func() error) error {
	response, err := b.client.Lend(ctx, &lending.LendRequest{})
	if err != nil {
		return err
	}
	if err := look(); err != nil {
		return err
	}
	sum, err := countWith(ctx, b.broker, response.GetValue(), calls)
	if err == nil && sum != int64(calls) {
		err = fmt.Errorf("id %d: the sum is %d, not %d", response.GetValue(), sum, calls)
	}
	return err
}

// parseExchanges reads "OBJECTS,CALLS".
func parseExchanges(exchange exchange) func(string) (action, error) {
	return func(argument string) (action, error) {
		numbers, err := parseNumbers(argument)
		if err != nil {
			return nil, err
		}
		if len(numbers) != 2 {
			return nil, fmt.Errorf("OBJECTS,CALLS are needed, not %q", argument)
		}
		objects, calls := numbers[0], uint32(numbers[1])
		return func(ctx context.Context, s *session, step *step) error {
			dispensed, err := s.protocol.Dispense(lendingName)
			if err != nil {
				return err
			}
			look := func() error { return s.countSockets(step) }
			for range objects {
				// launch gives this name no other type.
				if err := exchange(ctx, dispensed.(*borrower), calls, look); err != nil {
					return err
				}
			}
			return nil
		}, nil
	}
}

// countSockets keeps the highest number of socket files below the folder of -count-sockets.
func (s *session) countSockets(step *step) error {
	if s.sockets == "" {
		return nil
	}
	count := 0
	err := filepath.WalkDir(s.sockets, func(_ string, entry fs.DirEntry, err error) error {
		// Entries may go away meanwhile.
		if err == nil && entry.Type() == fs.ModeSocket {
			count++
		}
		return nil
	})
	if step.Sockets == nil || *step.Sockets < count {
		step.Sockets = &count
	}
	return err
}
