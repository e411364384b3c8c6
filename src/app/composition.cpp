#include "app/composition.h"

#include "app/data_directory.h"
#include "app/fediverse.h"
#include "app/version.h"
#include "endpoints/owner/owner_routes.h"
#include "endpoints/public/public_routes.h"
#include "endpoints/shared/byte_cache.h"
#include "endpoints/shared/error_pages.h"
#include "endpoints/shared/gatekeeper.h"
#include "endpoints/shared/pages.h"
#include "endpoints/shared/security_headers.h"
#include "endpoints/shared/sessions.h"
#include "endpoints/shared/site.h"
#include "endpoints/shared/static_files.h"
#include "pure/templates/template.h"
#include "store/changes.h"
#include "store/readers.h"
#include "store/store.h"
#include "store/writer.h"
#include "system/http/server.h"
#include "system/log/log.h"
#include "system/os/files.h"

#include <thread>

namespace ekiben::app {
namespace {

/// The owner's own templates: DIR/templates/NAME.mustache for each name the binary has.
struct Override {
  std::string name;
  std::string text;
};

std::vector<Override> read_overrides(const std::string& directory) {
  std::vector<Override> out;
  if (!os::path_exists(directory)) {
    return out;
  }
  for (const std::string& name : endpoints::Pages::template_names()) {
    const std::string path = directory + "/" + name + ".mustache";
    if (!os::path_exists(path)) {
      continue;
    }
    auto text = os::read_file(path, templates::kMaxTemplateBytes + 1);
    // An unreadable file is reported like a broken one: an unclosed tag never parses.
    out.push_back({name, text ? *std::move(text) : "{{"});
  }
  return out;
}

std::vector<std::string> trusted_proxies(const config::Configuration& configuration) {
  std::vector<std::string> out;
  for (const text::Cidr& range : configuration.trusted_proxies) {
    out.push_back(range.text());
  }
  if (configuration.trust_unix_proxy) {
    out.emplace_back("unix");
  }
  return out;
}

Result<void> load_site(store::Store& store, bool development, endpoints::Site& site) {
  EKIBEN_TRY(const auto identity, find_identity(store));
  if (!identity) {
    return {};
  }
  const std::string& base_url = identity->instance.base_url;
  if (!base_url.starts_with("https://") && !development) {
    return fail(ErrorKind::misconfigured, "the base URL is " + base_url + ", without TLS: that is served only with --development");
  }
  site.replace(endpoints::make_site_facts(base_url, identity->instance.handle_domain, identity->owner.handle, identity->owner.name,
                                          i18n::parse_language(identity->owner.language).value_or(i18n::Language::en)));
  return {};
}

} // namespace

/// In the order they are built; destroyed in the opposite one.
struct Application::Parts {
  Parts(std::unique_ptr<store::Store> opened, const Clock& ticking)
      : clock(ticking), store(std::move(opened)), context{store->writer(), clock} {}

  const Clock& clock;
  std::unique_ptr<store::Store> store;
  actions::Context context;
  endpoints::Site site;
  endpoints::StaticFiles static_files;
  std::unique_ptr<endpoints::Pages> pages;
  std::unique_ptr<endpoints::ErrorPages> errors;
  std::unique_ptr<endpoints::Sessions> sessions;
  std::unique_ptr<endpoints::Gatekeeper> gatekeeper;
  std::unique_ptr<endpoints::ByteCache> cache;
  std::unique_ptr<Fediverse> fediverse;
  std::unique_ptr<endpoints::public_pages::Parts> public_parts;
  std::unique_ptr<endpoints::owner::LoginBackoff> backoff;
  std::unique_ptr<endpoints::owner::Parts> owner_parts;
  http::Router router;
  std::vector<http::ListenAddress> addresses;
  std::unique_ptr<http::Server> server;
  // After the server: its jobs answer requests, so it ends first.
  std::unique_ptr<endpoints::owner::PasswordThread> passwords;
  std::thread serving;

