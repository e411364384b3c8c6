// The shell of every page: head, skip link, board, main, footer; and the words of both languages for templates.
#pragma once

#include "endpoints/shared/site.h"
#include "endpoints/shared/static_files.h"
#include "pure/http/response.h"
#include "pure/i18n/catalogue.h"
#include "pure/templates/library.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ekiben::endpoints {

/// The owner's four tabs.
enum class Tab { none, home, requests, followers, settings };

/// A result that is shown when the address ends in #id.
struct Flash {
  std::string_view id;
  i18n::Message message;
};

struct PageHead {
  i18n::Language language = i18n::Language::en;
  std::string title;       ///< the page's own, "Settings"
  std::string description; ///< for search engines; may be empty
  std::string canonical;   ///< absolute URL; empty: none
  std::string activity;    ///< the object's id; empty: none
  bool noindex = false;
};

/// What an owner's page has besides.
struct OwnerParts {
  Tab tab = Tab::none;
  std::string form_token; ///< for the log-out button
  std::int64_t waiting_requests = 0;
  std::vector<Flash> flashes;
};

/// Reads everything at start; used by all threads.
class Pages {
public:
  struct Options {
    std::vector<templates::Source> overrides; ///< from the owner's directory
    bool development = false;
  };
  /// Errors: broken when a template of the binary is.
  static Result<Pages> create(const Site& site, const StaticFiles& files, const Options& options);

  /// 200 (or `status`) with text/html; Cache-Control is left to the caller.
  http::Response page(int status, const PageHead& head, std::string_view template_name, const templates::View& view) const;
  /// The same with tabs, banners and flashes; "private, no-cache".
  http::Response owner_page(int status, const PageHead& head, const OwnerParts& parts, std::string_view template_name,
                            const templates::View& view) const;
  /// A part for another template.
  html::SafeHtml part(i18n::Language language, std::string_view template_name, const templates::View& view) const;
  /// Of the binary: what an owner can replace.
  static std::vector<std::string> template_names();
  const std::vector<templates::Problem>& template_problems() const { return library_.problems(); }

private:
  Pages(const Site& site, const StaticFiles& files, bool development, templates::Library library);
  http::Response finish(int status, const PageHead& head, templates::View shell, html::SafeHtml content) const;

  const Site& site_;
  const StaticFiles& files_;
  bool development_;
  templates::Library library_;
};

/// one for 1, other for every other number; {count} is filled with the number as the language writes it.
std::string say_count(i18n::Language language, i18n::Message one, i18n::Message other, std::int64_t count);

/// 303 See Other: after every POST that did something.
http::Response see_other(std::string location);

} // namespace ekiben::endpoints
