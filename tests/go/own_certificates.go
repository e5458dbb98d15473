package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"
	"strings"
)

// ownCertificates reads "CHAIN,KEY,ROOTS", paths of PEM files: what a host
// has as TLSConfig and a plugin as TLSProvider. One configuration serves
// either direction, since brokered connections go both ways (T5).
func ownCertificates(paths string) (*tls.Config, error) {
	parts := strings.Split(paths, ",")
	if len(parts) != 3 {
		return nil, fmt.Errorf("%q is not CHAIN,KEY,ROOTS", paths)
	}
	own, err := tls.LoadX509KeyPair(parts[0], parts[1])
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(parts[2])
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(text) {
		return nil, fmt.Errorf("there is no certificate in %s", parts[2])
	}
	return &tls.Config{
		Certificates: []tls.Certificate{own},
		RootCAs:      roots,
		ClientCAs:    roots,
		ClientAuth:   tls.RequireAndVerifyClientCert,
		MinVersion:   tls.VersionTLS12,
		ServerName:   "localhost",
	}, nil
}
