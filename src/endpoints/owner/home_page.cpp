#include "endpoints/owner/home_page.h"

#include "endpoints/owner/owner_forms.h"
#include "store/read_deliveries.h"
#include "store/read_profile.h"

namespace ekiben::endpoints::owner {
namespace {

using i18n::Message;

std::string deliveries_text(i18n::Language language, std::size_t waiting) {
  return waiting == 0
             ? std::string(i18n::sentence(language, Message::home_deliveries_none))
             : say_count(language, Message::home_deliveries_one, Message::home_deliveries_other, static_cast<std::int64_t>(waiting));
}

} // namespace

http::Response show_home(const Parts& parts, const http::Request& request) {
  const auto site = parts.site.facts();
  const OwnerParts shell = make_owner_parts(parts, request, Tab::home);
  const auto reader = parts.readers.take();
  const auto profile = store::find_profile(reader);
  if (!profile || !*profile) {
    return parts.errors.make(503, &request);
  }
  PageHead head;
  head.language = site->language;
  head.title = i18n::sentence(head.language, Message::home_heading);
  const auto followers = static_cast<std::int64_t>((*profile)->followers);
  templates::View view;
  view.text("handle", site->full_handle())
      .text("url", site->base_url)
      .text("followers", say_count(head.language, Message::profile_followers_one, Message::profile_followers_other, followers))
      .text("deliveries", deliveries_text(head.language, store::count_waiting_deliveries(reader).value_or(0)))
      .text("version", i18n::say(head.language, Message::home_version, {{"version", parts.version}}))
      .text("welcome", i18n::say(head.language, Message::home_welcome, {{"handle", site->full_handle()}}))
      .show_if("fresh", (*profile)->owner.bio.empty() && followers == 0);
  if (shell.waiting_requests > 0) {
    view.text("requests", say_count(head.language, Message::home_requests_one, Message::home_requests_other, shell.waiting_requests));
  }
  return parts.pages.owner_page(200, head, shell, "home", view);
}

} // namespace ekiben::endpoints::owner
