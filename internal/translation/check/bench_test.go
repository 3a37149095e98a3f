package check

import (
	"testing"

	"verso/internal/translation"
)

func BenchmarkRun(b *testing.B) {
	p := Pair{
		Kind: translation.Paragraph, From: "en-US", To: "pt-BR",
		Source: "Container orchestration refers to managing the lifecycle of [containerized](/containerization/) applications in **dynamic** environments. It is executed through `kubectl apply` (in most cases, Kubernetes), which enables deployments, scaling, and maintenance of 1,000 nodes.[^1]",
		Target: "A orquestração de contêineres refere-se ao gerenciamento do ciclo de vida de aplicações em [contêineres](/containerization/) em ambientes **dinâmicos**. É executada com `kubectl apply` (na maioria dos casos, Kubernetes), que permite implantações, escala e manutenção de 1.000 nós.[^1]",
	}
	for b.Loop() {
		Run(p, Facts{})
	}
}
