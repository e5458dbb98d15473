package main

import (
	"context"
	"errors"
	"sync"

	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"
	"google.golang.org/grpc/stats"

	"pintle-driver/joining"
	"pintle-driver/lending"
)

// lendingName is local to each end: names are not on the wire.
const lendingName = "lending"

// lendingPlugin ties the Lending service to go-plugin, for either end.
type lendingPlugin struct {
	plugin.NetRPCUnsupportedPlugin
	// loans are the plugin's; nil in a host.
	loans *loans
}

func (p *lendingPlugin) GRPCServer(broker *plugin.GRPCBroker, server *grpc.Server) error {
	lending.RegisterLendingServer(server, &lender{broker: broker, loans: p.loans})
	return nil
}

func (*lendingPlugin) GRPCClient(_ context.Context, broker *plugin.GRPCBroker, connection *grpc.ClientConn) (any, error) {
	clients := &borrower{
		broker:  broker,
		lending: lending.NewLendingClient(connection),
		joining: joining.NewJoiningClient(connection),
	}
	return clients, nil
}

// loan is an object that is served to the other end, on a broker id.
type loan struct {
	id     uint32
	server *grpc.Server
	// Closed once a borrower's connection has ended, and once nothing is served any more.
	left, ended chan struct{}
}

// lend serves what register registers on a new id, until the loan is ended.
func lend(broker *plugin.GRPCBroker, register func(*grpc.Server)) (*loan, error) {
	l := &loan{id: broker.NextId(), left: make(chan struct{}), ended: make(chan struct{})}
	accepted := make(chan *grpc.Server, 1)
	go func() {
		defer close(l.ended)
		broker.AcceptAndServe(l.id, func(options []grpc.ServerOption) *grpc.Server {
			server := grpc.NewServer(append(options, grpc.StatsHandler(&departure{left: l.left}))...)
			register(server)
			accepted <- server
			return server
		})
	}()
	// Nobody may hear of the id before: a knock that comes too early may be refused (X9).
	select {
	case l.server = <-accepted:
		return l, nil
	case <-l.ended:
		return nil, errors.New("the broker does not accept")
	}
}

// end is to be called by the lender: AcceptAndServe returns only when the server is stopped.
func (l *loan) end() {
	l.server.Stop()
	<-l.ended
}

// loans are what a plugin lends, each until its borrower leaves.
type loans struct {
	open sync.WaitGroup
	over chan struct{}
}

func newLoans() *loans { return &loans{over: make(chan struct{})} }

func (l *loans) keep(loan *loan) {
	l.open.Go(func() {
		select {
		case <-loan.left:
		case <-l.over:
		}
		loan.end()
	})
}

// endAll ends what is still lent, when nothing more can be.
func (l *loans) endAll() {
	close(l.over)
	l.open.Wait()
}

// departure closes a channel when the first connection ends; it is a gRPC stats handler.
type departure struct {
	once sync.Once
	left chan struct{}
}

func (d *departure) HandleConn(_ context.Context, event stats.ConnStats) {
	if _, ended := event.(*stats.ConnEnd); ended {
		d.once.Do(func() { close(d.left) })
	}
}

func (*departure) HandleRPC(context.Context, stats.RPCStats) {}

func (*departure) TagConn(ctx context.Context, _ *stats.ConnTagInfo) context.Context { return ctx }

func (*departure) TagRPC(ctx context.Context, _ *stats.RPCTagInfo) context.Context { return ctx }
