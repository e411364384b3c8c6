// A store with an owner, keys and a running client: what federation and workers stand on.
#pragma once

#include "../store/opened_store.h"
#include "federation/fetch_document.h"
#include "federation/identity.h"
#include "store/instance_table.h"
#include "system/net/event_loop.h"
#include "system/net/http_client.h"

#include <chrono>
#include <future>
#include <thread>

namespace ekiben::test {

/// Made once: a key costs a tenth of a second.
inline const crypto::PrivateKey& some_key(int which) {
  static const crypto::PrivateKey keys[] = {must(crypto::PrivateKey::generate_rsa()), must(crypto::PrivateKey::generate_rsa()),
                                            must(crypto::PrivateKey::generate_rsa())};
  return keys[which];
}

struct InhabitedStore : OpenedStore {
  net::EventLoop loop{clock};
  std::unique_ptr<net::HttpClient> client;
  std::thread looping;
  federation::Identities identities{store->readers(), "ekiben/test"};
  std::unique_ptr<federation::FetchContext> context;

  /// `base_url` is never listened on: whoever fetches from it gets nothing.
  explicit InhabitedStore(const std::string& base_url = "http://127.0.0.1:9") {
    must(write([&](store::Transaction& transaction) -> Result<void> {
      EKIBEN_CHECK(store::insert_instance(transaction, {.base_url = base_url, .handle_domain = "me.example", .instance_id = "0a"}));
      domain::Owner owner;
      owner.handle = "mia";
      owner.language = "en";
      EKIBEN_CHECK(store::insert_owner(transaction, owner, "hash"));
      for (const auto purpose : {store::KeyPurpose::owner, store::KeyPurpose::instance}) {
        const auto& key = some_key(purpose == store::KeyPurpose::owner ? 0 : 1);
        EKIBEN_CHECK(store::upsert_own_key(transaction, {purpose, key.to_der(), key.public_key().to_pem(), transaction.now()}));
      }
      return {};
    }));
    net::ClientOptions options;
    options.plain_http = true;
    options.policy = net::AddressPolicy({*text::parse_cidr("127.0.0.0/8")});
    client = must(net::HttpClient::create(loop, std::move(options)));
    looping = std::thread([this] { loop.run(); });
    context = std::make_unique<federation::FetchContext>(federation::FetchContext{*client, identities, clock});
  }
  ~InhabitedStore() { stop_loop(); }
  void stop_loop() {
    if (looping.joinable()) {
      loop.stop();
      looping.join();
      client.reset();
    }
  }
  SteadyTime soon() const { return clock.steady_now() + std::chrono::seconds{10}; }
};

/// Runs `start(done)` and waits for what `done` is given.
template <typename T, typename Start> T wait_for(Start start) {
  auto promise = std::make_shared<std::promise<T>>();
  auto future = promise->get_future();
  start([promise](T value) { promise->set_value(std::move(value)); });
  if (future.wait_for(std::chrono::seconds{20}) != std::future_status::ready) {
    throw std::runtime_error("nobody called done");
  }
  return future.get();
}

/// Asks again and again for at most ten seconds.
template <typename Question> bool becomes_true(Question question) {
  for (int i = 0; i < 500; ++i) {
    if (question()) {
      return true;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
  return false;
}

} // namespace ekiben::test
