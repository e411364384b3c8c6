#include "store/read_hosts.h"

#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

Result<std::optional<domain::HostRecord>> find_host(const Reader& reader, std::string_view host) {
  auto statement = reader.database().prepare(R"(
    SELECT host, failure_days, last_failure_day, last_success_at, key_failures, key_failed_at FROM hosts WHERE host = :host
  )"_sql);
  EKIBEN_TRY(bool found, statement.bind(":host", host).step());
  if (!found) {
    return std::nullopt;
  }
  return domain::HostRecord{.host = statement.text(0),
                            .failures = {.distinct_days = static_cast<int>(statement.integer(1)),
                                         .last_day = std::chrono::sys_days(std::chrono::days(statement.integer(2)))},
                            .last_success_at = statement.optional_time(3),
                            .key_failures = static_cast<int>(statement.integer(4)),
                            .key_failed_at = statement.optional_time(5)};
}

} // namespace ekiben::store
