// Writes: the owner's sessions. All note Change::sessions.
#pragma once

#include "base/result.h"
#include "domain/session.h"
#include "store/transaction.h"

#include <string_view>

namespace ekiben::store {

Result<void> insert_session(Transaction& transaction, const domain::Session& session);
/// last_used_at becomes the transaction's time, expires_at as given. Once an hour is enough. No error when it is gone; notes nothing.
Result<void> touch_session(Transaction& transaction, std::string_view hash, Time expires_at);
/// No error when it is gone.
Result<void> delete_session(Transaction& transaction, std::string_view hash);
/// A changed password ends the others. An empty hash: all.
Result<void> delete_sessions_except(Transaction& transaction, std::string_view hash);
Result<void> delete_expired_sessions(Transaction& transaction);

} // namespace ekiben::store
