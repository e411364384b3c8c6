#include "actions/log_in.h"

#include "actions/password.h"
#include "pure/crypto/digest.h"
#include "pure/text/ascii.h"
#include "pure/text/base64.h"
#include "pure/text/utf8.h"
#include "store/read_profile.h"
#include "store/sessions_table.h"
#include "store/writer.h"
#include "system/os/random.h"

namespace ekiben::actions {
namespace {

constexpr std::size_t kMaxUserAgent = 200;

/// "hana" of "@Hana@example.com".
std::string user_part(std::string_view typed) {
  typed = text::trim(typed);
  if (typed.starts_with('@')) {
    typed.remove_prefix(1);
  }
  return text::lower(text::cut(typed, '@').before);
}

} // namespace

Result<std::string> open_session(const Context& context, std::string_view user_agent, std::chrono::seconds lifetime) {
  const std::string id = text::base64url_encode(os::random_bytes(32));
  domain::Session session;
  session.hash = crypto::sha256(id);
  session.created_at = context.clock.now();
  session.last_used_at = session.created_at;
  session.expires_at = session.created_at + lifetime;
  session.user_agent = text::clean_name(user_agent, kMaxUserAgent);
  EKIBEN_CHECK(context.writer.run([&](store::Transaction& transaction) -> Result<void> {
    EKIBEN_CHECK(store::delete_expired_sessions(transaction));
    return store::insert_session(transaction, session);
  }));
  return id;
}

Result<std::string> log_in(const Context& context, const Login& login, std::chrono::seconds lifetime) {
  EKIBEN_TRY(const auto owner, context.writer.run<std::optional<domain::Owner>>(
                                   [](store::Transaction& transaction) { return store::find_owner(transaction); }));
  // The password is hashed whatever the handle was, so that time tells nothing about handles.
  EKIBEN_CHECK(check_password(context, login.password));
  if (!owner || user_part(login.handle) != owner->handle) {
    return fail(ErrorKind::unauthorized, "wrong handle");
  }
  return open_session(context, login.user_agent, lifetime);
}

Result<void> log_out(const Context& context, std::string_view session_hash) {
  return context.writer.run(
      [hash = std::string(session_hash)](store::Transaction& transaction) { return store::delete_session(transaction, hash); });
}

} // namespace ekiben::actions
