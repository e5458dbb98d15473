package main

import (
	"context"
	"errors"
	"io"

	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"pintle-driver/mirror"
)

// What the mirror's two ends must agree on before they speak.
var mirrorHandshake = plugin.HandshakeConfig{
	ProtocolVersion:  1,
	MagicCookieKey:   "MIRROR_PLUGIN",
	MagicCookieValue: "mirror",
}

// mirrorPlugin ties the Mirror service to go-plugin, for either end.
type mirrorPlugin struct {
	plugin.NetRPCUnsupportedPlugin
}

func (*mirrorPlugin) GRPCServer(_ *plugin.GRPCBroker, server *grpc.Server) error {
	mirror.RegisterMirrorServer(server, mirrorServer{})
	return nil
}

func (*mirrorPlugin) GRPCClient(_ context.Context, _ *plugin.GRPCBroker, connection *grpc.ClientConn) (any, error) {
	return mirror.NewMirrorClient(connection), nil
}

func serveMirror() {
	plugin.Serve(&plugin.ServeConfig{
		HandshakeConfig: mirrorHandshake,
		Plugins:         plugin.PluginSet{"mirror": &mirrorPlugin{}},
		GRPCServer:      plugin.DefaultGRPCServer,
		Logger:          newPluginLogger(),
	})
}

// mirrorServer gives back what it gets. It makes no samples of its own.
type mirrorServer struct {
	mirror.UnimplementedMirrorServer
}

func (mirrorServer) Echo(_ context.Context, request *mirror.EchoRequest) (*mirror.EchoResponse, error) {
	return &mirror.EchoResponse{Value: request.All}, nil
}

func (mirrorServer) Repeat(request *mirror.RepeatRequest, stream grpc.ServerStreamingServer[mirror.RepeatResponse]) error {
	for range request.Times {
		if err := stream.Send(&mirror.RepeatResponse{Value: request.All}); err != nil {
			return err
		}
	}
	return nil
}

func (mirrorServer) Gather(stream grpc.ClientStreamingServer[mirror.GatherRequest, mirror.GatherResponse]) error {
	gathered := new(mirror.Gathered)
	for first := true; ; first = false {
		request, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return stream.SendAndClose(&mirror.GatherResponse{Value: gathered})
		}
		if err != nil {
			return err
		}
		if first {
			gathered.Label = request.Label
		}
		if request.All != nil {
			gathered.All = append(gathered.All, request.All)
		}
	}
}

func (mirrorServer) Reflect(stream grpc.BidiStreamingServer[mirror.ReflectRequest, mirror.ReflectResponse]) error {
	for {
		request, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := stream.Send(&mirror.ReflectResponse{Value: request.All}); err != nil {
			return err
		}
	}
}

func (mirrorServer) Refuse(_ context.Context, request *mirror.RefuseRequest) (*mirror.RefuseResponse, error) {
	return nil, refused(request.Reason, request.All)
}

func (mirrorServer) BreakOff(request *mirror.BreakOffRequest, stream grpc.ServerStreamingServer[mirror.BreakOffResponse]) error {
	if err := stream.Send(&mirror.BreakOffResponse{Value: request.All}); err != nil {
		return err
	}
	return refused(request.Reason, request.All)
}

// refused is the error as pintle sends it: an ordinary status, with the enum in its details.
func refused(reason string, all *mirror.All) error {
	detail := &mirror.MirrorError{Kind: &mirror.MirrorError_Refused_{
		Refused: &mirror.MirrorError_Refused{Reason: reason, Numbers: all.Numbers},
	}}
	refused, err := status.New(codes.FailedPrecondition, "refused by Go").WithDetails(detail)
	if err != nil {
		return err
	}
	return refused.Err()
}
