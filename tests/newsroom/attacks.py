"""What people put where words belong: every one of them tries to run `hit()`, whatever place it stands in."""

import re

HIT = "hit()"

ATTACKS = [
    # elements
    f"<script>{HIT}</script>",
    f"<ScRiPt\n>{HIT}</sCrIpT >",
    f"<script/x>{HIT}</script/x>",
    f"<scr<script>ipt>{HIT}</scr</script>ipt>",
    "<script src=https://evil.example/a.js></script>",
    "<script src=//evil.example/a.js>",
    f"<img src=x onerror={HIT}>",
    f"<img/src/onerror={HIT}>",
    f'<img src="x` `<script>{HIT}</script>"` `>',
    f"<image href=x onerror={HIT}>",
    f"<body onload={HIT}>",
    f"<input autofocus onfocus={HIT}>",
    f"<details open ontoggle={HIT}>x</details>",
    f"<video><source onerror={HIT}></video>",
    f"<audio src=x onerror={HIT}>",
    f"<marquee onstart={HIT}>x</marquee>",
    f"<p style=animation-name:x onanimationstart={HIT}>x</p>",
    f"<p onclick={HIT} onpointerenter={HIT}>x</p>",
    f"<iframe srcdoc='<script>parent.{HIT}</script>'></iframe>",
    f"<iframe src='javascript:parent.{HIT}'></iframe>",
    "<object data='https://evil.example/a.swf'></object>",
    f"<embed src='javascript:{HIT}'>",
    f"<form action='javascript:{HIT}'><button>x</button></form>",
    f"<button formaction='javascript:{HIT}' form=x>x</button>",
    f"<isindex action='javascript:{HIT}' type=image>",
    "<base href='https://evil.example/'>",
    f"<meta http-equiv=refresh content='0;url=javascript:{HIT}'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href='https://evil.example/a.css'>",
    "<link rel=prefetch href='https://evil.example/a'>",
    "<style>@import 'https://evil.example/a.css';</style>",
    "<p style='background:url(https://evil.example/a)'>x</p>",
    # addresses
    f"<a href='javascript:{HIT}'>x</a>",
    f"<a href='JaVa&#x09;ScRiPt:{HIT}'>x</a>",
    f"<a href='&#106;avascript&colon;{HIT}'>x</a>",
    f"<a href='\x01javascript:{HIT}'>x</a>",
    f"<a href='data:text/html,<script>{HIT}</script>'>x</a>",
    f"<a href='vbscript:{HIT}'>x</a>",
    f"<a linktype='page' id='1\" onclick=\"{HIT}'>x</a>",
    f"<embed embedtype='image' id='1' alt='\" onerror=\"{HIT}' format='x'>",
    # drawings and formulas
    f"<svg onload={HIT}>",
    f"<svg><script>{HIT}</script></svg>",
    f"<svg><animate onbegin={HIT} attributeName=x dur=1s></svg>",
    f"<svg><a xlink:href='javascript:{HIT}'><text y=20>x</text></a></svg>",
    f"<svg><use href='data:image/svg+xml,<svg id=x onload={HIT}/>#x'></svg>",
    f"<svg><foreignObject><iframe src='javascript:{HIT}'></iframe></foreignObject></svg>",
    f"<math><a xlink:href='javascript:{HIT}'>x</a></math>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={HIT}&gt;'>",
    # what changes when it is read again
    f"<noscript><p title='</noscript><img src=x onerror={HIT}>'>",
    f"<svg></p><style><a id='</style><img src=1 onerror={HIT}>'>",
    f"<form><math><mtext></form><form><mglyph><style></math><img src onerror={HIT}>",
    f"<template><script>{HIT}</script></template>",
    f"<textarea></textarea><img src=x onerror={HIT}>",
    f"<title></title><img src=x onerror={HIT}>",
    f"<!--><img src=x onerror={HIT}>-->",
    f"<![CDATA[><img src=x onerror={HIT}>]]>",
    f"<?xml ?><img src=x onerror={HIT}>",
    f"<xmp></xmp><script>{HIT}</script>",
    f"<plaintext><script>{HIT}</script>",
    # ends of places: attributes, scripts, data, comments
    f'"><script>{HIT}</script>',
    f"'><img src=x onerror={HIT}>",
    f'" autofocus onfocus="{HIT}" x="',
    f"' onmouseover='{HIT}",
    f"`onerror={HIT}`",
    f"</script><script>{HIT}</script>",
    f"</title></style></textarea><script>{HIT}</script>",
    f"--><script>{HIT}</script>",
    f"]]><script>{HIT}</script>",
    f'","x":"</script><script>{HIT}</script>',
    f"\u2028{HIT}//",
    f"'-{HIT}-'",
    f'\\"-{HIT}//',
    f"javascript:{HIT}",
    # templates
    f"{{{{constructor.constructor('{HIT}')()}}}}",
    f"{{% include 'x' %}}{{{{ settings.SECRET_KEY }}}}<script>{HIT}</script>",
    f"${{{HIT}}}",
    f"<%= {HIT} %>",
    # letters
    f"\uff1cscript\uff1e{HIT}\uff1c/script\uff1e",
    f"%3Cscript%3E{HIT}%3C/script%3E",
    f"&lt;script&gt;{HIT}&lt;/script&gt;",
    f"+ADw-script+AD4-{HIT}+ADw-/script+AD4-",
    f"\u202e<script>{HIT}</script>",
]

RUNS = re.compile(
    r"<\s*/?\s*(?:script|style|iframe|object|svg|math|form|input|button|meta|link|base|img|image|video|audio|body"
    r"|details|marquee|template|noscript|textarea|title|xmp|plaintext|isindex)\b"
    r"|<[a-z][^>]*\s(?:on[a-z]+|style|srcdoc|formaction|src)\s*=|<[a-z][^>]*(?:href|url)\W{0,4}(?:javascript|data|vbscript):"
    r"|\"(?:javascript|java\\tscript):",
    re.IGNORECASE,
)


def runs(html: str) -> str:
    """The first thing in it that a browser would run or fetch, or nothing."""
    found = RUNS.search(html)
    return found[0] if found else ""
