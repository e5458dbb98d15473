package main

import (
	"context"
	"sync"
	"sync/atomic"

	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"pintle-driver/lending"
)

// lender is the plugin's Lending service.
type lender struct {
	lending.UnimplementedLendingServer
	broker *plugin.GRPCBroker
	loans  *loans

	mutex sync.Mutex
	kept  *grpc.ClientConn
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

// Keep dials now, and uses the connection later.
func (l *lender) Keep(_ context.Context, request *lending.KeepRequest) (*lending.KeepResponse, error) {
	connection, err := l.broker.Dial(request.GetAdder())
	if err != nil {
		return nil, err
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.kept != nil {
		_ = l.kept.Close()
	}
	l.kept = connection
	return &lending.KeepResponse{}, nil
}

func (l *lender) Count(ctx context.Context, request *lending.CountRequest) (*lending.CountResponse, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.kept == nil {
		return nil, status.Error(codes.FailedPrecondition, "it keeps none")
	}
	sum, err := callOn(l.kept, request.GetTimes(), addOne(ctx))
	return &lending.CountResponse{Value: sum}, err
}

// callMany dials an object, calls it with what it answered last, and closes the connection.
func callMany[T any](broker *plugin.GRPCBroker, id, times uint32, call func(*grpc.ClientConn, T) (T, error)) (T, error) {
	connection, err := broker.Dial(id)
	if err != nil {
		var none T
		return none, err
	}
	defer connection.Close()
	return callOn(connection, times, call)
}

func callOn[T any](connection *grpc.ClientConn, times uint32, call func(*grpc.ClientConn, T) (T, error)) (last T, err error) {
	for range times {
		if last, err = call(connection, last); err != nil {
			break
		}
	}
	return last, err
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
