#include "endpoints/public/profile_page.h"

#include "domain/local_ids.h"
#include "endpoints/shared/request_facts.h"
#include "pure/html/text_to_html.h"
#include "pure/i18n/format.h"
#include "pure/text/ascii.h"
#include "store/read_profile.h"

namespace ekiben::endpoints::public_pages {
namespace {

using i18n::Language;
using i18n::Message;

std::string followers_text(Language language, std::size_t followers) {
  return say_count(language, Message::profile_followers_one, Message::profile_followers_other, static_cast<std::int64_t>(followers));
}

http::Response make_profile(const Parts& parts, const SiteFacts& site, const store::Profile& profile, Language language) {
  const domain::LocalIds ids(site.base_url, site.handle);
  const std::string handle = site.full_handle();
  PageHead head;
  head.language = language;
  head.title = site.name;
  head.description = i18n::say(language, Message::profile_description, {{"name", site.name}, {"handle", handle}});
  head.canonical = ids.profile_page();
  head.activity = ids.actor();
  templates::View view;
  view.text("name", site.name)
      .text("handle", handle)
      .text("url", ids.profile_page())
      .html("bio", html::text_to_html(profile.owner.bio))
      .text("followers", followers_text(language, profile.followers))
      .text("following", i18n::say(language, Message::profile_following,
                                   {{"count", i18n::format_count(language, static_cast<std::int64_t>(profile.following))}}))
      .text("joined", i18n::format_date(language, profile.owner.created_at))
      .text("joined_machine", i18n::format_machine_time(profile.owner.created_at));
  if (profile.owner.approves_followers) {
    view.text("approves", i18n::say(language, Message::profile_approves, {{"name", site.name}}));
  }
  return parts.pages.page(200, head, "profile", view);
}

} // namespace

http::Response answer_profile(const Parts& parts, const http::Request& request, const http::PathValues& values) {
  const std::uint64_t generation = parts.cache.generation();
  const auto site = parts.site.facts();
  if (!values.empty() && text::lower(values.front()) != site->handle) {
    return parts.errors.make(404, &request);
  }
  const domain::LocalIds ids(site->base_url, site->handle);
  if (wants_activity(request)) {
    auto response = see_other(ids.actor());
    response.headers.set("vary", "Accept");
    return response;
  }
  const auto reader = parts.readers.take_public();
  const auto profile = store::find_profile(reader);
  if (!profile || !*profile) {
    return parts.errors.make(503, &request);
  }
  auto response = make_profile(parts, *site, **profile, visitor_language(request));
  if (!request.query().empty()) {
    // A stranger could fill the cache with ?1, ?2, ?3: such answers are made, not kept.
    response.headers.add("vary", "Accept, Accept-Language, Accept-Encoding");
    response.headers.add("cache-control", "public, max-age=0, must-revalidate");
    return response;
  }
  return parts.cache.put(request, std::move(response), Varies::by_accept_and_language, generation);
}

} // namespace ekiben::endpoints::public_pages
