#include "store/accounts_table.h"

#include "store/deliveries_table.h"
#include "store/followers_table.h"
#include "store/read_accounts.h"
#include "store/remote_keys_table.h"
#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

Result<Id> upsert_account(Transaction& transaction, const domain::RemoteAccount& account) {
  transaction.note_change(Change::accounts);
  transaction.note_public_change();
  auto statement = transaction.database().prepare(R"(
    INSERT INTO accounts (id, actor, user, domain, host, name, summary, url, icon_url, inbox, shared_inbox, followers_url, kind,
      approves_followers, created_at, fetched_at, attempted_at, gone_at)
    VALUES (:id, :actor, :user, :domain, :host, :name, :summary, :url, :icon_url, :inbox, :shared_inbox, :followers_url, :kind,
      :approves_followers, :now, :fetched_at, :attempted_at, NULL)
    ON CONFLICT (actor) DO UPDATE SET user = excluded.user, domain = excluded.domain, host = excluded.host, name = excluded.name,
      summary = excluded.summary, url = excluded.url, icon_url = excluded.icon_url, inbox = excluded.inbox,
      shared_inbox = excluded.shared_inbox, followers_url = excluded.followers_url, kind = excluded.kind,
      approves_followers = excluded.approves_followers, fetched_at = excluded.fetched_at, attempted_at = excluded.attempted_at, gone_at = NULL
    RETURNING id
  )"_sql);
  statement.bind(":id", transaction.next_id())
      .bind(":actor", account.actor)
      .bind(":user", account.user)
      .bind(":domain", account.domain)
      .bind(":host", account.host)
      .bind(":name", account.name)
      .bind(":summary", account.summary)
      .bind(":url", account.url)
      .bind(":icon_url", account.icon_url)
      .bind(":inbox", account.inbox)
      .bind(":shared_inbox", account.shared_inbox)
      .bind(":followers_url", account.followers_url)
      .bind(":kind", static_cast<std::int64_t>(account.kind))
      .bind_flag(":approves_followers", account.approves_followers)
      .bind(":now", transaction.now())
      .bind(":fetched_at", account.fetched_at)
      .bind(":attempted_at", account.attempted_at);
  EKIBEN_TRY(bool row, statement.step());
  if (!row) {
    return fail(ErrorKind::broken, "an account was stored without an id");
  }
  Id id = statement.id(0);
  EKIBEN_CHECK(statement.run());
  return id;
}

Result<void> mark_account_attempted(Transaction& transaction, std::string_view actor) {
  auto statement = transaction.database().prepare("UPDATE accounts SET attempted_at = :now WHERE actor = :actor"_sql);
  return statement.bind(":now", transaction.now()).bind(":actor", actor).run();
}

Result<void> mark_account_gone(Transaction& transaction, std::string_view actor) {
  EKIBEN_CHECK(delete_remote_keys_of(transaction, actor));
  EKIBEN_TRY(auto account, find_account_by_actor(transaction, actor));
  if (!account) {
    return {};
  }
  transaction.note_change(Change::accounts);
  EKIBEN_TRY([[maybe_unused]] bool followed, delete_follower(transaction, account->id));
  EKIBEN_TRY([[maybe_unused]] std::size_t waiting, delete_deliveries_to(transaction, actor));
  auto statement = transaction.database().prepare("UPDATE accounts SET gone_at = :now WHERE id = :id"_sql);
  return statement.bind(":now", transaction.now()).bind(":id", account->id).run();
}

} // namespace ekiben::store
