// What was decided at set-up, for everything that must know it without asking the database.
#pragma once

#include "pure/i18n/language.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

namespace ekiben::endpoints {

struct SiteFacts {
  bool set_up = false;
  std::string base_url;                         ///< "https://social.example", without a slash at the end
  std::string host;                             ///< "social.example" or "127.0.0.1:8080": what Host must say
  std::string handle_domain;                    ///< "example.com"; the host itself when no other was chosen
  std::string handle;                           ///< "hana"
  std::string name;                             ///< display name; the handle when it was left empty
  i18n::Language language = i18n::Language::en; ///< of the owner's pages

  /// "@hana@example.com".
  std::string full_handle() const { return "@" + handle + "@" + handle_domain; }
  bool is_https() const { return base_url.starts_with("https://"); }
};

/// The facts, replaced as a whole when the owner sets up or changes the name: readers keep the ones they took (hence shared).
/// All methods: any thread.
class Site {
public:
  Site() : facts_(std::make_shared<const SiteFacts>()) {}
  std::shared_ptr<const SiteFacts> facts() const { return facts_.load(); }
  void replace(SiteFacts facts) {
    facts_.store(std::make_shared<const SiteFacts>(std::move(facts)));
    ++version_;
  }
  /// Grows after each replace(): read it before the facts, and what was made of them is known to be old when it has grown.
  std::uint64_t version() const { return version_.load(); }

private:
  std::atomic<std::shared_ptr<const SiteFacts>> facts_;
  std::atomic<std::uint64_t> version_{0};
};

/// The facts as set up. `base_url` and `handle_domain` as stored.
SiteFacts make_site_facts(std::string base_url, std::string handle_domain, std::string handle, std::string name, i18n::Language language);

} // namespace ekiben::endpoints
