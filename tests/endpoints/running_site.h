// A real store behind a real server on loopback, with the doors that a test adds.
#pragma once

#include "endpoints/shared/byte_cache.h"
#include "endpoints/shared/error_pages.h"
#include "endpoints/shared/gatekeeper.h"
#include "endpoints/shared/pages.h"
#include "endpoints/shared/security_headers.h"
#include "endpoints/shared/sessions.h"
#include "endpoints/shared/site.h"
#include "endpoints/shared/static_files.h"
#include "store/changes.h"
#include "store/instance_table.h"
#include "store/opened_store.h"
#include "system/http/server.h"

#include <httplib.h>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace ekiben::test {

/// Built as app/composition does. add_routes() before start().
class RunningSite : public OpenedStore {
public:
  explicit RunningSite(std::vector<templates::Source> overrides = {}, bool development = true)
      : pages(must(endpoints::Pages::create(site, files, {std::move(overrides), development}))), errors(pages, site),
        sessions(site, store->readers(), clock), gatekeeper(site, store->readers(), sessions, errors, clock),
        cache(site, [this] { return store->changes().public_generation(); }) {
    files.add_routes(router);
  }
  ~RunningSite() { stop(); }

  /// The owner @hana of an instance at `base_url` (empty: where the server listens), without a password that anybody knows.
  void insert_owner(std::string name, std::string base_url = "", std::string handle_domain = "") {
    if (base_url.empty()) {
      base_url = "http://" + host();
    }
    must(write([&](store::Transaction& transaction) -> Result<void> {
      domain::Instance instance;
      instance.base_url = base_url;
      instance.handle_domain = handle_domain;
      instance.instance_id = "0123456789abcdef0123456789abcdef";
      instance.created_at = transaction.now();
      EKIBEN_CHECK(store::insert_instance(transaction, instance));
      domain::Owner owner;
      owner.handle = "hana";
      owner.name = name;
      owner.bio = "駅弁 & <b>lunch</b>\nhttps://example.com/";
      owner.language = "en";
      owner.created_at = transaction.now();
      owner.updated_at = transaction.now();
      return store::insert_owner(transaction, owner, "$scrypt$nobody");
    }));
    site.replace(endpoints::make_site_facts(base_url, handle_domain, "hana", name, i18n::Language::en));
  }

  /// Binds a free port at once, so that host() is known; serves after start().
  void listen() {
    http::ServerOptions options;
    options.listen = {{"127.0.0.1", 0, false}};
    options.cache_lookup = [this](const http::Request& request) { return cache.find(request); };
    options.guard = [this](const http::Request& request, const http::Route& route) { return gatekeeper.check(request, route); };
    options.error_page = [this](int status, const http::Request* request) { return gatekeeper.answer_unrouted(status, request); };
    options.finish = [this](const http::Request&, const http::Route* route, http::Response& response) {
      endpoints::add_security_headers(*site.facts(), route != nullptr ? route->form_action : "'self'", response);
    };
    server = must(http::Server::create(std::move(options), router, clock));
  }
  void start() {
    thread = std::thread([this] { server->run(); });
  }
  void stop() {
    if (thread.joinable()) {
      server->stop();
      thread.join();
    }
  }
  int port() const { return server->ports().at(0); }
  std::string host() const { return "127.0.0.1:" + std::to_string(port()); }

  /// A GET with these headers; Accept says HTML unless they say otherwise.
  httplib::Response get(const std::string& target, httplib::Headers headers = {}) {
    httplib::Client client("127.0.0.1", port());
    client.set_decompress(false);
    if (!headers.contains("Accept")) {
      headers.emplace("Accept", "text/html");
    }
    auto result = client.Get(target, headers);
    REQUIRE(result);
    return *result;
  }
  /// A form posted as a browser does, from our own page unless `headers` say otherwise.
  httplib::Response post(const std::string& target, const httplib::Params& fields, httplib::Headers headers = {}) {
    httplib::Client client("127.0.0.1", port());
    client.set_read_timeout(20, 0);
    headers.emplace("Accept", "text/html");
    if (!headers.contains("Origin")) {
      headers.emplace("Origin", "http://" + host());
    }
    auto result = client.Post(target, headers, fields);
    REQUIRE(result);
    return *result;
  }

  endpoints::Site site;
  endpoints::StaticFiles files;
  endpoints::Pages pages;
  endpoints::ErrorPages errors;
  endpoints::Sessions sessions;
  endpoints::Gatekeeper gatekeeper;
  endpoints::ByteCache cache;
  http::Router router;
  std::unique_ptr<http::Server> server;
  std::thread thread;
};

/// The value of the first hidden field `name` in a page.
inline std::string hidden_field(const std::string& page, const std::string& name) {
  const std::string before = "name=\"" + name + "\" value=\"";
  const auto at = page.find(before);
  return at == std::string::npos ? "" : page.substr(at + before.size(), page.find('"', at + before.size()) - at - before.size());
}

inline bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

} // namespace ekiben::test
