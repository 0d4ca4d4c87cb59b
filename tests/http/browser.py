"""A browser without script: pages, their forms, cookies. What a form sends is
what its controls hold, in their order (HTML 4.10.21)."""

import http.client
import urllib.parse

import markup

BOUNDARY = "----formofthepage"


class Form:
    def __init__(self, element):
        self.action = element.get("action")
        self.enctype = element.get("enctype",
                                   "application/x-www-form-urlencoded")
        self.values = []
        self.buttons = []
        for e in element.iter():
            getattr(self, "take_" + markup.name_of(e), lambda e: None)(e)

    def take_input(self, e):
        if e.get("type") != "checkbox" or "checked" in e.attrib:
            self.values.append((e.get("name"), e.get("value", "")))

    def take_textarea(self, e):
        text = "".join(e.itertext())
        self.values.append((e.get("name"), text))

    def take_select(self, e):
        options = [o for o in e.iter() if markup.name_of(o) == "option"]
        chosen = [o for o in options if "selected" in o.attrib]
        for option in chosen or options[:1]:
            self.values.append((e.get("name"), option.get("value")))

    def take_button(self, e):
        self.buttons.append((e.get("name"), e.get("value", ""),
                             markup.text_of(e)))

    def value(self, name):
        found = [v for n, v in self.values if n == name]
        return found[-1] if found else None

    def fill(self, **values):
        """None unticks a box. A dot in a name is two underscores here."""
        for name, value in values.items():
            name = name.replace("__", ".")
            at = [i for i, (n, _) in enumerate(self.values) if n == name]
            for i in reversed(at):
                del self.values[i]
            if value is not None:
                self.values.insert(at[0] if at else len(self.values),
                                   (name, value))
        return self

    def sent(self, button):
        name, value, _ = [b for b in self.buttons if b[2] == button][0]
        pairs = [(n, v.replace("\r\n", "\n").replace("\n", "\r\n"))
                 for n, v in self.values + ([(name, value)] if name else [])]
        if self.enctype != "multipart/form-data":
            return self.enctype, urllib.parse.urlencode(pairs)
        body = "".join(
            '--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
            % (BOUNDARY, n, v) for n, v in pairs)
        return ("multipart/form-data; boundary=" + BOUNDARY,
                body + "--%s--\r\n" % BOUNDARY)


class Browser:
    def __init__(self, port):
        self.port = port
        self.cookies = {}
        self.text = ""

    def request(self, method, target, body=None, headers=()):
        c = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = dict(headers, Accept="text/html,*/*;q=0.8", Cookie="; ".join(
            "%s=%s" % pair for pair in self.cookies.items()))
        c.request(method, target, body and body.encode(), sent)
        answer = c.getresponse()
        for value in answer.headers.get_all("Set-Cookie", ()):
            name, _, value = value.partition("=")
            self.cookies[name] = value.partition(";")[0]
        self.text = answer.read().decode()
        self.status = answer.status
        self.headers = answer.headers
        c.close()
        if self.status in (301, 302):
            return self.get(self.headers["Location"])
        if self.headers["Content-Type"].startswith("text/html"):
            assert markup.faults(self.text) == []
        return self

    def get(self, target):
        return self.request("GET", target)

    def form(self, label):
        """The form that is called so, or has a button that is."""
        for e in markup.parse(self.text).named("form"):
            form = Form(e)
            if e.get("aria-label") == label or (
                    not e.get("aria-label")
                    and label in [b[2] for b in form.buttons]):
                return form
        return None

    def submit(self, form, button):
        kind, body = form.sent(button)
        return self.request("POST", form.action, body,
                            {"Content-Type": kind})

    def named(self, tag, **attributes):
        return [e for e in markup.parse(self.text).named(tag)
                if all(e.get(k) == v for k, v in attributes.items())]

    def sign_in(self, user, password="secret"):
        self.get("/user/login/")
        form = self.form("Sign in").fill(username=user, password=password)
        self.submit(form, "Sign in")
        assert "sessionid" in self.cookies
        return self
