package load

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

//go:embed paths.lua
var pathsLua []byte

// A Load is a number of connections that ask for pages, one after the other,
// as fast as they are answered.
type Load struct {
	Paths       []string // asked for in turn
	Connections int
	Time        time.Duration
	Fields      []string // of the request: "Accept-Encoding: gzip"
}

// A Run is what came of a load.
type Run struct {
	Requests float64
	Rate     float64       // requests a second
	CPU      time.Duration // of the server, for one request
	P50, P99 time.Duration
	Bytes    float64 // of one response, with its header
	Failed   float64 // responses of another status than 200 or 304, and broken connections
	Memory   int     // bytes (PSS) of the server while it was asked
	Noise    float64 // processors that other programs used meanwhile
}

// Send puts a load on a server from one processor.
func (l Load) Send(ctx context.Context, p *Process, core int) (Run, error) {
	dir, err := os.MkdirTemp("", "load")
	if err != nil {
		return Run{}, err
	}
	defer os.RemoveAll(dir)
	lua, paths := filepath.Join(dir, "paths.lua"), filepath.Join(dir, "paths")
	if err := os.WriteFile(lua, pathsLua, 0o600); err != nil {
		return Run{}, err
	}
	if err := os.WriteFile(paths, []byte(strings.Join(l.Paths, "\n")+"\n"), 0o600); err != nil {
		return Run{}, err
	}
	args := []string{
		"-c", strconv.Itoa(core), "wrk", "-t1", "-c" + strconv.Itoa(l.Connections),
		fmt.Sprintf("-d%ds", max(1, int(l.Time.Seconds()))), "--timeout", "20s", "-s", lua,
	}
	for _, field := range l.Fields {
		args = append(args, "-H", field)
	}
	args = append(args, p.URL, "--", paths)
	wrk := exec.CommandContext(ctx, "taskset", args...)
	var out bytes.Buffer
	wrk.Stdout, wrk.Stderr = &out, &out
	first(wrk)

	before, err := measure(p)
	if err != nil {
		return Run{}, err
	}
	var memory int
	watched := time.AfterFunc(l.Time/2, func() { memory, _ = PSS(p.PID) })
	if err := wrk.Start(); err != nil {
		return Run{}, fmt.Errorf("wrk: %w", err)
	}
	prefer(wrk.Process.Pid)
	if err := wrk.Wait(); err != nil {
		return Run{}, fmt.Errorf("wrk: %w: %s", err, &out)
	}
	watched.Stop()
	after, err := measure(p)
	if err != nil {
		return Run{}, err
	}
	run, err := parse(out.String())
	if err != nil {
		return Run{}, err
	}
	if run.Requests == 0 {
		return run, fmt.Errorf("%s answered nothing: %s", p.Name, &out)
	}
	used := after.server - before.server
	run.CPU = time.Duration(float64(used) / run.Requests)
	run.Memory = memory
	took := after.at.Sub(before.at)
	client := wrk.ProcessState.UserTime() + wrk.ProcessState.SystemTime()
	run.Noise = max(0, (after.machine-before.machine-used-client).Seconds()/took.Seconds())
	return run, nil
}

// A reading is the processor time used until a moment.
type reading struct {
	at              time.Time
	server, machine time.Duration
}

func measure(p *Process) (r reading, err error) {
	r.at = time.Now()
	if r.machine, err = busy(); err != nil {
		return r, err
	}
	r.server, err = CPU(p.PID)
	return r, err
}

// parse reads the line that paths.lua prints: "RESULT name=value …".
func parse(out string) (Run, error) {
	_, line, found := strings.Cut(out, "RESULT ")
	if !found {
		return Run{}, fmt.Errorf("wrk printed no result: %s", out)
	}
	line, _, _ = strings.Cut(line, "\n")
	value := map[string]float64{}
	for pair := range strings.FieldsSeq(line) {
		name, text, _ := strings.Cut(pair, "=")
		n, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return Run{}, fmt.Errorf("result of wrk: %w", err)
		}
		value[name] = n
	}
	microseconds := func(name string) time.Duration {
		return time.Duration(value[name] * float64(time.Microsecond))
	}
	r := Run{Requests: value["requests"], P50: microseconds("p50"), P99: microseconds("p99"), Failed: value["failed"]}
	if took := microseconds("took"); took > 0 && r.Requests > 0 {
		r.Rate = r.Requests / took.Seconds()
		r.Bytes = value["bytes"] / r.Requests
	}
	return r, nil
}
