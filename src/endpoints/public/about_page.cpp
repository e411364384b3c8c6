#include "endpoints/public/about_page.h"

#include "endpoints/shared/request_facts.h"

#include <array>

namespace ekiben::endpoints::public_pages {
namespace {

using i18n::Message;

struct Library {
  std::string_view name;
  std::string_view license;
};

/// What is linked into the binary. Names and licenses are the same in every language.
constexpr std::array kLibraries = {
    Library{"SQLite", "Public domain"},
    Library{"OpenSSL", "Apache-2.0"},
    Library{"nlohmann/json", "MIT"},
    Library{"c-ares", "MIT"},
    Library{"Mustache (kainjow)", "BSL-1.0"},
    Library{"zlib", "Zlib"},
    Library{"libidn2, libunistring", "LGPL-3.0+"},
    Library{"utf8proc", "MIT"},
    Library{"cmark", "BSD-2-Clause"},
    Library{"libjpeg-turbo", "BSD-3-Clause, IJG"},
    Library{"libpng", "libpng-2.0"},
    Library{"expected (tl)", "CC0-1.0"},
    Library{"GNU C Library", "LGPL-2.1+"},
    Library{"Mozilla CA certificates", "MPL-2.0"},
};

} // namespace

http::Response answer_about(const Parts& parts, const http::Request& request, const http::PathValues&) {
  const std::uint64_t generation = parts.cache.generation();
  const auto site = parts.site.facts();
  PageHead head;
  head.language = visitor_language(request);
  head.title = i18n::sentence(head.language, Message::about_heading);
  head.canonical = site->base_url + "/about";
  std::vector<templates::View> libraries;
  for (const Library& library : kLibraries) {
    libraries.push_back(templates::View().text("name", library.name).text("license", library.license));
  }
  templates::View view;
  view.text("who", i18n::say(head.language, Message::about_who, {{"name", site->name}}))
      .text("contact", i18n::say(head.language, Message::about_contact, {{"handle", site->full_handle()}}))
      .text("software", i18n::say(head.language, Message::about_software, {{"version", parts.version}}))
      .list("libraries", std::move(libraries));
  auto response = parts.pages.page(200, head, "about", view);
  if (!request.query().empty()) {
    return response;
  }
  return parts.cache.put(request, std::move(response), Varies::by_accept_and_language, generation);
}

} // namespace ekiben::endpoints::public_pages
