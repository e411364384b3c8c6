#include "endpoints/shared/byte_cache.h"

#include "endpoints/shared/request_facts.h"
#include "endpoints/shared/security_headers.h"
#include "pure/http/conditional.h"
#include "pure/http/gzip.h"

namespace ekiben::endpoints {
namespace {

/// What an entry costs beside its bytes: headers, nodes, strings.
constexpr std::size_t kOverhead = 1024;
constexpr std::size_t kMinGzipBytes = 256;

bool is_cacheable_request(const http::Request& request, const SiteFacts& site) {
  if ((request.method != http::Method::get && request.method != http::Method::head) || !site.set_up ||
      request.headers.count("signature") != 0 || request.headers.count("authorization") != 0) {
    return false;
  }
  const std::string host = request_host(request);
  return host == site.host || (host == site.handle_domain && request.target.starts_with("/.well-known/"));
}

} // namespace

ByteCache::ByteCache(const Site& site, std::function<std::uint64_t()> public_generation, std::size_t max_bytes)
    : site_(site), public_generation_(std::move(public_generation)), max_bytes_(max_bytes) {}

std::size_t ByteCache::form_index(const http::Request& request, Varies varies) {
  if (varies == Varies::by_nothing) {
    return 0;
  }
  return wants_activity(request) ? 2 : static_cast<std::size_t>(visitor_language(request));
}

http::Response ByteCache::to_response(const Kept& kept, bool gzip) {
  http::Response response;
  response.headers = kept.headers;
  if (gzip && kept.gzip) {
    response.headers.add("etag", kept.gzip_etag);
    response.headers.add("content-encoding", "gzip");
    response.shared_body = kept.gzip;
  } else {
    response.headers.add("etag", kept.identity_etag);
    response.shared_body = kept.identity;
  }
  return response;
}

std::optional<http::Response> ByteCache::find(const http::Request& request) {
  if (!is_cacheable_request(request, *site_.facts())) {
    return std::nullopt;
  }
  const std::uint64_t now = generation();
  const std::lock_guard lock(mutex_);
  if (kept_generation_ != now) {
    return std::nullopt;
  }
  const auto place = by_target_.find(request.target);
  if (place == by_target_.end()) {
    return std::nullopt;
  }
  const Entry& entry = *place->second;
  const auto& kept = entry.kept.at(form_index(request, entry.varies));
  if (!kept) {
    return std::nullopt;
  }
  entries_.splice(entries_.begin(), entries_, place->second);
  return to_response(*kept, accepts_gzip(request));
}

ByteCache::Kept ByteCache::make_kept(const http::Response& response, Varies varies) const {
  Kept kept;
  kept.headers = response.headers;
  kept.headers.set("vary", varies == Varies::by_nothing ? "Accept-Encoding" : "Accept, Accept-Language, Accept-Encoding");
  if (kept.headers.count("cache-control") == 0) {
    kept.headers.add("cache-control", "public, max-age=0, must-revalidate");
  }
  kept.identity = std::make_shared<const std::string>(response.body);
  kept.identity_etag = http::strong_etag(*kept.identity);
  kept.size = kOverhead + kept.identity->size();
  if (response.body.size() >= kMinGzipBytes && http::is_compressible_type(response.headers.find("content-type").value_or(""))) {
    auto packed = http::gzip(response.body, http::GzipEffort::small);
    if (packed.size() < response.body.size()) {
      kept.gzip_etag = http::strong_etag(packed);
      kept.size += packed.size();
      kept.gzip = std::make_shared<const std::string>(std::move(packed));
    }
  }
  return kept;
}

void ByteCache::keep(const http::Request& request, const Kept& kept, Varies varies, std::uint64_t made_at) {
  const std::lock_guard lock(mutex_);
  if (kept_generation_ != made_at) {
    entries_.clear();
    by_target_.clear();
    bytes_ = 0;
    kept_generation_ = made_at;
  }
  auto place = by_target_.find(request.target);
  if (place == by_target_.end()) {
    Entry entry;
    entry.target = request.target;
    entry.varies = varies;
    entries_.push_front(std::move(entry));
    place = by_target_.emplace(request.target, entries_.begin()).first;
  }
  Entry& entry = *place->second;
  auto& slot = entry.kept.at(form_index(request, varies));
  const std::size_t before = slot ? slot->size : 0;
  slot = std::make_unique<Kept>(kept);
  entry.size += kept.size - before;
  bytes_ += kept.size - before;
  entries_.splice(entries_.begin(), entries_, place->second);
  while (bytes_ > max_bytes_ && !entries_.empty()) {
    bytes_ -= entries_.back().size;
    by_target_.erase(entries_.back().target);
    entries_.pop_back();
  }
}

http::Response ByteCache::put(const http::Request& request, http::Response response, Varies varies, std::uint64_t made_at) {
  add_security_headers(*site_.facts(), "'self'", response);
  const Kept kept = make_kept(response, varies);
  if (made_at == generation() && is_cacheable_request(request, *site_.facts())) {
    keep(request, kept, varies, made_at);
  }
  return to_response(kept, accepts_gzip(request));
}

std::size_t ByteCache::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

} // namespace ekiben::endpoints
