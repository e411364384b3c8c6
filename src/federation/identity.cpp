#include "federation/identity.h"

#include "store/read_instance.h"
#include "store/read_own_keys.h"
#include "store/read_profile.h"
#include "store/readers.h"
#include "system/log/log.h"

namespace ekiben::federation {
namespace {

Result<std::shared_ptr<const Identity>> load_identity(const store::Reader& reader, const std::string& product) {
  EKIBEN_TRY(const auto instance, store::find_instance(reader));
  EKIBEN_TRY(const auto owner, store::find_owner(reader));
  EKIBEN_TRY(const auto owner_key, store::find_own_key(reader, store::KeyPurpose::owner));
  EKIBEN_TRY(const auto instance_key, store::find_own_key(reader, store::KeyPurpose::instance));
  if (!instance || !owner || !owner_key || !instance_key) {
    return std::shared_ptr<const Identity>();
  }
  domain::LocalIds ids(instance->base_url, owner->handle);
  EKIBEN_TRY(auto owner_private, crypto::PrivateKey::from_der(owner_key->private_der));
  EKIBEN_TRY(auto instance_private, crypto::PrivateKey::from_der(instance_key->private_der));
  Signer owner_signer{ids.main_key(), std::move(owner_private)};
  Signer instance_signer{ids.instance_key(), std::move(instance_private)};
  return std::make_shared<const Identity>(Identity{std::move(ids), owner->handle, instance->handle_domain, std::move(owner_signer),
                                                   std::move(instance_signer), product + " (+" + instance->base_url + "/)"});
}

} // namespace

Identities::Identities(store::Readers& readers, std::string product) : readers_(readers), product_(std::move(product)) {}

std::shared_ptr<const Identity> Identities::current() {
  const std::lock_guard lock(mutex_);
  if (!identity_) {
    const auto reader = readers_.take();
    auto loaded = load_identity(reader, product_);
    if (!loaded) {
      log::error("reading our own keys: " + loaded.error().message);
      return nullptr;
    }
    identity_ = std::move(*loaded);
  }
  return identity_;
}

} // namespace ekiben::federation
