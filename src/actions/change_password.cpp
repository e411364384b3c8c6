#include "actions/change_password.h"

#include "actions/password.h"
#include "store/instance_table.h"
#include "store/sessions_table.h"
#include "store/writer.h"

#include <string>

namespace ekiben::actions {
namespace {

Result<void> store_password(const Context& context, std::string_view new_password, std::string_view kept_session_hash) {
  EKIBEN_TRY(const std::string hash, make_password_hash(new_password));
  return context.writer.run([&hash, kept = std::string(kept_session_hash)](store::Transaction& transaction) -> Result<void> {
    EKIBEN_CHECK(store::update_password_hash(transaction, hash));
    return store::delete_sessions_except(transaction, kept);
  });
}

} // namespace

Result<void> change_password(const Context& context, std::string_view current_password, std::string_view new_password,
                             std::string_view kept_session_hash) {
  EKIBEN_CHECK(check_password(context, current_password));
  return store_password(context, new_password, kept_session_hash);
}

Result<void> replace_password(const Context& context, std::string_view new_password) { return store_password(context, new_password, ""); }

} // namespace ekiben::actions
