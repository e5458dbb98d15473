package main

import (
	"context"
	"errors"
	"fmt"
	"sync"

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

// lendForKeeps lends an Adder that the plugin uses after the call that brought it.
func lendForKeeps(ctx context.Context, b *borrower, calls uint32) error {
	lent := new(adder)
	loan, err := lend(b.broker, lent.register)
	if err != nil {
		return err
	}
	defer loan.end()
	if _, err := b.lending.Keep(ctx, &lending.KeepRequest{Adder: loan.id}); err != nil {
		return err
	}
	response, err := b.lending.Count(ctx, &lending.CountRequest{Times: calls})
	if err != nil {
		return err
	}
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

// order is how several exchanges follow each other.
type order func(objects int, one func() error) error

func oneByOne(objects int, one func() error) error {
	for range objects {
		if err := one(); err != nil {
			return err
		}
	}
	return nil
}

func together(objects int, one func() error) error {
	errs := make([]error, objects)
	var all sync.WaitGroup
	for i := range errs {
		all.Go(func() { errs[i] = one() })
	}
	all.Wait()
	return errors.Join(errs...)
}

// parseExchanges reads "OBJECTS,CALLS".
func parseExchanges(order order, exchange exchange) func(string) (action, error) {
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
			// launch gives this name no other type.
			return order(objects, func() error { return exchange(ctx, dispensed.(*borrower), calls) })
		}, nil
	}
}
