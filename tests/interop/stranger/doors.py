"""What a reader and another server find: WebFinger, host-meta, NodeInfo, actor documents, negotiation (items 1-38)."""
import json
import urllib.parse

ACTIVITY = "application/activity+json"
LD = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"'


def run(report, world):
    ekiben = world.ekiben
    page = ekiben.browser()
    handle, domain = ekiben.handle, ekiben.domain

    def webfinger(resource, encoded=True, more=""):
        value = urllib.parse.quote(resource, safe="") if encoded else resource
        return page.request("GET", f"/.well-known/webfinger?resource={value}{more}", headers={"Accept": "application/jrd+json, application/json"})

    found = webfinger(f"acct:{handle}@{domain}")
    report.equal("1 WebFinger answers for the owner", found.status, 200)
    report.equal("1 as application/jrd+json", found.header("Content-Type").split(";")[0], "application/jrd+json")
    report.equal("1 for every origin", found.header("Access-Control-Allow-Origin"), "*")
    document = json.loads(found.body)
    report.equal("1 with the subject", document["subject"], f"acct:{handle}@{domain}")
    own = [link for link in document["links"] if link["rel"] == "self"]
    report.equal("2 one self link of exactly the activity type", [(link["type"], link["href"]) for link in own], [(ACTIVITY, ekiben.actor)])
    report.check("3 a profile page link", any(link["rel"] == "http://webfinger.net/rel/profile-page" and link["type"] == "text/html" for link in document["links"]), document)
    report.check("3 aliases name the profile and the actor", {ekiben.actor, f"{ekiben.base}/@{handle}"} <= set(document.get("aliases", [])), document)
    for form in (f"ACCT:{handle.upper()}@{domain}", f"{handle}@{domain}", f"acct:{handle}@{domain.upper()}", ekiben.actor, f"{ekiben.base}/@{handle}"):
        report.equal(f"4 resource as {form.split(domain)[0].replace(ekiben.base, 'BASE')}...", webfinger(form).status, 200)
    report.equal("4 resource not percent-encoded", webfinger(f"acct:{handle}@{domain}", encoded=False).status, 200)
    report.equal("5 no resource is 400", page.request("GET", "/.well-known/webfinger").status, 400)
    report.equal("5 a malformed resource is 400", webfinger("acct:").status, 400)
    report.equal("5 an unknown user is 404", webfinger(f"acct:nobody@{domain}").status, 404)
    report.equal("5 another domain is 404", webfinger(f"acct:{handle}@elsewhere.example").status, 404)
    report.equal("6 parameters in any order, rel= present", page.request(
        "GET", f"/.well-known/webfinger?rel=self&resource=acct:{handle}@{domain}").status, 200)
    meta = page.request("GET", "/.well-known/host-meta")
    report.check("8 host-meta names the WebFinger template", meta.status == 200 and "application/xrd+xml" in meta.header("Content-Type")
                 and 'rel="lrdd"' in meta.text and "{uri}" in meta.text, meta.text)
    report.equal("15 the instance actor is found by handle", webfinger(f"acct:{domain}@{domain}").status, 200)

    links = json.loads(page.request("GET", "/.well-known/nodeinfo").body)["links"]
    for version in ("2.0", "2.1"):
        href = next((link["href"] for link in links if link["rel"].endswith("/" + version)), None)
        report.check(f"16 NodeInfo {version} is linked", href, links)
        if href:
            answer = page.request("GET", href)
            info = json.loads(answer.body)
            report.check(f"17 NodeInfo {version} has what it must", info["version"] == version and info["software"]["name"] == "ekiben" and info["protocols"] == ["activitypub"]
                         and info["openRegistrations"] is False and isinstance(info["usage"].get("users"), dict) and info["services"] == {"inbound": [], "outbound": []}
                         and isinstance(info["metadata"], dict) and f"schema/{version}" in answer.header("Content-Type"), (info, answer.header("Content-Type")))

    actor = ekiben.get_json(f"/users/{handle}")
    report.check("18 the actor has what Mastodon needs", actor["id"] == ekiben.actor and actor["type"] == "Person" and actor["preferredUsername"] == handle
                 and actor["inbox"].startswith(ekiben.base) and actor["@context"][0] == "https://www.w3.org/ns/activitystreams", actor)
    report.equal("22 the key is the actor's #main-key", (actor["publicKey"]["id"], actor["publicKey"]["owner"]), (ekiben.actor + "#main-key", ekiben.actor))
    report.check("19 url, collections, shared inbox, published, flags", actor["url"] == f"{ekiben.base}/@{handle}" and all(
        str(actor[name]).startswith(ekiben.base) for name in ("outbox", "followers", "following")) and actor["endpoints"]["sharedInbox"] == ekiben.base + "/inbox"
        and actor["published"].endswith("Z") and actor["manuallyApprovesFollowers"] is False and isinstance(actor["discoverable"], bool), actor)
    report.equal("10 the webfinger property", actor.get("webfinger"), f"{handle}@{domain}")
    instance = ekiben.get_json("/actor")
    report.check("29 the instance actor answers unsigned", instance["type"] == "Application" and instance["preferredUsername"] == domain
                 and instance["publicKey"]["id"] == ekiben.base + "/actor#main-key" and instance["manuallyApprovesFollowers"] is True, instance)
    for name in ("followers", "following", "outbox"):
        collection = ekiben.get_json(f"/users/{handle}/{name}")
        report.check(f"36 {name} dereferences", collection["id"] == f"{ekiben.actor}/{name}" and collection["type"] == "OrderedCollection"
                     and isinstance(collection["totalItems"], int), collection)

    for accept in (ACTIVITY, LD, f"text/html;q=0.1, {ACTIVITY}", f"{ACTIVITY}, {LD}"):
        answer = page.request("GET", f"/users/{handle}", headers={"Accept": accept})
        report.check(f"31 the actor for Accept: {accept[:50]}", answer.status == 200 and answer.header("Content-Type").startswith(ACTIVITY)
                     and "Accept" in answer.header("Vary"), (answer.status, answer.header("Content-Type"), answer.header("Vary")))
    html = page.get(f"/users/{handle}")
    report.check("31 a browser gets the page", html.status == 200 and html.header("Content-Type").startswith("text/html"), (html.status, html.header("Content-Type")))
    profile = page.get(f"/@{handle}")
    report.check("32 the page links to the document", 'rel="alternate"' in profile.text and ACTIVITY in profile.text and ekiben.actor in profile.text)
    answer = page.get(f"/@{handle}", Accept=ACTIVITY)
    report.check("31 the profile's address gives the document to servers", answer.status == 200 and answer.header("Content-Type").startswith(ACTIVITY),
                 (answer.status, answer.header("Content-Type")))
    report.equal("37 what never was is 404", page.request("GET", "/users/nobody", headers={"Accept": ACTIVITY}).status, 404)

    tag = profile.header("ETag")
    report.check("the profile page has a strong ETag", tag.startswith('"'), tag)
    report.equal("and 304 for it", page.request("GET", f"/@{handle}", headers={"If-None-Match": tag}).status, 304)
    head = page.request("HEAD", f"/@{handle}")
    report.check("HEAD has the length and no body", head.status == 200 and head.header("Content-Length") == str(len(profile.body)) and head.body == b"",
                 (head.status, head.header("Content-Length"), len(profile.body)))
    packed = page.request("GET", f"/@{handle}", headers={"Accept-Encoding": "gzip"})
    report.check("gzip when it is wanted", packed.header("Content-Encoding") == "gzip" and packed.body[:2] == b"\x1f\x8b" and packed.header("ETag") != tag,
                 (packed.header("Content-Encoding"), packed.header("ETag")))
    policy = profile.header("Content-Security-Policy")
    report.check("the page forbids inline script and style", "default-src 'none'" in policy and "unsafe" not in policy and "<script" not in profile.text
                 and " style=" not in profile.text, policy)
    report.equal("and sniffing", profile.header("X-Content-Type-Options"), "nosniff")
    report.equal("and no cookie is set for readers", profile.header("Set-Cookie"), "")
    for path in ("/robots.txt", "/favicon.ico", "/.well-known/security.txt"):
        answer = page.get(path)
        report.check(f"{path} is there", answer.status == 200 and answer.body, answer.status)
    report.equal("an unknown page is 404 and a page", (page.get("/nothing/here").status, "<h1" in page.get("/nothing/here").text), (404, True))
    report.check("the owner's pages lead to the login", "password" in page.get("/my/settings").text)
    report.equal("another Host is 421", page.request("GET", f"/@{handle}", host="evil.example").status, 421)
    report.equal("a method that is not there is 405", page.request("DELETE", f"/@{handle}").status, 405)
