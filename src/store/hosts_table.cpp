#include "store/hosts_table.h"

#include "store/read_hosts.h"
#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

namespace {

// mark_host_alive is called for each activity: a host that is well is written this often.
constexpr std::chrono::hours kAliveInterval{1};

} // namespace

Result<void> upsert_host_failures(Transaction& transaction, std::string_view host, const domain::HostFailures& failures) {
  auto statement = transaction.database().prepare(R"(
    INSERT INTO hosts (host, failure_days, last_failure_day, key_failures, changed_at) VALUES (:host, :days, :last_day, 0, :now)
    ON CONFLICT (host) DO UPDATE SET failure_days = excluded.failure_days, last_failure_day = excluded.last_failure_day,
      changed_at = excluded.changed_at
  )"_sql);
  return statement.bind(":host", host)
      .bind(":days", std::int64_t{failures.distinct_days})
      .bind(":last_day", std::int64_t{failures.last_day.time_since_epoch().count()})
      .bind(":now", transaction.now())
      .run();
}

Result<bool> mark_host_alive(Transaction& transaction, std::string_view host) {
  EKIBEN_TRY(auto known, find_host(transaction, host));
  bool failed = known && known->failures.distinct_days > 0;
  if (known && !failed && known->last_success_at && transaction.now() - *known->last_success_at < kAliveInterval &&
      *known->last_success_at <= transaction.now()) {
    return false;
  }
  auto statement = transaction.database().prepare(R"(
    INSERT INTO hosts (host, failure_days, last_failure_day, last_success_at, key_failures, changed_at) VALUES (:host, 0, 0, :now, 0, :now)
    ON CONFLICT (host) DO UPDATE SET failure_days = 0, last_failure_day = 0, last_success_at = excluded.last_success_at,
      changed_at = excluded.changed_at
  )"_sql);
  EKIBEN_CHECK(statement.bind(":host", host).bind(":now", transaction.now()).run());
  return failed;
}

Result<void> mark_host_key_failure(Transaction& transaction, std::string_view host) {
  auto statement = transaction.database().prepare(R"(
    INSERT INTO hosts (host, failure_days, last_failure_day, key_failures, key_failed_at, changed_at) VALUES (:host, 0, 0, 1, :now, :now)
    ON CONFLICT (host) DO UPDATE SET key_failures = key_failures + 1, key_failed_at = excluded.key_failed_at,
      changed_at = excluded.changed_at
  )"_sql);
  return statement.bind(":host", host).bind(":now", transaction.now()).run();
}

Result<void> clear_host_key_failures(Transaction& transaction, std::string_view host) {
  auto statement = transaction.database().prepare("UPDATE hosts SET key_failures = 0, key_failed_at = NULL WHERE host = :host"_sql);
  return statement.bind(":host", host).run();
}

Result<std::size_t> prune_hosts(Transaction& transaction, std::size_t keep) {
  auto statement = transaction.database().prepare(R"(
    DELETE FROM hosts WHERE host IN (
      SELECT host FROM hosts ORDER BY changed_at
      LIMIT min(500, max(0, (SELECT count(*) FROM hosts) - :keep)))
  )"_sql);
  return statement.bind_count(":keep", keep).run_counting();
}

} // namespace ekiben::store
