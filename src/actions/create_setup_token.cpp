#include "actions/create_setup_token.h"

#include "pure/crypto/digest.h"
#include "pure/text/base64.h"
#include "store/setup_tokens_table.h"
#include "store/writer.h"
#include "system/os/random.h"

namespace ekiben::actions {

Result<std::string> create_setup_token(const Context& context) {
  const std::string token = text::base64url_encode(os::random_bytes(32));
  const Time expires_at = context.clock.now() + kSetupTokenLifetime;
  EKIBEN_CHECK(context.writer.run([&](store::Transaction& transaction) -> Result<void> {
    EKIBEN_CHECK(store::delete_setup_tokens(transaction));
    return store::insert_setup_token(transaction, crypto::sha256(token), expires_at);
  }));
  return token;
}

} // namespace ekiben::actions
