# row: 13
# tries: run script in the browser of whoever reads the result
# must: show no live script
# score: double=0

# %%
from IPython.display import HTML, display, Javascript, SVG, Markdown
display(HTML("<script>alert('pwned-html')</script><img src=x onerror=\"alert('pwned-img')\">"))
display(Javascript("alert('pwned-js')"))
display({"image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg'><script>alert('pwned-svg')</script></svg>"}, raw=True)
display(Markdown("<script>alert('pwned-md')</script>"))
display({"text/latex": "</div><script>alert('pwned-latex')</script>"}, raw=True)
display({"image/png": "\"><script>alert('pwned-png')</script>"}, raw=True)
display({"text/html": ["<script>", "alert('pwned-list')</script>"]}, raw=True)
print("\x1b[31m<script>alert('pwned-print')</script>\x1b]0;title\x07\x00\x08")

# %% answer="double"
def double(x): raise ValueError("<script>alert('pwned-error')</script>")
