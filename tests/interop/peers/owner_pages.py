"""What the owner does in a browser, found by what the forms say and not by where they stand."""
import re

from .browser import read_page

FOLLOWERS, REQUESTS, SETTINGS = "/my/followers", "/my/requests", "/my/settings"


def followers(browser):
    return browser.get(FOLLOWERS).text


def requests(browser):
    return browser.get(REQUESTS).text


def answer(browser, actor, accept):
    """Presses Accept or Reject of one follower's request."""
    page = browser.get(REQUESTS)
    # each request is one form (or two) that stands behind the actor's address
    for piece in re.split(r"(?=<li|<article|<tr)", page.text):
        if actor not in piece:
            continue
        page.body = piece.encode()
        for form in read_page(page).forms:
            words = ("accept", "approve") if accept else ("reject", "refuse", "deny")
            for name, value in form.submits:
                if any(word in (name + value).lower() for word in words):
                    return browser.submit(form, REQUESTS, button=(name, value))
            if any(word in form.action.lower() for word in words):
                return browser.submit(form, REQUESTS)
    raise RuntimeError(f"no form answers {actor}: {page.text[:1500]}")


def set_approval(browser, by_hand):
    page = browser.get(SETTINGS)
    for form in read_page(page).forms:
        name = next((name for name in form.kinds if re.search("approv|locked|manual", name)), None)
        if name is None:
            continue
        if form.kinds[name] == "checkbox":
            form.fields.pop(name, None)
            return browser.submit(form, SETTINGS, **({name: form.choices[name][0]} if by_hand else {}))
        return browser.submit(form, SETTINGS, **{name: "manual" if by_hand else "automatic"})
    raise RuntimeError(f"no setting for follow requests: {page.text[:1500]}")


def press(browser, actor, what, where=FOLLOWERS):
    """Presses the button of one person's row whose value is `what`: remove, block, unblock."""
    page = browser.get(where)
    for piece in re.split(r"(?=<li|<article|<tr)", page.text):
        if actor not in piece:
            continue
        page.body = piece.encode()
        for form in read_page(page).forms:
            for name, value in form.submits:
                if value == what:
                    return browser.submit(form, where, button=(name, value))
    raise RuntimeError(f"no button {what} for {actor}: {page.text[:1500]}")