  Result<void> build_pages(const std::string& templates_directory, bool development);
  void build_doors(bool development);
  Result<void> build_server(const config::Configuration& configuration);
};

Result<void> Application::Parts::build_pages(const std::string& templates_directory, bool development) {
  const auto overrides = read_overrides(templates_directory);
  endpoints::Pages::Options options;
  options.development = development;
  for (const Override& mine : overrides) {
    options.overrides.push_back({mine.name, mine.text});
  }
  EKIBEN_TRY(auto made, endpoints::Pages::create(site, static_files, options));
  pages = std::make_unique<endpoints::Pages>(std::move(made));
  for (const auto& problem : pages->template_problems()) {
    log::warning("template " + templates_directory + "/" + problem.name + ".mustache is not used: " + problem.reason);
  }
  errors = std::make_unique<endpoints::ErrorPages>(*pages, site);
  sessions = std::make_unique<endpoints::Sessions>(site, store->readers(), clock);
  gatekeeper = std::make_unique<endpoints::Gatekeeper>(site, store->readers(), *sessions, *errors, clock);
  cache = std::make_unique<endpoints::ByteCache>(site, [this] { return store->changes().public_generation(); });
  return {};
}

void Application::Parts::build_doors(bool development) {
  static_files.add_routes(router);
  public_parts = std::make_unique<endpoints::public_pages::Parts>(
      endpoints::public_pages::Parts{site, *pages, *errors, *cache, store->readers(), clock, kVersion});
  endpoints::public_pages::add_public_routes(router, *public_parts);
  backoff = std::make_unique<endpoints::owner::LoginBackoff>(clock);
  passwords = std::make_unique<endpoints::owner::PasswordThread>();
  owner_parts = std::make_unique<endpoints::owner::Parts>(
      endpoints::owner::Parts{site, *pages, *errors, *gatekeeper, *sessions, store->readers(), context, *passwords, *backoff,
                              development ? domain::PlainHttp::allowed : domain::PlainHttp::refused, kVersion});
  endpoints::owner::add_owner_routes(router, *owner_parts);
}

Result<void> Application::Parts::build_server(const config::Configuration& configuration) {
  http::ServerOptions options;
  for (const std::string& text : configuration.listen) {
    EKIBEN_TRY(auto address, http::parse_listen_address(text));
    addresses.push_back(std::move(address));
  }
  options.listen = addresses;
  options.trusted_proxies = trusted_proxies(configuration);
  options.limits.max_connections = configuration.max_connections;
  options.limits.max_connections_per_address = configuration.max_connections_per_address;
  options.cache_lookup = [this, log_access = configuration.log_access](const http::Request& request) {
    auto found = cache->find(request);
    if (found && log_access) {
      log::info(request.peer_address + " " + request.method_text + " " + std::string(request.path()) + " " + std::to_string(found->status));
    }
    return found;
  };
  options.guard = [this](const http::Request& request, const http::Route& route) { return gatekeeper->check(request, route); };
  options.error_page = [this](int status, const http::Request* request) { return gatekeeper->answer_unrouted(status, request); };
  options.finish = [this, log_access = configuration.log_access](const http::Request& request, const http::Route* route,
                                                                 http::Response& response) {
    if (log_access) {
      log::info(request.peer_address + " " + request.method_text + " " + std::string(request.path()) + " " +
                std::to_string(response.status));
    }
    endpoints::add_security_headers(*site.facts(), route != nullptr ? route->form_action : "'self'", response);
  };
  EKIBEN_TRY(server, http::Server::create(std::move(options), router, clock));
  return {};
}

Application::Application(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Application::~Application() { stop(); }

Result<std::unique_ptr<Application>> Application::create(std::unique_ptr<store::Store> store, const std::string& directory,
                                                         const config::Configuration& configuration, const Clock& clock) {
  auto parts = std::make_unique<Parts>(std::move(store), clock);
  EKIBEN_CHECK(load_site(*parts->store, configuration.development, parts->site));
  const std::string templates_directory =
      configuration.templates_directory.empty() ? directory + "/templates" : configuration.templates_directory;
  EKIBEN_CHECK(parts->build_pages(templates_directory, configuration.development));
  EKIBEN_TRY(parts->fediverse,
             Fediverse::create({*parts->store, parts->context, parts->site, *parts->errors, *parts->cache, clock}, configuration));
  parts->fediverse->add_routes(parts->router);
  parts->build_doors(configuration.development);
  EKIBEN_CHECK(parts->build_server(configuration));
  return std::unique_ptr<Application>(new Application(std::move(parts)));
}

void Application::start() {
  parts_->fediverse->start();
  parts_->serving = std::thread([this] { parts_->server->run(); });
}

void Application::stop() {
  if (parts_->serving.joinable()) {
    parts_->server->stop();
    parts_->serving.join();
  }
  parts_->store->changes().stop();
  parts_->fediverse->stop();
  parts_->passwords.reset();
}

std::vector<std::string> Application::listening() const {
  std::vector<std::string> out;
  const auto ports = parts_->server->ports();
  for (std::size_t i = 0; i < parts_->addresses.size(); ++i) {
    const http::ListenAddress& address = parts_->addresses[i];
    if (address.unix_socket) {
      out.push_back("unix:" + address.host_or_path);
    } else {
      const bool v6 = address.host_or_path.find(':') != std::string::npos;
      out.push_back((v6 ? "[" + address.host_or_path + "]" : address.host_or_path) + ":" + std::to_string(ports.at(i)));
    }
  }
  return out;
}

const actions::Context& Application::actions() const { return parts_->context; }

} // namespace ekiben::app
