#include "store/followers_table.h"

#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

Result<Id> upsert_follower(Transaction& transaction, const domain::Follower& follower) {
  transaction.note_change(Change::followers);
  if (follower.state == domain::FollowState::accepted) {
    transaction.note_public_change();
  }
  // FollowState: pending 0, accepted 1; max() keeps an accepted one accepted.
  auto statement = transaction.database().prepare(R"(
    INSERT INTO followers (id, account, follow_id, follow_json, state, requested_at, accepted_at)
    VALUES (:id, :account, :follow_id, :follow_json, :state, :now, CASE :state WHEN 1 THEN :now END)
    ON CONFLICT (account) DO UPDATE SET follow_id = excluded.follow_id, follow_json = excluded.follow_json,
      state = max(state, excluded.state), accepted_at = coalesce(accepted_at, excluded.accepted_at)
    RETURNING id
  )"_sql);
  statement.bind(":id", transaction.next_id())
      .bind(":account", follower.account)
      .bind(":follow_id", follower.follow_id)
      .bind(":follow_json", follower.follow_json)
      .bind(":state", static_cast<std::int64_t>(follower.state))
      .bind(":now", transaction.now());
  EKIBEN_TRY(bool row, statement.step());
  if (!row) {
    return fail(ErrorKind::broken, "a follow was stored without an id");
  }
  Id id = statement.id(0);
  EKIBEN_CHECK(statement.run());
  return id;
}

Result<void> accept_follower(Transaction& transaction, Id account) {
  auto statement = transaction.database().prepare(R"(
    UPDATE followers SET state = 1, accepted_at = coalesce(accepted_at, :now) WHERE account = :account
  )"_sql);
  EKIBEN_TRY(std::size_t accepted, statement.bind(":now", transaction.now()).bind(":account", account).run_counting());
  if (accepted == 0) {
    return fail(ErrorKind::not_found, "the follow request is not there any more");
  }
  transaction.note_change(Change::followers);
  transaction.note_public_change();
  return {};
}

Result<bool> delete_follower(Transaction& transaction, Id account) {
  auto statement = transaction.database().prepare("DELETE FROM followers WHERE account = :account"_sql);
  EKIBEN_TRY(std::size_t deleted, statement.bind(":account", account).run_counting());
  if (deleted > 0) {
    transaction.note_change(Change::followers);
    transaction.note_public_change();
  }
  return deleted > 0;
}

} // namespace ekiben::store
