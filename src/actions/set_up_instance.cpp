#include "actions/set_up_instance.h"

#include "actions/password.h"
#include "pure/crypto/keys.h"
#include "pure/text/hex.h"
#include "pure/text/url.h"
#include "store/instance_table.h"
#include "store/read_instance.h"
#include "store/setup_tokens_table.h"
#include "store/writer.h"
#include "system/os/random.h"

namespace ekiben::actions {
namespace {

Result<store::OwnKey> make_key(store::KeyPurpose purpose, Time now) {
  EKIBEN_TRY(const auto key, crypto::PrivateKey::generate_rsa());
  return store::OwnKey{purpose, key.to_der(), key.public_key().to_pem(), now};
}

} // namespace

Result<void> set_up_instance(const Context& context, const SetUp& wish) {
  const Time now = context.clock.now();
  EKIBEN_TRY(const std::string password_hash, make_password_hash(wish.password));
  EKIBEN_TRY(const auto owner_key, make_key(store::KeyPurpose::owner, now));
  EKIBEN_TRY(const auto instance_key, make_key(store::KeyPurpose::instance, now));

  domain::Instance instance;
  instance.base_url = wish.base_url;
  instance.handle_domain = wish.handle_domain.empty() ? text::authority_of(wish.base_url) : wish.handle_domain;
  instance.instance_id = text::hex_encode(os::random_bytes(16));
  instance.created_at = now;
  domain::Owner owner;
  owner.handle = wish.handle;
  owner.name = wish.name;
  owner.language = wish.language;
  owner.created_at = now;
  owner.updated_at = now;

  return context.writer.run([&](store::Transaction& transaction) -> Result<void> {
    EKIBEN_TRY(const auto existing, store::find_instance(transaction));
    if (existing) {
      return fail(ErrorKind::conflict, "this directory is set up already, for " + existing->base_url);
    }
    if (!wish.token_hash.empty()) {
      EKIBEN_CHECK(store::use_setup_token(transaction, wish.token_hash));
    }
    EKIBEN_CHECK(store::insert_instance(transaction, instance));
    EKIBEN_CHECK(store::insert_owner(transaction, owner, password_hash));
    EKIBEN_CHECK(store::upsert_own_key(transaction, owner_key));
    EKIBEN_CHECK(store::upsert_own_key(transaction, instance_key));
    return store::delete_setup_tokens(transaction);
  });
}

} // namespace ekiben::actions
