#include "federation/fetch_bytes.h"

#include "pure/signatures/sign.h"
#include "pure/text/url.h"

#include <memory>

namespace ekiben::federation {
namespace {

constexpr std::chrono::milliseconds kConnectTimeout{5'000};

struct Fetch {
  FetchContext context;
  FetchQuestion question;
  std::function<void(Result<Fetched>)> done;
  int redirects = 0;
};

bool is_redirect(int status) { return status == 301 || status == 302 || status == 303 || status == 307 || status == 308; }

/// An absolute URL, or one relative to `base` in the forms servers use: "//host/path", "/path".
Result<text::Url> resolve_location(std::string_view location, const text::Url& base) {
  location = location.substr(0, location.find('#'));
  if (location.starts_with("//")) {
    return text::parse_url(base.scheme + ":" + std::string(location));
  }
  if (location.starts_with('/')) {
    return text::parse_url(base.origin() + std::string(location));
  }
  return text::parse_url(location);
}

void send(const std::shared_ptr<Fetch>& fetch, text::Url url);

void take_answer(const std::shared_ptr<Fetch>& fetch, const text::Url& url, Result<net::ClientResponse> answer) {
  if (!answer) {
    fetch->done(fail_while("fetching " + url.text(), std::move(answer).error()));
    return;
  }
  if (!is_redirect(answer->status)) {
    Fetched fetched{url.text(), answer->status, std::string(answer->headers.find("content-type").value_or("")), std::move(answer->body)};
    fetch->done(std::move(fetched));
    return;
  }
  auto next = resolve_location(answer->headers.find("location").value_or(""), url);
  if (!next) {
    fetch->done(fail_while("following a redirect of " + url.text(), std::move(next).error()));
  } else if (++fetch->redirects > kMaxRedirects) {
    fetch->done(fail(ErrorKind::invalid, url.text() + " redirects too often"));
  } else if (url.scheme == "https" && next->scheme != "https") {
    fetch->done(fail(ErrorKind::invalid, url.text() + " redirects to plain http"));
  } else {
    send(fetch, std::move(*next));
  }
}

void send(const std::shared_ptr<Fetch>& fetch, text::Url url) {
  const auto identity = fetch->context.identities.current();
  if (!identity) {
    fetch->done(fail(ErrorKind::unavailable, "nobody lives here yet"));
    return;
  }
  if (identity->ids.is_local(url.origin())) {
    fetch->done(fail(ErrorKind::invalid, "a document of our own is never fetched"));
    return;
  }
  const auto left = std::chrono::floor<std::chrono::milliseconds>(fetch->question.deadline - fetch->context.clock.steady_now());
  if (left.count() <= 0) {
    fetch->done(fail(ErrorKind::timeout, "no time left to fetch " + url.text()));
    return;
  }
  net::ClientRequest request;
  request.url = url.text();
  request.headers.set("accept", fetch->question.accept);
  request.headers.set("user-agent", identity->user_agent);
  request.max_body_bytes = fetch->question.max_bytes;
  request.connect_timeout = std::min(kConnectTimeout, left);
  request.total_timeout = left;
  if (fetch->question.signing == Signing::by_instance_actor) {
    auto signed_headers = signatures::sign_cavage(http::Method::get, url.target(), url.authority(), {}, identity->instance.key_id,
                                                  identity->instance.key, fetch->context.clock.now(), request.headers);
    if (!signed_headers) {
      fetch->done(tl::unexpected<Error>(std::move(signed_headers).error()));
      return;
    }
  }
  fetch->context.client.send(std::move(request),
                             [fetch, url](Result<net::ClientResponse> answer) { take_answer(fetch, url, std::move(answer)); });
}

} // namespace

void fetch_bytes(const FetchContext& context, FetchQuestion question, std::function<void(Result<Fetched>)> done) {
  auto url = text::parse_url(question.url);
  if (!url) {
    done(tl::unexpected<Error>(std::move(url).error()));
    return;
  }
  // Shared by the callbacks of the hops: the chain of them is the owner.
  send(std::make_shared<Fetch>(Fetch{context, std::move(question), std::move(done)}), std::move(*url));
}

Error error_of_status(int status, const std::string& url) {
  const std::string sentence = url + " answered " + std::to_string(status);
  if (status == 404) {
    return {ErrorKind::not_found, sentence};
  }
  if (status == 410) {
    return {ErrorKind::gone, sentence};
  }
  if (status == 401 || status == 403) {
    return {ErrorKind::forbidden, sentence};
  }
  if (status == 408 || status == 429 || status >= 500) {
    return {ErrorKind::unavailable, sentence};
  }
  return {ErrorKind::invalid, sentence};
}

} // namespace ekiben::federation
