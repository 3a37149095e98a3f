package main

import (
	"net"
	"testing"

	"verso/internal/config"
)

func TestNothingIsListenedOnWhenTheMetricsAddressIsTaken(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port, err := freePort()
	if err != nil {
		t.Fatal(err)
	}
	address := "127.0.0.1:" + port
	c := serveCommand{HTTP: config.HTTP{Addr: address, MetricsAddr: taken.Addr().String()}}
	if _, _, err := c.listen(t.Context()); err == nil {
		t.Fatal("two listened on one address")
	}
	again, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatalf("the site's address is still listened on: %v", err)
	}
	_ = again.Close()
}
