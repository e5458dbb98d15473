package main

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"

	"pintle-driver/joining"
)

// joiningName is local to each end, as lendingName is.
const joiningName = "joining"

// joiningVersion is the first version that has Joining beside Lending.
const joiningVersion = 2

// joiningPlugin ties the Joining service to go-plugin, for the plugin's end.
type joiningPlugin struct {
	plugin.NetRPCUnsupportedPlugin
	loans *loans
}

func (p *joiningPlugin) GRPCServer(broker *plugin.GRPCBroker, server *grpc.Server) error {
	joining.RegisterJoiningServer(server, &joinerLender{broker: broker, loans: p.loans})
	return nil
}

func (*joiningPlugin) GRPCClient(context.Context, *plugin.GRPCBroker, *grpc.ClientConn) (any, error) {
	panic("hosts have lendingPlugin for both")
}

// joinerLender is the plugin's Joining service.
type joinerLender struct {
	joining.UnimplementedJoiningServer
	broker *plugin.GRPCBroker
	loans  *loans
}

func (l *joinerLender) Call(ctx context.Context, request *joining.CallRequest) (*joining.CallResponse, error) {
	text, err := callMany(l.broker, request.GetJoiner(), request.GetTimes(), joinOne(ctx))
	return &joining.CallResponse{Value: text}, err
}

func (l *joinerLender) Lend(context.Context, *joining.LendRequest) (*joining.LendResponse, error) {
	loan, err := lend(l.broker, new(joiner).register)
	if err != nil {
		return nil, err
	}
	l.loans.keep(loan)
	return &joining.LendResponse{Value: loan.id}, nil
}

// joinOne calls a Joiner.
func joinOne(ctx context.Context) func(*grpc.ClientConn, string) (string, error) {
	return func(connection *grpc.ClientConn, soFar string) (string, error) {
		response, err := joining.NewJoinerClient(connection).Join(ctx, &joining.JoinRequest{SoFar: soFar, Next: "x"})
		return response.GetValue(), err
	}
}

// joiner is the other thing that both ends lend.
type joiner struct {
	joining.UnimplementedJoinerServer
	calls atomic.Uint32
}

func (j *joiner) register(server *grpc.Server) { joining.RegisterJoinerServer(server, j) }

func (j *joiner) Join(_ context.Context, request *joining.JoinRequest) (*joining.JoinResponse, error) {
	j.calls.Add(1)
	return &joining.JoinResponse{Value: request.GetSoFar() + request.GetNext()}, nil
}

// lendJoiner lends a Joiner for one Call.
func lendJoiner(ctx context.Context, b *borrower, calls uint32) error {
	lent := new(joiner)
	loan, err := lend(b.broker, lent.register)
	if err != nil {
		return err
	}
	defer loan.end()
	response, err := b.joining.Call(ctx, &joining.CallRequest{Joiner: loan.id, Times: calls})
	if err != nil {
		return err
	}
	if text, called := response.GetValue(), lent.calls.Load(); text != xs(calls) || called != calls {
		return fmt.Errorf("id %d: the text is %q, after %d of %d calls", loan.id, text, called, calls)
	}
	return nil
}

// borrowJoiner borrows a Joiner and calls it.
func borrowJoiner(ctx context.Context, b *borrower, calls uint32) error {
	response, err := b.joining.Lend(ctx, &joining.LendRequest{})
	if err != nil {
		return err
	}
	text, err := callMany(b.broker, response.GetValue(), calls, joinOne(ctx))
	if err == nil && text != xs(calls) {
		err = fmt.Errorf("id %d: the text is %q", response.GetValue(), text)
	}
	return err
}

func xs(count uint32) string { return strings.Repeat("x", int(count)) }
