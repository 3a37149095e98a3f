package check

import (
	"testing"

	"verso/internal/translation"
)

func TestImage(t *testing.T) {
	judge(t, "image", []example{
		{name: "kept", source: "Press ![OK](ok.png).", target: "Aperte ![OK](ok.png)."},
		{name: "lost", source: "Press ![OK](ok.png).", target: "Aperte OK.", want: "CheckImageMissing", at: "![OK](ok.png)"},
		{name: "one more", source: "Press OK.", target: "Aperte ![OK](ok.png).", want: "CheckImageAdded", at: "![OK](ok.png)"},
		{name: "nothing to hear", source: "Press ![OK](ok.png).", target: "Aperte ![](ok.png).", want: "CheckImageAlt", at: "![](ok.png)"},
		{name: "nothing to hear in either", source: "Press ![](ok.png).", target: "Aperte ![](ok.png)."},
		{name: "an alternative text", kind: translation.ImageAlt, source: "A dog", target: " ", want: "CheckImageAlt", at: " "},
		{name: "a picture of the language", source: "Press ![OK](/en-us/ok.png).", target: "Aperte ![OK](/pt-br/ok.png)."},
	})
}
