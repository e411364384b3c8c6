#include "store/read_followers.h"

#include "system/sqlite/database.h"

#include <algorithm>
#include <limits>

namespace ekiben::store {

using namespace sqlite::literals;

namespace {

constexpr std::size_t kMaxRows = 200;

Result<std::size_t> count_of(sqlite::Statement statement) {
  EKIBEN_TRY([[maybe_unused]] bool row, statement.step());
  return statement.count(0);
}

Result<std::vector<domain::FollowerView>> views_of(sqlite::Statement& statement, domain::FollowState state) {
  std::vector<domain::FollowerView> views;
  for (;;) {
    EKIBEN_TRY(bool row, statement.step());
    if (!row) {
      return views;
    }
    views.push_back({.id = statement.id(0),
                     .account = statement.id(1),
                     .actor = statement.text(2),
                     .user = statement.text(3),
                     .domain = statement.text(4),
                     .name = statement.text(5),
                     .url = statement.text(6),
                     .icon_url = statement.text(7),
                     .state = state,
                     .requested_at = statement.time(8)});
  }
}

Result<std::optional<domain::Follower>> follower_of(sqlite::Statement& statement) {
  EKIBEN_TRY(bool found, statement.step());
  if (!found) {
    return std::nullopt;
  }
  return domain::Follower{.id = statement.id(0),
                          .account = statement.id(1),
                          .follow_id = statement.text(2),
                          .follow_json = statement.text(3),
                          .state = static_cast<domain::FollowState>(statement.integer(4)),
                          .requested_at = statement.time(5),
                          .accepted_at = statement.optional_time(6)};
}

} // namespace

Result<std::size_t> count_followers(const PublicReader& reader) {
  return count_of(reader.database().prepare("SELECT count(*) FROM followers WHERE state = 1"_sql));
}

Result<std::size_t> count_follow_requests(const Reader& reader) {
  return count_of(reader.database().prepare("SELECT count(*) FROM followers WHERE state = 0"_sql));
}

Result<std::vector<domain::FollowerView>> list_followers_page(const PublicReader& reader, Id before, std::size_t limit) {
  auto statement = reader.database().prepare(R"(
    SELECT f.id, f.account, a.actor, a.user, a.domain, a.name, a.url, a.icon_url, f.requested_at
    FROM followers AS f JOIN accounts AS a ON a.id = f.account
    WHERE f.state = 1 AND f.id < :before
    ORDER BY f.id DESC LIMIT :limit
  )"_sql);
  statement.bind(":before", before ? before.value : std::numeric_limits<std::int64_t>::max())
      .bind_count(":limit", std::min(limit, kMaxRows));
  return views_of(statement, domain::FollowState::accepted);
}

Result<std::vector<domain::FollowerView>> list_follow_requests(const Reader& reader, Id after, std::size_t limit) {
  auto statement = reader.database().prepare(R"(
    SELECT f.id, f.account, a.actor, a.user, a.domain, a.name, a.url, a.icon_url, f.requested_at
    FROM followers AS f JOIN accounts AS a ON a.id = f.account
    WHERE f.state = 0 AND f.id > :after
    ORDER BY f.id LIMIT :limit
  )"_sql);
  statement.bind(":after", after.value).bind_count(":limit", std::min(limit, kMaxRows));
  return views_of(statement, domain::FollowState::pending);
}

Result<std::vector<std::string>> list_follower_inboxes(const Reader& reader, const std::string& after, std::size_t limit) {
  auto statement = reader.database().prepare(R"(
    SELECT DISTINCT iif(a.shared_inbox <> '', a.shared_inbox, a.inbox) AS target
    FROM followers AS f JOIN accounts AS a ON a.id = f.account
    WHERE f.state = 1 AND target > :after
    ORDER BY target LIMIT :limit
  )"_sql);
  statement.bind(":after", after).bind_count(":limit", limit);
  std::vector<std::string> inboxes;
  for (;;) {
    EKIBEN_TRY(bool row, statement.step());
    if (!row) {
      return inboxes;
    }
    inboxes.push_back(statement.text(0));
  }
}

Result<std::optional<domain::Follower>> find_follower(const Reader& reader, Id account) {
  auto statement = reader.database().prepare(R"(
    SELECT id, account, follow_id, follow_json, state, requested_at, accepted_at FROM followers WHERE account = :account
  )"_sql);
  return follower_of(statement.bind(":account", account));
}

Result<std::optional<domain::Follower>> find_follower_by_actor(const Reader& reader, std::string_view actor) {
  auto statement = reader.database().prepare(R"(
    SELECT f.id, f.account, f.follow_id, f.follow_json, f.state, f.requested_at, f.accepted_at
    FROM accounts AS a JOIN followers AS f ON f.account = a.id WHERE a.actor = :actor
  )"_sql);
  return follower_of(statement.bind(":actor", actor));
}

Result<std::optional<domain::Follower>> find_follower_by_follow_id(const Reader& reader, std::string_view follow_id) {
  auto statement = reader.database().prepare(R"(
    SELECT id, account, follow_id, follow_json, state, requested_at, accepted_at FROM followers WHERE follow_id = :follow_id LIMIT 1
  )"_sql);
  return follower_of(statement.bind(":follow_id", follow_id));
}

} // namespace ekiben::store
