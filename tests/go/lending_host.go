package main

import (
	"context"
	"fmt"

	"github.com/hashicorp/go-plugin"

	"pintle-driver/joining"
	"pintle-driver/lending"
)

// borrower is the host's view of Lending and, where the version has it, of Joining.
type borrower struct {
	broker  *plugin.GRPCBroker
	lending lending.LendingClient
	joining joining.JoiningClient
}

// exchange is one object, lent or borrowed, and so many calls of it.
type exchange func(ctx context.Context, b *borrower, calls uint32) error

// lendToPlugin lends an Adder for one Call.
func lendToPlugin(ctx context.Context, b *borrower, calls uint32) error {
	lent := new(adder)
	loan, err := lend(b.broker, lent.register)
	if err != nil {
		return err
	}
	defer loan.end()
	response, err := b.lending.Call(ctx, &lending.CallRequest{Adder: loan.id, Times: calls})
	if err != nil {
		return err
	}
	// Each object knows its own calls: they did not go to another one.
	if sum, called := response.GetValue(), lent.calls.Load(); sum != int64(calls) || called != calls {
		return fmt.Errorf("id %d: the sum is %d, after %d of %d calls", loan.id, sum, called, calls)
	}
	return nil
}

// borrowFromPlugin borrows an Adder and counts with it.
func borrowFromPlugin(ctx context.Context, b *borrower, calls uint32) error {
	response, err := b.lending.Lend(ctx, &lending.LendRequest{})
	if err != nil {
		return err
	}
	sum, err := callMany(b.broker, response.GetValue(), calls, addOne(ctx))
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
		return func(ctx context.Context, s *session, _ *step) error {
			dispensed, err := s.protocol.Dispense(lendingName)
			if err != nil {
				return err
			}
			for range objects {
				// launch gives this name no other type.
				if err := exchange(ctx, dispensed.(*borrower), calls); err != nil {
					return err
				}
			}
			return nil
		}, nil
	}
}
