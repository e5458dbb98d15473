package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"pintle-driver/lending"
	"pintle-driver/yardstick"
)

// yardstickName is local to each end, as lendingName is.
const yardstickName = "yardstick"

// yardstickPlugin ties the Yardstick service to go-plugin, for either end.
type yardstickPlugin struct {
	plugin.NetRPCUnsupportedPlugin
	// loans are the plugin's; nil in a host.
	loans *loans
}

func (p *yardstickPlugin) GRPCServer(broker *plugin.GRPCBroker, server *grpc.Server) error {
	yardstick.RegisterYardstickServer(server, &ruler{broker: broker, loans: p.loans})
	return nil
}

func (*yardstickPlugin) GRPCClient(_ context.Context, broker *plugin.GRPCBroker, connection *grpc.ClientConn) (any, error) {
	return &measured{broker: broker, client: yardstick.NewYardstickClient(connection)}, nil
}

func serveYardstick() {
	loans := newLoans()
	plugin.Serve(&plugin.ServeConfig{
		HandshakeConfig:  handshake,
		VersionedPlugins: map[int]plugin.PluginSet{1: {yardstickName: &yardstickPlugin{loans: loans}}},
		GRPCServer:       plugin.DefaultGRPCServer,
		Logger:           newPluginLogger(),
	})
	loans.endAll()
}

// ruler is the plugin's Yardstick service.
type ruler struct {
	yardstick.UnimplementedYardstickServer
	broker *plugin.GRPCBroker
	loans  *loans

	mutex sync.Mutex
	kept  *grpc.ClientConn
}

func (*ruler) Add(_ context.Context, request *yardstick.AddRequest) (*yardstick.AddResponse, error) {
	return &yardstick.AddResponse{Value: request.GetA() + request.GetB()}, nil
}

func (r *ruler) Lend(context.Context, *yardstick.LendRequest) (*yardstick.LendResponse, error) {
	loan, err := lend(r.broker, new(adder).register)
	if err != nil {
		return nil, err
	}
	r.loans.keep(loan)
	return &yardstick.LendResponse{Value: loan.id}, nil
}

func (r *ruler) Keep(ctx context.Context, request *yardstick.KeepRequest) (*yardstick.KeepResponse, error) {
	connection, taken, err := firstUse(ctx, r.broker, request.GetAdder())
	if err != nil {
		return nil, err
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.kept != nil {
		_ = r.kept.Close()
	}
	r.kept = connection
	return &yardstick.KeepResponse{Value: uint64(taken.Nanoseconds())}, nil
}

func (r *ruler) Time(ctx context.Context, request *yardstick.TimeRequest) (*yardstick.TimeResponse, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.kept == nil {
		return nil, status.Error(codes.FailedPrecondition, "it keeps none")
	}
	response := new(yardstick.TimeResponse)
	client := lending.NewAdderClient(r.kept)
	for range request.GetTimes() {
		taken, err := timeCallback(ctx, client)
		if err != nil {
			return nil, err
		}
		response.Value = append(response.Value, uint64(taken.Nanoseconds()))
	}
	return response, nil
}

// firstUse dials an object and calls it once.
func firstUse(ctx context.Context, broker *plugin.GRPCBroker, id uint32) (*grpc.ClientConn, time.Duration, error) {
	begin := time.Now()
	connection, err := broker.Dial(id)
	if err != nil {
		return nil, 0, err
	}
	if _, err := timeCallback(ctx, lending.NewAdderClient(connection)); err != nil {
		_ = connection.Close()
		return nil, 0, err
	}
	return connection, time.Since(begin), nil
}

func timeCallback(ctx context.Context, client lending.AdderClient) (time.Duration, error) {
	begin := time.Now()
	response, err := client.Add(ctx, &lending.AddRequest{A: 1, B: 2})
	taken := time.Since(begin)
	if err == nil && response.GetValue() != 3 {
		err = fmt.Errorf("1 and 2 are %d", response.GetValue())
	}
	return taken, err
}
