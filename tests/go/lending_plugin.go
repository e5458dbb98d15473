package main

import (
	"context"
	"sync/atomic"

	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"

	"pintle-driver/lending"
)

// lender is the plugin's Lending service.
type lender struct {
	lending.UnimplementedLendingServer
	broker *plugin.GRPCBroker
	loans  *loans
}

func (l *lender) Call(ctx context.Context, request *lending.CallRequest) (*lending.CallResponse, error) {
	sum, err := callMany(l.broker, request.GetAdder(), request.GetTimes(), addOne(ctx))
	return &lending.CallResponse{Value: sum}, err
}

func (l *lender) Lend(context.Context, *lending.LendRequest) (*lending.LendResponse, error) {
	loan, err := lend(l.broker, new(adder).register)
	if err != nil {
		return nil, err
	}
	l.loans.keep(loan)
	return &lending.LendResponse{Value: loan.id}, nil
}

// callMany dials an object, calls it with what it answered last, and closes the connection.
func callMany[T any](broker *plugin.GRPCBroker, id, times uint32, call func(*grpc.ClientConn, T) (T, error)) (T, error) {
	var last T
	connection, err := broker.Dial(id)
	if err != nil {
		return last, err
	}
	defer connection.Close()
	for range times {
		if last, err = call(connection, last); err != nil {
			return last, err
		}
	}
	return last, nil
}

// addOne calls an Adder.
func addOne(ctx context.Context) func(*grpc.ClientConn, int64) (int64, error) {
	return func(connection *grpc.ClientConn, sum int64) (int64, error) {
		response, err := lending.NewAdderClient(connection).Add(ctx, &lending.AddRequest{A: sum, B: 1})
		return response.GetValue(), err
	}
}

// adder is what both ends lend. It knows how often it was called.
type adder struct {
	lending.UnimplementedAdderServer
	calls atomic.Uint32
}

func (a *adder) register(server *grpc.Server) { lending.RegisterAdderServer(server, a) }

func (a *adder) Add(_ context.Context, request *lending.AddRequest) (*lending.AddResponse, error) {
	a.calls.Add(1)
	return &lending.AddResponse{Value: request.GetA() + request.GetB()}, nil
}
