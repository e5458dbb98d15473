package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"pintle-driver/mirror"
)

// How many values are sent through every kind of call.
const mirrorSamples = 40

// runMirrorHost launches a plugin, sends what it offers through every kind of call, and says what came back otherwise.
func runMirrorHost(command []string) int {
	if len(command) == 0 {
		usage()
	}
	client := plugin.NewClient(&plugin.ClientConfig{
		HandshakeConfig:  mirrorHandshake,
		Plugins:          plugin.PluginSet{"mirror": &mirrorPlugin{}},
		Cmd:              exec.Command(command[0], command[1:]...),
		AllowedProtocols: []plugin.Protocol{plugin.ProtocolGRPC},
		AutoMTLS:         true,
		Logger:           hclog.NewNullLogger(),
	})
	defer client.Kill()
	if err := lookIntoMirror(client); err != nil {
		fmt.Fprintln(os.Stderr, "driver:", err)
		return 1
	}
	fmt.Println("everything came back")
	return 0
}

func lookIntoMirror(client *plugin.Client) error {
	protocol, err := client.Client()
	if err != nil {
		return err
	}
	raw, err := protocol.Dispense("mirror")
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	look := looks{ctx, raw.(mirror.MirrorClient)}
	samples, err := look.samples()
	if err != nil {
		return fmt.Errorf("Samples: %w", err)
	}
	for number, sample := range samples {
		for name, one := range map[string]func(*mirror.All) error{
			"Echo": look.echo, "Repeat": look.repeat, "Refuse": look.refuse, "BreakOff": look.breakOff,
		} {
			if err := one(sample); err != nil {
				return fmt.Errorf("%s of sample %d: %w", name, number, err)
			}
		}
	}
	if err := look.gather(samples); err != nil {
		return fmt.Errorf("Gather: %w", err)
	}
	if err := look.reflect(samples); err != nil {
		return fmt.Errorf("Reflect: %w", err)
	}
	return nil
}

// looks are the calls, each held to what must come back.
type looks struct {
	ctx    context.Context
	client mirror.MirrorClient
}

func (l looks) samples() ([]*mirror.All, error) {
	stream, err := l.client.Samples(l.ctx, &mirror.SamplesRequest{Count: mirrorSamples})
	if err != nil {
		return nil, err
	}
	var samples []*mirror.All
	for {
		response, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		samples = append(samples, response.Value)
	}
	if len(samples) != mirrorSamples {
		return nil, fmt.Errorf("%d samples", len(samples))
	}
	return samples, nil
}

func (l looks) echo(sample *mirror.All) error {
	response, err := l.client.Echo(l.ctx, &mirror.EchoRequest{All: sample})
	if err != nil {
		return err
	}
	return same(sample, response.Value)
}

func (l looks) repeat(sample *mirror.All) error {
	stream, err := l.client.Repeat(l.ctx, &mirror.RepeatRequest{All: sample, Times: 3})
	if err != nil {
		return err
	}
	for range 3 {
		response, err := stream.Recv()
		if err != nil {
			return err
		}
		if err := same(sample, response.Value); err != nil {
			return err
		}
	}
	return ended(stream.Recv())
}

func (l looks) gather(samples []*mirror.All) error {
	stream, err := l.client.Gather(l.ctx)
	if err != nil {
		return err
	}
	for number, sample := range samples {
		// The first message has the other arguments, and may have an item too.
		request := &mirror.GatherRequest{All: sample}
		if number == 0 {
			request.Label = "all"
		}
		if err := stream.Send(request); err != nil {
			return err
		}
	}
	response, err := stream.CloseAndRecv()
	if err != nil {
		return err
	}
	return same(&mirror.Gathered{Label: "all", All: samples}, response.Value)
}

func (l looks) reflect(samples []*mirror.All) error {
	stream, err := l.client.Reflect(l.ctx)
	if err != nil {
		return err
	}
	for _, sample := range samples {
		if err := stream.Send(&mirror.ReflectRequest{All: sample}); err != nil {
			return err
		}
		response, err := stream.Recv()
		if err != nil {
			return err
		}
		if err := same(sample, response.Value); err != nil {
			return err
		}
	}
	if err := stream.CloseSend(); err != nil {
		return err
	}
	return ended(stream.Recv())
}

func (l looks) refuse(sample *mirror.All) error {
	_, err := l.client.Refuse(l.ctx, &mirror.RefuseRequest{Reason: "Go", All: sample})
	return isRefused(err, sample)
}

func (l looks) breakOff(sample *mirror.All) error {
	stream, err := l.client.BreakOff(l.ctx, &mirror.BreakOffRequest{Reason: "Go", All: sample})
	if err != nil {
		return err
	}
	response, err := stream.Recv()
	if err != nil {
		return err
	}
	if err := same(sample, response.Value); err != nil {
		return err
	}
	_, err = stream.Recv()
	return isRefused(err, sample)
}

func isRefused(err error, sample *mirror.All) error {
	refused := status.Convert(err)
	if refused.Code() != codes.FailedPrecondition || refused.Message() != `told to refuse "Go"` {
		return fmt.Errorf("not refused: %w", err)
	}
	if len(refused.Details()) != 1 {
		return fmt.Errorf("%d details", len(refused.Details()))
	}
	detail, isDetail := refused.Details()[0].(*mirror.MirrorError)
	if !isDetail {
		return fmt.Errorf("the detail is a %T", refused.Details()[0])
	}
	return same(&mirror.MirrorError_Refused{Reason: "Go", Numbers: sample.Numbers}, detail.GetRefused())
}

func same(sent, received proto.Message) error {
	if !proto.Equal(sent, received) {
		return fmt.Errorf("sent %v, received %v", sent, received)
	}
	return nil
}

func ended[T any](_ T, err error) error {
	if !errors.Is(err, io.EOF) {
		return fmt.Errorf("more than was sent: %w", err)
	}
	return nil
}
