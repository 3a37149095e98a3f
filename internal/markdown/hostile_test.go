package markdown

// hostile are texts that try to bring a script, a style or a form to the
// reader (trust T4, T7, T8; the corpora of goldmark, bluemonday and Hugo).
var hostile = []string{
	"<script>alert(1)</script>", "<script src=//evil.test></script>", "<SCRIPT>alert(1)", "<script/x>alert(1)</script>", "<script\n>alert(1)</script>",
	"<img src=x onerror=alert(1)>", "<img src=x onerror='alert(1)' id=cookie name=cookie>", "<svg/onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
	"<math><mi xlink:href=javascript:alert(1)>x</mi></math>", "<iframe srcdoc='<script>alert(1)</script>'></iframe>", "<object data=javascript:alert(1)></object>",
	"<embed src=javascript:alert(1)>", "<form action=javascript:alert(1)><input name=cookie><button formaction=javascript:alert(1)>x</button></form>",
	"<a href=javascript:alert(1)>x</a>", "<a href=' javascript:alert(1)'>x</a>", "<a href='java\tscript:alert(1)'>x</a>", "<a href=JaVaScRiPt:alert(1)>x</a>",
	"<a href=&#106;avascript:alert(1)>x</a>", "<a href='data:text/html,<script>alert(1)</script>'>x</a>", "<a href=//evil.test>x</a>", `<a href=/\evil.test>x</a>`,
	"<a href=x href=javascript:alert(1)>x</a>", "<a style=position:fixed href=x data-get=/x hx-get=/x x-on:click=y>x</a>", "<a target=_blank rel=opener href=https://ex.test>x</a>",
	"<style>*{display:none}</style>", "<link rel=stylesheet href=//evil.test>", "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>", "<base href=//evil.test>",
	"<details open ontoggle=alert(1)>x</details>", "<video src=x onerror=alert(1)></video>", "<div style='background:url(javascript:alert(1))'>x</div>",
	"<img srcset='javascript:alert(1) 1x, //evil.test/x 2x' src=x>", "<img srcset='a.png 1x' src=javascript:alert(1)>", "<blockquote cite=javascript:alert(1)>x</blockquote>",
	"<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>", "<textarea></textarea><script>alert(1)</script>", "<title></title><img src=x onerror=alert(1)>",
	"<select><style></select><img src=x onerror=alert(1)></style>", "<ſcript>alert(1)</ſcript>", "<ıframe>", "<xmp><img src=x onerror=alert(1)></xmp>", "<plaintext>",
	"<!--><img src=x onerror=alert(1)>-->", "<![CDATA[<img src=x onerror=alert(1)>]]>", "<?php echo 1 ?>", "<!DOCTYPE html><img src=x onerror=alert(1)>",
	"</article></main></body></html><p>x", "</div></div></section>", "<table><tr><td></table></article>", "<b><i></b></i>", "<p><div></p>", "<a href=a><a href=b>x</a></a>", "<table><a href=a><table></a>",
	"<h1 id=location>x</h1>", "<p id=cookie>x</p><p id=a>x</p><p id=a>x</p>", "<p class='site-header turn'>x</p>", "<p role=alert aria-live=assertive tabindex=5 accesskey=x contenteditable>x</p>",
	"[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](&#106;avascript:alert(1))", "[x](java&#x0A;script:alert(1))", "[x](java%0Ascript:alert(1))", "[x](<java\tscript:alert(1)>)",
	"[x](data:text/html;base64,PHNjcmlwdD4=)", "![x](data:image/svg+xml;base64,PHN2Zz4=)", "[x](vbscript:x)", "[x](file:///etc/passwd)", "[x](//evil.test)", `[x](/\evil.test)`, `[x](\\\\evil.test)`,
	"<javascript:alert(1)>", "<data:text/html,x>", "[x]\n\n[x]: javascript:alert(1)", "[x][y]\n\n[y]: //evil.test", "![x](javascript:alert(1) \"t\")", "![x\"onerror=alert(1)](y)", `![x](y "\" onerror=alert(1) x=\"")`,
	"http://ex.test/\"onmouseover=alert(1)", "www.ex.test/<script>alert(1)</script>", "x@ex.test\"onclick=alert(1)", "https://ex.test/`<img src=x onerror=alert(1)>`",
	"# x {onclick=alert(1) data-a=b style=c}", "# x {#innerHTML}", "# <img src=x onerror=alert(1)>", "# \"><script>alert(1)</script>", "```\"><script>alert(1)</script>\nx\n```", "```js onload=alert(1)\n</code></pre><script>alert(1)</script>\n```",
	"`</code><script>alert(1)</script>`", "    </code></pre><script>alert(1)</script>", "[^<script>]: x", "{{< x onload=\"<script>alert(1)</script>\" >}}", "{{<img src=x onerror=alert(1)>}}", "[<img src=x onerror=alert(1)> 04:13]",
	"**<script>alert(1)</script>:** a\n\n**<script>alert(1)</script>:** a\n\n**b:** a\n\n**b:** c\n\n**<img src=x onerror=alert(1)>:**\n\n**b:** c", "> [!NOTE]\n> <script>alert(1)</script>", "- [x] <script>alert(1)</script>",
	"![<script>](x \"<script>alert(1)</script>\")", "![a](x \"</figcaption></figure></article><script>\")", "<time datetime=javascript:x>x</time>", "<td>x</td></tr></table></article>", "<a id=t253>x</a> [04:13]",
	"<span class=\"k evil\">x</span>", "<p lang='\"><script>' dir=evil>x</p>", "<ol start=99999999999999999999 type=x>", "<img width=1e9 height=-1 src=x>", "<a href=\"x\u0000y\">x</a>", "\u202e<a href=x>y</a>",
}
