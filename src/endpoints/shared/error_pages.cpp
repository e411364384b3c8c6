#include "endpoints/shared/error_pages.h"

#include "endpoints/shared/request_facts.h"

#include <algorithm>
#include <array>

namespace ekiben::endpoints {
namespace {

using i18n::Message;

struct Words {
  int status;
  Message heading;
  Message what;
  Message what_to_do;
};

constexpr std::array kWords = {
#define EKIBEN_ERROR(status)                                                                                                               \
  Words { status, Message::error_##status##_heading, Message::error_##status##_what, Message::error_##status##_what_to_do }
    EKIBEN_ERROR(400), EKIBEN_ERROR(401), EKIBEN_ERROR(403), EKIBEN_ERROR(404), EKIBEN_ERROR(405), EKIBEN_ERROR(408), EKIBEN_ERROR(410),
    EKIBEN_ERROR(413), EKIBEN_ERROR(421), EKIBEN_ERROR(429), EKIBEN_ERROR(431), EKIBEN_ERROR(500), EKIBEN_ERROR(503),
#undef EKIBEN_ERROR
};

const Words& words_for(int status) {
  const auto find = [](int wanted) {
    return std::find_if(kWords.begin(), kWords.end(), [&](const Words& w) { return w.status == wanted; });
  };
  const auto found = find(status);
  return found != kWords.end() ? *found : *find(status >= 500 ? 500 : 400);
}

/// For programs: short, and no page of ours in another server's log.
http::Response as_json(int status, Message heading) {
  http::Response response;
  response.status = status;
  response.headers.add("content-type", "application/json; charset=utf-8");
  // The headings are our own sentences: nothing in them needs escaping.
  response.body = "{\"error\":\"" + std::string(i18n::sentence(i18n::Language::en, heading)) + "\"}\n";
  return response;
}

void forbid_caching(http::Response& response) {
  response.headers.set("cache-control", "no-store");
  response.headers.set("vary", "Accept, Accept-Language");
}

} // namespace

http::Response ErrorPages::make(int status, const http::Request* request) const {
  const Words& words = words_for(status);
  if (request != nullptr && !wants_html(*request)) {
    auto response = as_json(status, words.heading);
    forbid_caching(response);
    return response;
  }
  const i18n::Language language = request != nullptr ? visitor_language(*request) : i18n::Language::en;
  PageHead head;
  head.language = language;
  head.title = i18n::sentence(language, words.heading);
  head.noindex = true;
  const std::string number = std::to_string(status);
  templates::View view;
  view.text("heading", head.title)
      .text("what", i18n::sentence(language, words.what))
      .text("what_to_do", i18n::sentence(language, words.what_to_do))
      .text("status", i18n::say(language, Message::error_status, {{"status", number}}));
  if ((status == 404 || status == 410) && site_.facts()->set_up) {
    view.section("link", templates::View().text("href", "/").text("text", i18n::sentence(language, Message::error_to_profile)));
  } else if (status == 401) {
    view.section("link", templates::View().text("href", "/login").text("text", i18n::sentence(language, Message::login_heading)));
  }
  auto response = pages_.page(status, head, "message", view);
  forbid_caching(response);
  return response;
}

http::Response ErrorPages::make_retry(int status, const http::Request& request, std::chrono::seconds retry_after) const {
  auto response = make(status, &request);
  response.headers.set("retry-after", std::to_string(std::max<std::chrono::seconds::rep>(retry_after.count(), 1)));
  return response;
}

http::Response ErrorPages::not_set_up(const http::Request& request) const {
  http::Response response;
  if (wants_html(request)) {
    PageHead head;
    head.language = visitor_language(request);
    head.title = i18n::sentence(head.language, Message::unready_heading);
    head.noindex = true;
    templates::View view;
    view.text("heading", head.title)
        .text("what", i18n::sentence(head.language, Message::unready_what))
        .text("what_to_do", i18n::sentence(head.language, Message::unready_what_to_do));
    response = pages_.page(503, head, "message", view);
  } else {
    response = as_json(503, Message::unready_heading);
  }
  forbid_caching(response);
  response.headers.set("retry-after", "60");
  return response;
}

} // namespace ekiben::endpoints
