// Who we are to other servers: ids and the two keys that sign.
#pragma once

#include "domain/local_ids.h"
#include "pure/crypto/keys.h"

#include <memory>
#include <mutex>
#include <string>

namespace ekiben::store {
class Readers;
}

namespace ekiben::federation {

/// A key of ours with the name others know it by.
struct Signer {
  std::string key_id;
  crypto::PrivateKey key;
};

/// Fixed once the owner has set up: base URL, handle domain, handle and keys never change afterwards.
struct Identity {
  domain::LocalIds ids;
  std::string handle;
  std::string handle_domain;
  Signer owner;           ///< signs deliveries
  Signer instance;        ///< signs every fetch (items 29, 56)
  std::string user_agent; ///< "ekiben/0.1.0 (+https://social.example/)" (item 109)
};

/// Read from the store when it is first asked for: set-up by web page needs no restart. Any thread.
class Identities {
public:
  /// `product`: "ekiben/0.1.0".
  Identities(store::Readers& readers, std::string product);
  /// Null before set-up. Shared: whoever uses it on another thread keeps it alive.
  std::shared_ptr<const Identity> current();

private:
  store::Readers& readers_;
  const std::string product_;
  std::mutex mutex_;
  std::shared_ptr<const Identity> identity_;
};

} // namespace ekiben::federation
