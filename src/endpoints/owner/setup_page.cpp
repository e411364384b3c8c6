#include "endpoints/owner/setup_page.h"

#include "actions/log_in.h"
#include "actions/set_up_instance.h"
#include "endpoints/owner/owner_forms.h"
#include "endpoints/shared/request_facts.h"
#include "pure/crypto/digest.h"
#include "pure/text/ascii.h"
#include "pure/text/percent.h"
#include "pure/text/utf8.h"
#include "store/read_setup_tokens.h"
#include "system/log/log.h"

namespace ekiben::endpoints::owner {
namespace {

using i18n::Language;
using i18n::Message;

struct Answers {
  std::string handle;
  std::string name;
  std::string base_url;
  std::string domain;
  std::string language;
};

std::string read_token(const http::Request& request) {
  const auto query = http::parse_form(request.query());
  return query ? std::string(query->value("token")) : std::string();
}

http::Response message_page(const Parts& parts, const http::Request& request, int status, Message heading, Message what, Message what_to_do,
                            bool link_to_login) {
  PageHead head;
  head.language = visitor_language(request);
  head.title = i18n::sentence(head.language, heading);
  head.noindex = true;
  templates::View view;
  view.text("heading", head.title)
      .text("what", i18n::sentence(head.language, what))
      .text("what_to_do", i18n::sentence(head.language, what_to_do));
  if (link_to_login) {
    view.section("link", templates::View().text("href", "/login").text("text", i18n::sentence(head.language, Message::login_heading)));
  }
  auto response = parts.pages.page(status, head, "message", view);
  response.headers.add("cache-control", "no-store");
  return response;
}

/// An answer that ends the visit: there is an owner, or the token is not good. Nothing when the form may be shown.
std::optional<http::Response> refuse(const Parts& parts, const http::Request& request) {
  if (parts.site.facts()->set_up) {
    return message_page(parts, request, 410, Message::setup_done_heading, Message::setup_done_what, Message::setup_done_what_to_do, true);
  }
  const auto reader = parts.readers.take();
  if (!store::is_setup_token_valid(reader, crypto::sha256(read_token(request)), parts.actions.clock.now()).value_or(false)) {
    return message_page(parts, request, 403, Message::setup_token_heading, Message::setup_token_what, Message::setup_token_what_to_do,
                        false);
  }
  return std::nullopt;
}

http::Response form_page(const Parts& parts, const http::Request& request, int status, const Answers& answers, const FieldFaults& faults) {
  PageHead head;
  head.language = visitor_language(request);
  head.title = i18n::sentence(head.language, Message::setup_heading);
  templates::View view;
  view.text("action", "/setup?token=" + text::percent_encode(read_token(request)))
      .text("token", parts.gatekeeper.visitor_token("/setup"))
      .text("handle", answers.handle)
      .text("name", answers.name)
      .text("base_url", answers.base_url)
      .text("domain", answers.domain)
      .list("languages", language_choices(answers.language));
  faults.put_into(view, parts.pages);
  return parts.pages.owner_page(status, head, OwnerParts{}, "setup", view);
}

/// What this request suggests: the address in the browser's bar is the base URL, if the world can reach it.
std::string suggest_base_url(const Parts& parts, const http::Request& request) {
  const std::string host = request_host(request);
  if (parts.plain_http == domain::PlainHttp::allowed) {
    return "http://" + host;
  }
  return is_address_literal(host) ? "" : "https://" + host;
}

/// Checks and normalizes; what is wrong goes into `faults`.
actions::SetUp read_wish(const Parts& parts, const http::Form& form, const Answers& answers, FieldFaults& faults) {
  actions::SetUp wish;
  wish.handle = answers.handle;
  wish.name = answers.name;
  wish.language = answers.language;
  wish.password = std::string(form.value("password"));
  faults.add("handle", domain::check_handle(wish.handle));
  faults.add("name", domain::check_name(wish.name));
  if (!i18n::parse_language(wish.language)) {
    faults.add("language", Message::wrong_language);
  }
  if (const auto url = domain::normal_base_url(answers.base_url, parts.plain_http)) {
    wish.base_url = *url;
  } else {
    faults.add("base_url", domain::Fault::base_url, parts.plain_http);
  }
  if (!answers.domain.empty()) {
    if (const auto domain = domain::normal_handle_domain(answers.domain, parts.plain_http)) {
      wish.handle_domain = *domain;
    } else {
      faults.add("domain", domain::Fault::handle_domain);
    }
  }
  const auto password_fault = domain::check_password(wish.password);
  faults.add("password", password_fault);
  if (!password_fault && wish.password != form.value("password_again")) {
    faults.add("password_again", Message::wrong_password_twice);
  }
  return wish;
}

/// Runs on the password thread: two key pairs and a password hash.
http::Response set_up(const Parts& parts, const http::Request& request, const actions::SetUp& wish) {
  const auto done = actions::set_up_instance(parts.actions, wish);
  if (!done) {
    log::warning("set-up did not happen: " + done.error().message);
    if (done.error().kind == ErrorKind::conflict || done.error().kind == ErrorKind::not_found) {
      return message_page(parts, request, 403, Message::setup_token_heading, Message::setup_token_what, Message::setup_token_what_to_do,
                          false);
    }
    return parts.errors.make(503, &request);
  }
  parts.site.replace(make_site_facts(wish.base_url, wish.handle_domain, wish.handle, wish.name,
                                     i18n::parse_language(wish.language).value_or(Language::en)));
  const auto site = parts.site.facts();
  log::notice("set up: " + site->full_handle() + " at " + site->base_url);
  if (request_host(request) != site->host) {
    // A cookie set here would not go to the base URL.
    return see_other(site->base_url + "/login");
  }
  const auto session = actions::open_session(parts.actions, request.headers.find("user-agent").value_or(""), kSessionLifetime);
  auto response = see_other("/my#welcome");
  if (session) {
    response.headers.add("set-cookie", parts.sessions.make_cookie(*session));
  }
  return response;
}

} // namespace

http::Response show_setup(const Parts& parts, const http::Request& request) {
  if (auto refusal = refuse(parts, request)) {
    return *std::move(refusal);
  }
  Answers answers;
  answers.base_url = suggest_base_url(parts, request);
  const Language language = visitor_language(request);
  answers.language = i18n::language_tag(language);
  return form_page(parts, request, 200, answers, FieldFaults(language));
}

void do_setup(const Parts& parts, const http::Request& request, http::Responder responder) {
  if (auto refusal = refuse(parts, request)) {
    responder.send(*std::move(refusal));
    return;
  }
  const http::Form form = read_form(request);
  Answers answers;
  answers.handle = text::trim(form.value("handle"));
  answers.name = text::clean_name(form.value("name"), domain::kMaxNameCharacters + 1);
  answers.base_url = text::trim(form.value("base_url"));
  answers.domain = text::trim(form.value("domain"));
  answers.language = form.value("language");
  FieldFaults faults(visitor_language(request));
  actions::SetUp wish = read_wish(parts, form, answers, faults);
  if (!faults.empty()) {
    responder.send(form_page(parts, request, 422, answers, faults));
    return;
  }
  wish.token_hash = crypto::sha256(read_token(request));
  answer_on_password_thread(parts, request, std::move(responder), [&parts, request, wish] { return set_up(parts, request, wish); });
}

} // namespace ekiben::endpoints::owner
