# One static binary on an empty image: docker build -t verso .
FROM node:20-bookworm AS assets
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY scripts ./scripts
COPY static ./static
COPY templates ./templates
RUN node scripts/build-assets.mjs

FROM golang:1.26-bookworm AS build
ARG VERSION=dev
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=assets /src/static/dist ./static/dist
RUN CGO_ENABLED=0 go build -trimpath -tags nomsgpack -ldflags "-s -w -X main.version=$VERSION" -o /verso ./cmd/verso \
	&& /verso catalog check \
	&& mkdir -m 0700 /empty

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build --chown=65532:65532 /empty /data
COPY --from=build /verso /verso
USER 65532:65532
ENV VERSO_DATA_DIR=/data VERSO_ADDR=:8080
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["/verso"]
CMD ["serve"]
