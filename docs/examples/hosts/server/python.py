"""A token for whoever is logged in. Python 3.9+, nothing to install. AFTERTIER_URL, AFTERTIER_KEY (a key with the scope `embed`)."""
import json
import os
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer


def embed_token(boards, filters=None, locale="zh-CN"):
    """Boards and filters come from what you know of your user, never from the request."""
    body = {"boards": boards, "locale": locale, **({"filters": filters} if filters else {})}
    request = urllib.request.Request(
        os.environ["AFTERTIER_URL"] + "/v1/embed-tokens",
        data=json.dumps(body).encode(),
        headers={"Authorization": "Bearer " + os.environ["AFTERTIER_KEY"], "Content-Type": "application/json"},
        method="POST",
    )
    with urllib.request.urlopen(request, timeout=10) as response:
        return json.load(response)["token"]


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path != "/my-token":
            self.send_error(404)
            return
        # Your own session decides who this is.
        body = json.dumps({"token": embed_token(["overview", "problems"], {"channel": ["douyin"]})}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", int(os.environ.get("PORT", "3000"))), Handler).serve_forever()
