#include "store/read_accounts.h"

#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

namespace {

Result<std::optional<domain::RemoteAccount>> account_of(sqlite::Statement& statement) {
  EKIBEN_TRY(bool found, statement.step());
  if (!found) {
    return std::nullopt;
  }
  return domain::RemoteAccount{.id = statement.id(0),
                               .actor = statement.text(1),
                               .user = statement.text(2),
                               .domain = statement.text(3),
                               .host = statement.text(4),
                               .name = statement.text(5),
                               .summary = statement.text(6),
                               .url = statement.text(7),
                               .icon_url = statement.text(8),
                               .inbox = statement.text(9),
                               .shared_inbox = statement.text(10),
                               .followers_url = statement.text(11),
                               .kind = static_cast<domain::AccountKind>(statement.integer(12)),
                               .approves_followers = statement.flag(13),
                               .created_at = statement.time(14),
                               .fetched_at = statement.time(15),
                               .gone_at = statement.optional_time(17),
                               .attempted_at = statement.optional_time(16)};
}

} // namespace

Result<std::optional<domain::RemoteAccount>> find_account_by_actor(const Reader& reader, std::string_view actor) {
  auto statement = reader.database().prepare(R"(
    SELECT id, actor, user, domain, host, name, summary, url, icon_url, inbox, shared_inbox, followers_url, kind, approves_followers,
      created_at, fetched_at, attempted_at, gone_at
    FROM accounts WHERE actor = :actor
  )"_sql);
  return account_of(statement.bind(":actor", actor));
}

Result<std::optional<domain::RemoteAccount>> find_account(const Reader& reader, Id id) {
  auto statement = reader.database().prepare(R"(
    SELECT id, actor, user, domain, host, name, summary, url, icon_url, inbox, shared_inbox, followers_url, kind, approves_followers,
      created_at, fetched_at, attempted_at, gone_at
    FROM accounts WHERE id = :id
  )"_sql);
  return account_of(statement.bind(":id", id));
}

Result<std::optional<domain::RemoteAccount>> find_account_by_handle(const Reader& reader, std::string_view user, std::string_view domain) {
  // A handle may have passed to a new actor: the one that is not gone, and of those the one fetched last.
  auto statement = reader.database().prepare(R"(
    SELECT id, actor, user, domain, host, name, summary, url, icon_url, inbox, shared_inbox, followers_url, kind, approves_followers,
      created_at, fetched_at, attempted_at, gone_at
    FROM accounts WHERE domain = :domain AND user = :user
    ORDER BY gone_at IS NOT NULL, fetched_at DESC LIMIT 1
  )"_sql);
  return account_of(statement.bind(":domain", domain).bind(":user", user));
}

Result<bool> is_account_known(const Reader& reader, std::string_view actor) {
  auto statement = reader.database().prepare("SELECT 1 FROM accounts WHERE actor = :actor"_sql);
  return statement.bind(":actor", actor).step();
}

} // namespace ekiben::store
