#include "endpoints/activitypub/answers.h"

#include "pure/json/write.h"
#include "pure/text/url.h"
#include "store/read_blocks.h"

namespace ekiben::endpoints::activitypub_door {
namespace {

constexpr const char* kRetryAfterSeconds = "60";

int status_of(ErrorKind kind) {
  switch (kind) {
  case ErrorKind::invalid:
    return 400;
  case ErrorKind::unauthorized:
  case ErrorKind::gone: // whose key is gone cannot prove anything any more
  case ErrorKind::not_found:
    return 401;
  case ErrorKind::forbidden:
    return 403;
  case ErrorKind::too_large:
    return 413;
  default:
    return 503;
  }
}

} // namespace

http::Response accepted() {
  http::Response response;
  response.status = 202;
  return response;
}

http::Response refused(int status, std::string_view sentence) {
  http::Response response;
  response.status = status;
  response.headers.add("content-type", "application/json");
  response.headers.add("cache-control", "no-store");
  if (status == 503) {
    response.headers.add("retry-after", kRetryAfterSeconds);
  }
  response.body = "{\"error\":" + json::quote(sentence) + "}";
  return response;
}

http::Response refused(const Error& error) {
  const int status = status_of(error.kind);
  // What is our own trouble is told as such, not in detail.
  return refused(status, status == 503 ? "not now, please try again later" : error.message);
}

http::Response publish(const Parts& parts, const http::Request& request, std::string_view content_type, std::string body, Varies varies,
                       std::uint64_t generation) {
  http::Response response;
  response.headers.add("content-type", std::string(content_type));
  if (request.path().starts_with("/.well-known/") || request.path().starts_with("/nodeinfo/")) {
    response.headers.add("access-control-allow-origin", "*");
  }
  response.body = std::move(body);
  return parts.cache.put(request, std::move(response), varies, generation);
}

bool is_from_blocked(const Parts& parts, const http::Request& request) {
  if (request.headers.count("signature") == 0) {
    return false;
  }
  const auto key_id = federation::find_claimed_key(request, signature_origin(*parts.site.facts()), parts.clock.now());
  if (!key_id) {
    return false;
  }
  const auto known = parts.keys.find_cached(*key_id);
  const std::string actor = known ? known->owner : key_id->substr(0, key_id->find('#'));
  const auto reader = parts.readers.take();
  const auto blocked = store::is_blocked(reader, actor, text::authority_of(*key_id));
  return !blocked || *blocked;
}

} // namespace ekiben::endpoints::activitypub_door
