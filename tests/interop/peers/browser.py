"""A reader without script: fetches pages, keeps cookies, fills in forms with every hidden field they carry."""
import html.parser
import http.client
import http.cookies
import socket
import ssl
import urllib.parse


class Answer:
    def __init__(self, status, headers, body, url):
        self.status, self.headers, self.body, self.url = status, headers, body, url

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    def header(self, name, default=""):
        return self.headers.get(name, default)


class Form:
    def __init__(self, action, method):
        self.action, self.method, self.fields, self.kinds, self.submits, self.choices = action, method.upper(), {}, {}, [], {}


class _Forms(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms, self._select, self._text, self.words, self.links = [], None, None, [], []

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])
        if tag == "form":
            self.forms.append(Form(found.get("action") or "", found.get("method") or "get"))
        if not self.forms or tag not in ("input", "select", "textarea", "button", "option"):
            return
        form, name, kind = self.forms[-1], found.get("name"), found.get("type") or "text"
        if tag == "option" and self._select and (self._select not in form.fields or "selected" in found):
            form.fields[self._select] = found.get("value") or ""
        if tag == "button" and name:
            form.submits.append((name, found.get("value") or ""))
        if name is None or tag == "button":
            return
        form.kinds[name] = tag if tag != "input" else kind
        if tag == "select":
            self._select = name
        elif tag == "textarea":
            self._text = name
            form.fields[name] = ""
        elif kind in ("checkbox", "radio"):
            form.choices.setdefault(name, []).append(found.get("value") or "on")
            if "checked" in found:
                form.fields[name] = found.get("value") or "on"
        elif kind == "submit":
            form.submits.append((name, found.get("value") or ""))
        else:
            form.fields[name] = found.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = None
        if tag == "textarea":
            self._text = None

    def handle_data(self, data):
        if self._text and self.forms:
            self.forms[-1].fields[self._text] += data
        else:
            self.words.append(data)


def read_page(answer):
    """Forms, links and the visible words of a page."""
    reader = _Forms()
    reader.feed(answer.text)
    return reader


class Browser:
    """`base` is where ekiben believes it is; `connect` (address, port) is where it listens, default from base. `authority` is a PEM file."""

    def __init__(self, base, connect=None, authority=None, language="en"):
        self.base, self.cookies, self.language = base.rstrip("/"), {}, language
        parts = urllib.parse.urlsplit(base)
        self.host, self.secure = parts.netloc, parts.scheme == "https"
        self.connect = connect or (parts.hostname, parts.port or (443 if self.secure else 80))
        self.name, self.authority = parts.hostname, authority

    def request(self, method, path, body=None, headers=None, host=None):
        path = path[len(self.base):] or "/" if path.startswith(self.base) else path
        connection = http.client.HTTPConnection(*self.connect, timeout=20)
        if self.secure:
            context = ssl.create_default_context(cafile=str(self.authority))
            connection.sock = context.wrap_socket(socket.create_connection(self.connect, timeout=20), server_hostname=self.name)
        sent = {"Host": host or self.host, "Accept": "text/html,application/xhtml+xml", "Accept-Language": self.language, "User-Agent": "test"}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method == "POST":
            sent |= {"Origin": self.base, "Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
        sent |= headers or {}
        connection.request(method, path, body=body, headers={name: value for name, value in sent.items() if value is not None})
        answer = connection.getresponse()
        content = answer.read()
        for line in answer.msg.get_all("Set-Cookie") or []:
            jar = http.cookies.SimpleCookie(line)
            for name, morsel in jar.items():
                if morsel["max-age"] == "0" or morsel.value == "":
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value
        connection.close()
        return Answer(answer.status, answer.msg, content, path)

    def get(self, path, **headers):
        """Follows redirects on the same host, as a browser does."""
        answer = self.request("GET", path, headers=headers)
        for _ in range(5):
            if answer.status not in (301, 302, 303, 307, 308):
                break
            answer = self.request("GET", urllib.parse.urljoin(answer.url, answer.header("Location")), headers=headers)
        return answer

    def submit(self, form, page_path, **fields):
        """Sends a form; the answer after its redirect. `button=(name, value)` is the button pressed."""
        button = fields.pop("button", None)
        values = {**form.fields, **fields}
        pairs = list(values.items()) + ([button] if button else [])
        action = urllib.parse.urljoin(page_path, form.action or page_path)
        answer = self.request(form.method, action, body=urllib.parse.urlencode(pairs))
        self.last_direct = answer
        if answer.status in (301, 302, 303):
            return self.get(urllib.parse.urljoin(action, answer.header("Location")))
        return answer

    def log_in(self, handle, password):
        page = self.get("/login")
        form = next(form for form in read_page(page).forms if "password" in form.kinds.values())
        name = next(name for name, kind in form.kinds.items() if kind == "password")
        more = {"handle": handle} if "handle" in form.kinds else {}
        return self.submit(form, "/login", **{name: password}, **more)
