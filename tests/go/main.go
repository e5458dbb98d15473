// Driver is the real go-plugin peer of pintle's tests and benchmarks: a plugin
// that can be made to misbehave, a host that runs a script, and a benchmark.
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) < 2 {
		usage()
	}
	switch arguments := os.Args[2:]; os.Args[1] {
	case "plugin":
		servePlugin()
	case "host":
		os.Exit(runHost(arguments))
	case "mirror-plugin":
		serveMirror()
	case "mirror-host":
		os.Exit(runMirrorHost(arguments))
	case "bench":
		os.Exit(runBench(arguments))
	case "yardstick":
		serveYardstick()
	case "bench-callbacks":
		os.Exit(runBenchCallbacks(arguments))
	case "bench-many":
		os.Exit(runBenchMany(arguments))
	default:
		usage()
	}
}

func usage() {
	fmt.Fprintln(os.Stderr, "usage: driver plugin\n       driver host [FLAGS] -- PLUGIN [ARGS]\n       driver bench [FLAGS] -- PLUGIN [ARGS]\n       driver mirror-plugin\n       driver mirror-host PLUGIN [ARGS]\n       driver yardstick\n       driver bench-callbacks [FLAGS] -- PLUGIN [ARGS]\n       driver bench-many COUNT TOGETHER -- PLUGIN [ARGS]")
	os.Exit(2)
}
