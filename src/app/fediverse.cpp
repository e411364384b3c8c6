#include "app/fediverse.h"

#include "app/version.h"
#include "endpoints/activitypub/activitypub_routes.h"
#include "federation/fetch_document.h"
#include "federation/identity.h"
#include "store/changes.h"
#include "store/readers.h"
#include "store/store.h"
#include "system/net/event_loop.h"
#include "system/net/http_client.h"
#include "workers/delivery_worker.h"
#include "workers/inbox_worker.h"
#include "workers/key_resolver.h"
#include "workers/prune.h"

#include <string>
#include <thread>

namespace ekiben::app {
namespace {

net::ClientOptions client_options(const config::Configuration& configuration) {
  net::ClientOptions options;
  options.policy = net::AddressPolicy(configuration.allow);
  options.plain_http = configuration.development;
  for (const auto& [host, endpoint] : configuration.host_map) {
    options.host_map.emplace(host, endpoint.text());
  }
  options.dns_servers = configuration.dns_servers_text();
  options.ca_files = configuration.ca_files;
  options.longest_total_timeout = configuration.outgoing_timeout;
  options.user_agent = std::string("ekiben/") + kVersion;
  if (configuration.max_outgoing_connections > 0) {
    options.max_in_flight = configuration.max_outgoing_connections;
  }
  return options;
}

} // namespace

/// In the order they are built; destroyed in the opposite one, when the loop's thread has ended.
struct Fediverse::Parts {
  explicit Parts(const Ground& below)
      : ground(below), loop(below.clock), identities(below.store.readers(), std::string("ekiben/") + kVersion) {}

  const Ground ground;
  net::EventLoop loop;
  std::unique_ptr<net::HttpClient> client;
  federation::Identities identities;
  std::unique_ptr<workers::KeyResolver> keys;
  std::unique_ptr<workers::InboxWorker> inbox;
  std::unique_ptr<workers::DeliveryWorker> delivery;
  std::unique_ptr<workers::Prune> prune;
  std::unique_ptr<endpoints::activitypub_door::Parts> door;
  std::thread looping;
};

Fediverse::Fediverse(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Fediverse::~Fediverse() { stop(); }

Result<std::unique_ptr<Fediverse>> Fediverse::create(const Ground& ground, const config::Configuration& configuration) {
  auto parts = std::make_unique<Parts>(ground);
  EKIBEN_TRY(parts->client, net::HttpClient::create(parts->loop, client_options(configuration)));
  const federation::FetchContext fetch{*parts->client, parts->identities, ground.clock};
  store::Store& store = ground.store;
  parts->keys = std::make_unique<workers::KeyResolver>(fetch, ground.actions, store.readers());
  parts->inbox = std::make_unique<workers::InboxWorker>(fetch, ground.actions, store.readers(), store.changes(), *parts->keys);
  parts->delivery = std::make_unique<workers::DeliveryWorker>(fetch, ground.actions, store.readers(), store.changes());
  parts->prune = std::make_unique<workers::Prune>(ground.actions);
  parts->door = std::make_unique<endpoints::activitypub_door::Parts>(endpoints::activitypub_door::Parts{
      ground.site, ground.errors, ground.cache, store.readers(), *parts->keys, ground.actions, ground.clock, kVersion});
  return std::unique_ptr<Fediverse>(new Fediverse(std::move(parts)));
}

void Fediverse::add_routes(http::Router& router) { endpoints::activitypub_door::add_activitypub_routes(router, *parts_->door); }

void Fediverse::start() {
  parts_->looping = std::thread([this] { parts_->loop.run(); });
  parts_->inbox->start();
  parts_->delivery->start();
  parts_->prune->start();
}

void Fediverse::stop() {
  parts_->inbox->stop();
  parts_->delivery->stop();
  parts_->prune->stop();
  if (parts_->looping.joinable()) {
    parts_->loop.stop();
    parts_->looping.join();
  }
  // What is still open ends here, with the workers and the resolver still there to be told.
  parts_->client.reset();
}

} // namespace ekiben::app
