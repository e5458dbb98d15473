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
	sum, err := countWith(ctx, l.broker, request.GetAdder(), request.GetTimes())
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

// countWith dials an Adder, counts with it one by one, and closes the connection.
func countWith(ctx context.Context, broker *plugin.GRPCBroker, id, times uint32) (int64, error) {
	connection, err := broker.Dial(id)
	if err != nil {
		return 0, err
	}
	defer connection.Close()
	client := lending.NewAdderClient(connection)
	var sum int64
	for range times {
		response, err := client.Add(ctx, &lending.AddRequest{A: sum, B: 1})
		if err != nil {
			return 0, err
		}
		sum = response.GetValue()
	}
	return sum, nil
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
