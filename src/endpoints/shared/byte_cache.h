// Finished answers of public addresses, kept while nothing public changes (design walk 3).
#pragma once

#include "endpoints/shared/site.h"
#include "pure/http/request.h"
#include "pure/http/response.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace ekiben::endpoints {

/// What an answer depends on besides its target.
enum class Varies {
  by_nothing,            ///< WebFinger, NodeInfo: the same for everybody
  by_accept_and_language ///< a page that is HTML in two languages and ActivityPub
};

/// Key: target × {html, activity} × {ja, en} × encoding; valid for one public generation, which the store's writer bumps; least recently
/// used ones go first. Nothing personal is ever put in: no cookie is read on these addresses. All methods: any thread; find() never blocks
/// longer than another find() or put() copies a few strings.
class ByteCache {
public:
  static constexpr std::size_t kMaxBytes = 4 * 1024 * 1024;

  /// `public_generation` must be quick and callable on the accept loop's thread.
  ByteCache(const Site& site, std::function<std::uint64_t()> public_generation, std::size_t max_bytes = kMaxBytes);

  /// The http::CacheLookup: GET and HEAD with our own Host, unsigned (a signed request has checks before the cache). The answer has its
  /// final headers and shared bytes.
  std::optional<http::Response> find(const http::Request& request);

  /// Keeps `response` (a 200 with its body in `body`, made for exactly this request) in both encodings and returns it as it is to be sent:
  /// with ETag, Vary, Cache-Control and security headers. `generation` is what generation() said before the data was read: if something
  /// changed meanwhile the answer is only sent, not kept.
  http::Response put(const http::Request& request, http::Response response, Varies varies, std::uint64_t generation);

  /// Grows when something public or the site's facts change. Read it before anything that goes into an answer.
  std::uint64_t generation() const { return site_.version() + public_generation_(); }
  std::size_t bytes() const;

private:
  struct Kept {
    http::Headers headers; ///< all but those of the encoding
    std::shared_ptr<const std::string> identity;
    std::shared_ptr<const std::string> gzip; ///< null when it would not be smaller
    std::string identity_etag;
    std::string gzip_etag;
    std::size_t size = 0;
  };
  static constexpr std::size_t kForms = 3; ///< English page, Japanese page, activity
  struct Entry {
    std::string target;
    Varies varies = Varies::by_nothing;
    std::array<std::unique_ptr<Kept>, kForms> kept;
    std::size_t size = 0;
  };
  static std::size_t form_index(const http::Request& request, Varies varies);
  static http::Response to_response(const Kept& kept, bool gzip);
  Kept make_kept(const http::Response& response, Varies varies) const;
  void keep(const http::Request& request, const Kept& kept, Varies varies, std::uint64_t generation);

  const Site& site_;
  std::function<std::uint64_t()> public_generation_;
  const std::size_t max_bytes_;
  mutable std::mutex mutex_;
  std::uint64_t kept_generation_ = 0;
  std::list<Entry> entries_; ///< most recently used first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_target_;
  std::size_t bytes_ = 0;
};

} // namespace ekiben::endpoints
