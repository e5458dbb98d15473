package main

import (
	"context"
	"fmt"

	reflection "google.golang.org/grpc/reflection/grpc_reflection_v1"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"pintle-driver/kv"
)

type reflectionStream = reflection.ServerReflection_ServerReflectionInfoClient

// services lists what the plugin's server offers, and the methods of KV.
func services(ctx context.Context, s *session, step *step) error {
	stream, err := reflection.NewServerReflectionClient(s.protocol.Conn).ServerReflectionInfo(ctx)
	if err != nil {
		return err
	}
	if step.Services, err = listServices(stream); err != nil {
		return err
	}
	if step.Methods, err = listMethods(stream, kv.KV_ServiceDesc.ServiceName); err != nil {
		return err
	}
	return stream.CloseSend()
}

func listServices(stream reflectionStream) ([]string, error) {
	response, err := ask(stream, &reflection.ServerReflectionRequest{
		MessageRequest: &reflection.ServerReflectionRequest_ListServices{},
	})
	if err != nil {
		return nil, err
	}
	var names []string
	for _, service := range response.GetListServicesResponse().GetService() {
		names = append(names, service.GetName())
	}
	return names, nil
}

func listMethods(stream reflectionStream, service string) ([]string, error) {
	response, err := ask(stream, &reflection.ServerReflectionRequest{
		MessageRequest: &reflection.ServerReflectionRequest_FileContainingSymbol{FileContainingSymbol: service},
	})
	if err != nil {
		return nil, err
	}
	for _, encoded := range response.GetFileDescriptorResponse().GetFileDescriptorProto() {
		var file descriptorpb.FileDescriptorProto
		if err := proto.Unmarshal(encoded, &file); err != nil {
			return nil, err
		}
		if names := methodNames(&file, service); names != nil {
			return names, nil
		}
	}
	return nil, fmt.Errorf("no descriptor of %s in the answer", service)
}

func methodNames(file *descriptorpb.FileDescriptorProto, service string) []string {
	var names []string
	for _, candidate := range file.GetService() {
		if file.GetPackage()+"."+candidate.GetName() != service {
			continue
		}
		for _, method := range candidate.GetMethod() {
			names = append(names, method.GetName())
		}
	}
	return names
}

func ask(stream reflectionStream, request *reflection.ServerReflectionRequest) (*reflection.ServerReflectionResponse, error) {
	if err := stream.Send(request); err != nil {
		return nil, err
	}
	response, err := stream.Recv()
	if err != nil {
		return nil, err
	}
	if failure := response.GetErrorResponse(); failure != nil {
		return nil, fmt.Errorf("reflection: %s", failure.GetErrorMessage())
	}
	return response, nil
}
