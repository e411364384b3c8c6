// The owner's door on a running site, and a browser's moves through it.
#pragma once

#include "actions/create_setup_token.h"
#include "endpoints/owner/owner_routes.h"
#include "endpoints/running_site.h"
#include "turned_steady_clock.h"

namespace ekiben::test {

inline const std::string kPassword = "correct horse battery";

struct OwnerSite : RunningSite {
  actions::Context context{store->writer(), clock};
  TurnedSteadyClock waits; ///< turned alone: the server's deadlines go on as they are
  endpoints::owner::LoginBackoff backoff{waits};
  std::unique_ptr<endpoints::owner::PasswordThread> passwords = std::make_unique<endpoints::owner::PasswordThread>();
  endpoints::owner::Parts parts;

  explicit OwnerSite(domain::PlainHttp plain_http = domain::PlainHttp::allowed)
      : parts{site, pages, errors, gatekeeper, sessions, store->readers(), context, *passwords, backoff, plain_http, "1.2.3"} {
    endpoints::owner::add_owner_routes(router, parts);
    listen();
    start();
  }
  ~OwnerSite() {
    stop();
    passwords.reset();
  }

  std::string setup_path() { return "/setup?token=" + must(actions::create_setup_token(context)); }
  static httplib::Params setup_answers(const std::string& form_token, const std::string& base_url) {
    return {{"token", form_token},         {"handle", "hana"}, {"name", "花"}, {"base_url", base_url}, {"password", kPassword},
            {"password_again", kPassword}, {"language", "en"}, {"domain", ""}};
  }
  /// Sets up through the page; the answer to the POST.
  httplib::Response set_up(const std::string& path) {
    const auto form = get(path);
    return post(path, setup_answers(hidden_field(form.body, "token"), "http://" + host()));
  }
  httplib::Response log_in(const std::string& handle, const std::string& password, const std::string& next = "") {
    const auto form = get("/login" + (next.empty() ? "" : "?next=" + next));
    return post("/login", {{"token", hidden_field(form.body, "token")},
                           {"next", hidden_field(form.body, "next")},
                           {"handle", handle},
                           {"password", password}});
  }
  /// "ekiben=…" of an answer that logged in.
  static std::string cookie_of(const httplib::Response& answer) {
    const auto text = answer.get_header_value("Set-Cookie");
    return text.substr(0, text.find(';'));
  }
  httplib::Response get_as(const std::string& cookie, const std::string& path) { return get(path, {{"Cookie", cookie}}); }
  /// Fetches the page's token first.
  httplib::Response post_as(const std::string& cookie, const std::string& path, httplib::Params fields) {
    fields.emplace("token", hidden_field(get_as(cookie, path).body, "token"));
    return post(path, fields, {{"Cookie", cookie}});
  }
};

} // namespace ekiben::test
