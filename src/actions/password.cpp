#include "actions/password.h"

#include "pure/crypto/scrypt.h"
#include "store/read_password.h"
#include "store/writer.h"
#include "system/os/random.h"

namespace ekiben::actions {

Result<std::string> make_password_hash(std::string_view password) { return crypto::hash_password(password, os::random_bytes(16)); }

Result<void> check_password(const Context& context, std::string_view password) {
  EKIBEN_TRY(const auto hash, context.writer.run<std::optional<std::string>>(
                                  [](store::Transaction& transaction) { return store::find_password_hash(transaction); }));
  if (!hash) {
    return fail(ErrorKind::not_found, "there is no owner yet");
  }
  EKIBEN_TRY(const bool right, crypto::verify_password(password, *hash));
  if (!right) {
    return fail(ErrorKind::unauthorized, "wrong password");
  }
  return {};
}

} // namespace ekiben::actions
