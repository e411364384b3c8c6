#include "store/read_incoming.h"

#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

namespace {

// What one list may hold in memory: activities are up to 1 MiB each.
constexpr std::size_t kMaxListBytes = 4 * 1024 * 1024;

} // namespace

Result<std::vector<domain::IncomingActivity>> list_due_incoming(const Reader& reader, Time now, std::size_t limit) {
  auto statement = reader.database().prepare(R"(
    SELECT id, signer, key_id, host, received_at, attempts, body FROM incoming
    WHERE next_attempt_at <= :now
      AND NOT EXISTS (SELECT 1 FROM incoming AS older
                      WHERE older.attempts > 0 AND older.signer = incoming.signer AND older.id < incoming.id
                        AND older.next_attempt_at > :now)
    ORDER BY id LIMIT :limit
  )"_sql);
  statement.bind(":now", now).bind_count(":limit", limit);
  std::vector<domain::IncomingActivity> activities;
  std::size_t bytes = 0;
  while (bytes < kMaxListBytes) {
    EKIBEN_TRY(bool row, statement.step());
    if (!row) {
      break;
    }
    activities.push_back({.id = statement.id(0),
                          .signer = statement.text(1),
                          .key_id = statement.text(2),
                          .host = statement.text(3),
                          .body = statement.text(6),
                          .received_at = statement.time(4),
                          .attempts = static_cast<int>(statement.integer(5))});
    bytes += activities.back().body.size();
  }
  return activities;
}

Result<std::optional<Time>> find_next_incoming_time(const Reader& reader, Time now) {
  auto statement = reader.database().prepare("SELECT min(next_attempt_at) FROM incoming WHERE next_attempt_at > :now"_sql);
  statement.bind(":now", now);
  EKIBEN_TRY([[maybe_unused]] bool row, statement.step());
  return statement.optional_time(0);
}

Result<domain::Backlog> load_backlog_of_host(const Reader& reader, std::string_view host) {
  auto statement = reader.database().prepare("SELECT activities, bytes FROM backlogs WHERE host = :host"_sql);
  EKIBEN_TRY(bool found, statement.bind(":host", host).step());
  return found ? domain::Backlog{.activities = statement.count(0), .bytes = statement.count(1)} : domain::Backlog{};
}

Result<domain::Backlog> load_backlog(const Reader& reader) { return load_backlog_of_host(reader, ""); }

} // namespace ekiben::store
