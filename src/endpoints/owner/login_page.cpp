#include "endpoints/owner/login_page.h"

#include "actions/log_in.h"
#include "endpoints/owner/owner_forms.h"
#include "endpoints/shared/request_facts.h"
#include "pure/text/ascii.h"
#include "system/log/log.h"

#include <algorithm>

namespace ekiben::endpoints::owner {
namespace {

using i18n::Message;

/// Only our own pages below /my: never a URL that a stranger wrote into a link (open redirect).
std::string safe_next(std::string_view next) {
  const bool below_my = next == "/my" || next.starts_with("/my/") || next.starts_with("/my?");
  const bool plain = std::all_of(next.begin(), next.end(), [](char c) {
    return text::is_alphanumeric(c) || std::string_view("/?=&_-").find(c) != std::string_view::npos;
  });
  return below_my && plain && next.size() <= 200 ? std::string(next) : "/my";
}

http::Response form_page(const Parts& parts, const http::Request& request, int status, std::string_view handle, std::string_view next,
                         const FieldFaults& faults) {
  PageHead head;
  head.language = visitor_language(request);
  head.title = i18n::sentence(head.language, Message::login_heading);
  OwnerParts shell;
  shell.flashes = {{"logged-out", Message::flash_logged_out}};
  templates::View view;
  view.text("token", parts.gatekeeper.visitor_token("/login"))
      .text("handle", handle)
      .text("next", safe_next(next))
      .show_if("needed", !next.empty() && faults.empty());
  faults.put_into(view, parts.pages);
  return parts.pages.owner_page(status, head, shell, "login", view);
}

http::Response wait_page(const Parts& parts, const http::Request& request, std::string_view handle, std::string_view next,
                         std::chrono::seconds wait) {
  const i18n::Language language = visitor_language(request);
  const std::string seconds = std::to_string(wait.count());
  FieldFaults faults(language);
  faults.add_text("password", i18n::say(language, wait.count() == 1 ? Message::wrong_login_wait_one : Message::wrong_login_wait_other,
                                        {{"seconds", seconds}}));
  auto response = form_page(parts, request, 429, handle, next, faults);
  response.headers.add("retry-after", seconds);
  return response;
}

/// Runs on the password thread.
http::Response try_login(const Parts& parts, const http::Request& request, const actions::Login& login, const std::string& next) {
  const auto session = actions::log_in(parts.actions, login, kSessionLifetime);
  if (session) {
    parts.backoff.note_right(request.peer_address);
    log::notice("the owner logged in from " + request.peer_address);
    auto response = see_other(safe_next(next));
    response.headers.add("set-cookie", parts.sessions.make_cookie(*session));
    return response;
  }
  if (session.error().kind != ErrorKind::unauthorized) {
    log::error("logging in failed: " + session.error().message);
    return parts.errors.make(503, &request);
  }
  parts.backoff.note_wrong(request.peer_address);
  log::notice("a wrong password came from " + request.peer_address);
  FieldFaults faults(visitor_language(request));
  faults.add("handle", Message::wrong_login);
  return form_page(parts, request, 422, login.handle, next, faults);
}

} // namespace

http::Response show_login(const Parts& parts, const http::Request& request) {
  const auto query = http::parse_form(request.query());
  const std::string next = query ? std::string(query->value("next")) : "";
  if (parts.sessions.find(request)) {
    return see_other(safe_next(next));
  }
  return form_page(parts, request, 200, "", next, FieldFaults(visitor_language(request)));
}

void do_login(const Parts& parts, const http::Request& request, http::Responder responder) {
  const http::Form form = read_form(request);
  actions::Login login;
  login.handle = form.value("handle");
  login.password = form.value("password");
  login.user_agent = request.headers.find("user-agent").value_or("");
  const std::string next(form.value("next"));
  const auto wait = parts.backoff.wait_for(request.peer_address);
  if (wait.count() > 0) {
    responder.send(wait_page(parts, request, login.handle, next, wait));
    return;
  }
  if (login.handle.empty() || login.password.empty() || login.password.size() > domain::kMaxPasswordBytes) {
    FieldFaults faults(visitor_language(request));
    faults.add(login.handle.empty() ? "handle" : "password", Message::wrong_login);
    responder.send(form_page(parts, request, 422, login.handle, next, faults));
    return;
  }
  answer_on_password_thread(parts, request, std::move(responder),
                            [&parts, request, login, next] { return try_login(parts, request, login, next); });
}

void do_logout(const Parts& parts, const http::Request& request, http::Responder responder) {
  if (const auto session = parts.sessions.find(request)) {
    if (const auto done = actions::log_out(parts.actions, session->hash); !done) {
      responder.send(parts.errors.make(503, &request));
      return;
    }
  }
  auto response = see_other("/login#logged-out");
  response.headers.add("set-cookie", parts.sessions.make_expired_cookie());
  response.headers.add("clear-site-data", "\"cache\"");
  responder.send(std::move(response));
}

} // namespace ekiben::endpoints::owner
