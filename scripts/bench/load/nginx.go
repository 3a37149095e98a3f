package load

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// configuration serves one file as fast as nginx can: one worker, no log, the
// file kept open and compressed beforehand. Its fields are the folder, the
// address, the media type and the response fields.
const configuration = `daemon off;
master_process off;
worker_processes 1;
pid %[1]s/nginx.pid;
error_log %[1]s/error.log error;
events { worker_connections 1024; }
http {
	access_log off;
	sendfile on;
	tcp_nopush on;
	tcp_nodelay on;
	keepalive_requests 1000000000;
	open_file_cache max=16 inactive=1h;
	open_file_cache_valid 1h;
	types {}
	default_type "%[3]s";
	client_body_temp_path %[1]s/body;
	proxy_temp_path %[1]s/proxy;
	fastcgi_temp_path %[1]s/fastcgi;
	uwsgi_temp_path %[1]s/uwsgi;
	scgi_temp_path %[1]s/scgi;
	server {
		listen %[2]s backlog=1024;
		root %[1]s/files;
		location / {
			gzip_static on;
			try_files /page =404;
%[4]s		}
	}
}
`

// StartNginx serves the same bytes under the same fields as the answer, which
// must be compressed with gzip, from a private folder below dir.
func StartNginx(ctx context.Context, dir string, core int, a Answer) (*Process, error) {
	plain, err := expand(a.Body)
	if err != nil {
		return nil, fmt.Errorf("the page to compare with: %w", err)
	}
	files := filepath.Join(dir, "files")
	if err := os.MkdirAll(files, 0o755); err != nil {
		return nil, err
	}
	for name, body := range map[string][]byte{"page": plain, "page.gz": a.Body} {
		if err := os.WriteFile(filepath.Join(files, name), body, 0o644); err != nil {
			return nil, err
		}
	}
	address, err := FreeAddress(ctx)
	if err != nil {
		return nil, err
	}
	config := filepath.Join(dir, "nginx.conf")
	text := fmt.Sprintf(configuration, dir, address, a.Header.Get("Content-Type"), fields(a))
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		return nil, err
	}
	p, err := Start(ctx, Command{
		Name: "nginx", Core: core, URL: "http://" + address, Path: "/",
		Args: []string{"nginx", "-e", filepath.Join(dir, "error.log"), "-p", dir, "-c", config},
	})
	if err != nil {
		return nil, err
	}
	same, err := Get(ctx, p.URL+"/", "Accept-Encoding", "gzip")
	if err == nil && !bytes.Equal(same.Body, a.Body) {
		err = fmt.Errorf("nginx serves %d bytes, want the %d of the page", len(same.Body), len(a.Body))
	}
	if err != nil {
		p.Stop() //nolint:errcheck // the first failure says more
		return nil, err
	}
	return p, nil
}

// own are the fields that nginx writes by itself.
var own = []string{
	"Accept-Ranges", "Connection", "Content-Encoding", "Content-Length", "Content-Type",
	"Date", "Etag", "Keep-Alive", "Last-Modified", "Server", "X-Request-Id",
}

// fields returns the directives that add an answer's fields.
func fields(a Answer) string {
	var b strings.Builder
	for name, values := range a.Header {
		if slices.Contains(own, name) {
			continue
		}
		for _, value := range values {
			fmt.Fprintf(&b, "\t\t\tadd_header %s %q;\n", name, value)
		}
	}
	return b.String()
}

func expand(body []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
